// What a program without any work reaches here: Node's own HTTP server with one page in memory. `node reference.mjs PORT FILE`
import { readFileSync } from "node:fs";
import http from "node:http";

const [port, file] = process.argv.slice(2);
const page = readFileSync(file);
const headers = { "content-type": "text/html; charset=utf-8", "content-length": page.length };
http.createServer((_, answer) => answer.writeHead(200, headers).end(page)).listen(Number(port), "127.0.0.1");
