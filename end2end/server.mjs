// Starts the built server on a fresh database for the browser tests, and stops it with them. Everything comes in by the
// environment (tests/support/site.ts): E2E_ADMIN_URL is the cluster, DATABASE_URL the database that is made new.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const { E2E_ADMIN_URL: admin, DATABASE_URL: own, MEDIA_URL: media } = process.env;
const binary = fileURLToPath(new URL("../.data/bin/dreamcrowd", import.meta.url));

if (!admin) fail("DATABASE_URL is not set: it names the Postgres cluster on which the tests make their own database");
if (!existsSync(binary)) fail(`${binary} is not built; ./test browser builds it`);

const name = new URL(own).pathname.slice(1);
execFileSync("psql", ["-q", "-v", "ON_ERROR_STOP=1", admin, "-c", `drop database if exists ${name} with (force)`, "-c", `create database ${name} template template0`], {
  stdio: ["ignore", "ignore", "inherit"],
});
mkdirSync(fileURLToPath(media), { recursive: true });

const server = spawn(binary, ["serve", "--migrate", "--seed"], { stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill("SIGTERM"));
server.on("error", (error) => fail(String(error)));
server.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGTERM" ? 0 : 1)));

function fail(text) {
  console.error(`end2end: ${text}`);
  process.exit(1);
}
