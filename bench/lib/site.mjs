// The processes that are measured: the site, kept pages on or off, and the plain Node server beside it.
import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const running = new Set();

/** A free port of the loopback. */
export async function freePort() {
  const probe = net.createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Starts the built site on a free port. `cacheMs` says how long a public page is kept; undefined leaves the default. */
export async function startSite(name, cacheMs) {
  const [port, metrics] = [await freePort(), await freePort()];
  const env = {
    ...process.env,
    SITE_URL: `http://127.0.0.1:${port}`,
    SITE_ADDR: `127.0.0.1:${port}`,
    METRICS_ADDR: `127.0.0.1:${metrics}`,
    ...(cacheMs === undefined ? {} : { PAGE_CACHE_MS: String(cacheMs) }),
  };
  return started(name, port, spawnLogged(name, process.env.BENCH_BINARY, ["serve"], env), "/readyz");
}

/** Starts the plain Node server, which answers everything with the bytes of one file. */
export async function startNode(file) {
  const port = await freePort();
  const script = new URL("../reference.mjs", import.meta.url).pathname;
  return started("node", port, spawnLogged("node", process.execPath, [script, String(port), file], process.env), "/");
}

function spawnLogged(name, command, args, env) {
  const log = openSync(`${process.env.BENCH_WORK}/${name}.log`, "a");
  const child = spawn(command, args, { env, stdio: ["ignore", log, log] });
  closeSync(log);
  running.add(child);
  child.on("exit", () => running.delete(child));
  return child;
}

async function started(name, port, child, probe) {
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) break;
    const answer = await get({ port }, probe).catch(() => undefined);
    if (answer?.status === 200) return { name, port, pid: child.pid };
    await sleep(50);
  }
  const log = readFileSync(`${process.env.BENCH_WORK}/${name}.log`, "utf8").slice(-2_000);
  throw new Error(`${name} did not start:\n${log}`);
}

/** Stops all of them. */
export async function stopAll() {
  for (const child of running) child.kill("SIGTERM");
  for (let tries = 0; running.size > 0 && tries < 120; tries += 1) await sleep(50);
  for (const child of running) child.kill("SIGKILL");
}

/** Memory that the process holds, in MB. */
export function residentMb(site) {
  const status = readFileSync(`/proc/${site.pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)[1]) / 1024;
}

/** One request; gives status, headers and the body as it was sent. */
export function get(site, path, { headers = {}, method = "GET", body, agent, localAddress } = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: "127.0.0.1", port: site.port, path, method, headers, agent, localAddress }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("error", reject);
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
    });
    request.setTimeout(20_000, () => request.destroy(new Error(`no answer: ${path}`)));
    request.on("error", reject);
    request.end(body);
  });
}

/** The same; anything but 200 is an error. */
export async function page(site, path, options) {
  const answer = await get(site, path, options);
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  return answer;
}
