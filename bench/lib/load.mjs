// Load: as fast as a number of connections goes (wrk), or at a given rate whatever the answers do (open model).
import { execFile } from "node:child_process";
import http from "node:http";
import { promisify } from "node:util";

const UNITS = { us: 0.001, ms: 1, s: 1_000, m: 60_000 };
const SCRIPT = new URL("../paths.lua", import.meta.url).pathname;

/** Requests per second and latencies in ms at 32 connections. Several paths are asked for in turn. */
export async function full(site, paths, { seconds, headers = {} }) {
  const many = Array.isArray(paths) ? paths : [paths];
  const args = ["-t1", "-c32", `-d${seconds}s`, "--latency", "--timeout", "10s"];
  for (const [name, value] of Object.entries(headers)) args.push("-H", `${name}: ${value}`);
  if (many.length > 1) args.push("-s", SCRIPT);
  args.push(`http://127.0.0.1:${site.port}${many[0]}`);
  const env = { ...process.env, BENCH_PATHS: many.join("\n") };
  const { stdout } = await promisify(execFile)("wrk", args, { env });
  const failed = /Non-2xx or 3xx responses: (\d+)/.exec(stdout) ?? /Socket errors: (.+)/.exec(stdout);
  if (failed) throw new Error(`${site.name} ${many[0]}: ${failed[0]}`);
  const percentile = (p) => {
    const [, value, unit] = new RegExp(`^\\s+${p}%\\s+([\\d.]+)(us|ms|s|m)$`, "m").exec(stdout);
    return Number(value) * UNITS[unit];
  };
  return { rate: Number(/^Requests\/sec:\s+([\d.]+)/m.exec(stdout)[1]), p50: percentile(50), p99: percentile(99) };
}

/**
 * Sends `rate` requests a second for `seconds`, whether or not answers come, and gives the ms from when each was due to its
 * first byte and to its end. `next` gives each request's path and options.
 */
export function open(site, next, { rate, seconds }) {
  const total = Math.floor(rate * seconds);
  const began = performance.now();
  const first = [], whole = [];
  let sent = 0, failed = 0;
  return new Promise((resolve) => {
    const done = () => {
      if (first.length + failed === total) resolve({ first, whole, failed });
    };
    const send = (due) => {
      const { path, ...options } = next();
      const request = http.get({ host: "127.0.0.1", port: site.port, path, ...options }, (answer) => {
        const firstByte = performance.now() - due;
        answer.resume();
        answer.on("end", () => {
          if (answer.statusCode === 200) { first.push(firstByte); whole.push(performance.now() - due); } else failed += 1;
          done();
        });
      });
      request.on("error", () => { failed += 1; done(); });
      request.setTimeout(20_000, () => request.destroy(new Error("no answer")));
    };
    const timer = setInterval(() => {
      const now = performance.now();
      while (sent < total && began + (sent * 1_000) / rate <= now) {
        send(began + (sent * 1_000) / rate);
        sent += 1;
      }
      if (sent === total) clearInterval(timer);
    }, 1);
  });
}

/** A percentile of numbers, by the nearest rank. */
export function percentile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil((p / 100) * sorted.length) - 1))];
}

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};
