// Runs every measure against the running parts and prints the lines. Started by `bench/run`, which makes the database.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, release } from "node:os";
import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { rows, value } from "./lib/database.mjs";
import { full, median, open, percentile } from "./lib/load.mjs";
import { markdown, print, report, reportFailure } from "./lib/report.mjs";
import { search } from "./lib/search.mjs";
import { page, residentMb, startNode, startSite, stopAll } from "./lib/site.mjs";
import { measureSizes } from "./lib/sizes.mjs";

const rounds = Number(process.env.BENCH_ROUNDS);
const seconds = Number(process.env.BENCH_SECONDS);
/** How busy others keep the machine: above a tenth or so, the numbers say less about us. */
const busyBefore = loadavg()[0];
const say = (text) => process.stderr.write(`▸ ${text}\n`);

/** A page of the demo, not of the invented ones: it has everything that a page can have. */
const slug = value("select slug from offerings where status = 'published' and slug not like 'synthetic-%' order by rating_count desc, slug limit 1");
const seller = value(`select s.handle from sellers s join offerings o on o.seller_id = s.id where o.slug = '${slug}'`);

/** Addresses of lists as visitors choose them: categories, orders, filters. */
function lists() {
  const categories = rows("select slug from categories order by slug").map(([category]) => `/c/${category}`);
  const choices = ["", "?sort=newest", "?sort=rating", "?sort=price_low", "?language=ar", "?level=beginner", "?price=under20"];
  return ["/browse", ...categories].flatMap((path) => choices.map((choice) => path + choice));
}

/** Puts a page's bytes where the site serves files as they are. */
async function still(site, path, name) {
  const { body } = await page(site, path);
  const file = `${process.env.LEPTOS_SITE_ROOT}/pkg/bench-${name}.html`;
  writeFileSync(file, body);
  return { file, path: `/pkg/bench-${name}.html` };
}

/** The paths that are answered; each other one is a line of its own, so that it does not take the rest of the measures with it. */
async function answered(site, paths) {
  const good = [];
  for (const path of paths) await page(site, path).then(() => good.push(path), (error) => reportFailure(path, error));
  return good;
}

/** A round that failed is told and counts for nothing. */
function unmeasured(name, error) {
  reportFailure(name, error);
  return { rate: NaN, p50: NaN, p99: NaN };
}

/** Requests a second: pages from Postgres, pages kept for a moment, and the same bytes as a file. */
async function throughput(parts) {
  const { fresh, kept, node, stills } = parts;
  const runs = {
    browse: [fresh, "/browse"], browseKept: [kept, "/browse"], browseStill: [kept, stills.browse.path], node: [node, "/"],
    offering: [fresh, `/o/${slug}`], offeringKept: [kept, `/o/${slug}`], offeringStill: [kept, stills.offering.path],
    lists: [fresh, await answered(fresh, lists())], browseBrotli: [fresh, "/browse", { "accept-encoding": "br" }],
  };
  const results = Object.fromEntries(Object.keys(runs).map((name) => [name, []]));
  for (const [site, paths, headers] of Object.values(runs)) await full(site, paths, { seconds: 1, headers }).catch(() => undefined);
  for (let round = 0; round < rounds; round += 1) {
    say(`requests at 32 connections, round ${round + 1} of ${rounds}`);
    for (const [name, [site, paths, headers]] of Object.entries(runs)) {
      results[name].push(await full(site, paths, { seconds, headers }).catch((error) => unmeasured(`requests, ${name}, round ${round + 1}`, error)));
    }
  }
  const of = (name, what) => results[name].map((result) => result[what]);
  const bytes = "static bytes";
  for (const [title, name] of [["/browse", "browse"], ["/o/{offering}", "offering"]]) {
    const goals = name === "browse" ? { rate: 1_500, p99: 40 } : { rate: 800, p99: 40 };
    const still = (what) => of(`${name}Still`, what);
    report({ name: `${title} from Postgres, requests/s`, ours: of(name, "rate"), reference: still("rate"), against: bytes, goal: { atLeast: goals.rate } });
    report({ name: `${title} from Postgres, p50`, unit: "ms", ours: of(name, "p50"), reference: still("p50"), against: bytes });
    report({ name: `${title} from Postgres, p99`, unit: "ms", ours: of(name, "p99"), reference: still("p99"), against: bytes, goal: { atMost: goals.p99 } });
    report({ name: `${title} kept, requests/s`, ours: of(`${name}Kept`, "rate"), reference: still("rate"), against: bytes, goal: { ratioAtLeast: 0.5 } });
    report({ name: `${title} kept, p99`, unit: "ms", ours: of(`${name}Kept`, "p99"), reference: still("p99"), against: bytes });
  }
  report({ name: "/browse kept, requests/s", ours: of("browseKept", "rate"), reference: of("node", "rate"), against: "plain Node", note: "same bytes from memory" });
  report({ name: "/browse from Postgres, brotli asked for, requests/s", ours: of("browseBrotli", "rate"), reference: of("browse", "rate"), against: "without" });
  report({ name: `${runs.lists[1].length} different lists from Postgres, requests/s`, ours: of("lists", "rate"), reference: of("browse", "rate"), against: "/browse" });
  report({ name: `${runs.lists[1].length} different lists from Postgres, p99`, unit: "ms", ours: of("lists", "p99"), reference: of("browse", "p99"), against: "/browse" });
  const usual = (name) => median(of(name, "rate").filter(Number.isFinite));
  return { browse: usual("browse"), offering: usual("offering") };
}

/** Time to the first byte at half of what each page can do, in the open model, against a file at the same rate. */
async function firstByte({ fresh, stills }, rates) {
  for (const [title, path, rate, still] of [["/browse", "/browse", rates.browse, stills.browse], ["/o/{offering}", `/o/${slug}`, rates.offering, stills.offering]]) {
    const half = Math.floor(rate / 2);
    if (!(half > 0)) throw new Error(`no rate of ${title} to take half of`);
    const ours = { 50: [], 99: [] }, reference = { 50: [], 99: [] };
    for (let round = 0; round < rounds; round += 1) {
      for (const [taken, at] of [[ours, path], [reference, still.path]]) {
        const agent = new http.Agent({ keepAlive: true, maxSockets: 256 });
        const answers = await open(fresh, () => ({ path: at, agent }), { rate: half, seconds });
        agent.destroy();
        if (answers.failed > 0) throw new Error(`${answers.failed} of ${at} were not answered`);
        for (const p of [50, 99]) taken[p].push(percentile(answers.first, p));
      }
    }
    for (const [p, limit] of [[50, 8], [99, 30]]) {
      report({ name: `${title} first byte at ${half}/s, p${p}`, unit: "ms", ours: ours[p], reference: reference[p], against: "static bytes", goal: { atMost: limit } });
    }
  }
}

async function measured(name, work) {
  say(name);
  try {
    return await work();
  } catch (error) {
    reportFailure(name, error);
    return undefined;
  }
}

/** Only the search, while somebody works on it. */
async function mainSearch() {
  const total = await search(await startSite("fresh", 0), { rounds, seconds });
  print();
  console.log(`\n${conditions(total).join("\n")}`);
}

async function main() {
  const kept = await startSite("kept");
  for (const path of ["/", "/browse", `/o/${slug}`]) await page(kept, path);
  const stills = { browse: await still(kept, "/browse", "browse"), offering: await still(kept, `/o/${slug}`, "offering") };
  const node = await startNode(stills.browse.file);
  await page(node, "/");
  await sleep(5_000);
  const atRest = { kept: residentMb(kept), node: residentMb(node) };
  const fresh = await startSite("fresh", 0);
  await measured("sizes of pages", () => measureSizes(fresh, { slug, seller }));
  const rates = await measured("requests a second", () => throughput({ fresh, kept, node, stills }));
  if (rates) await measured("time to the first byte at half load", () => firstByte({ fresh, stills }, rates));
  const total = await measured("search", () => search(fresh, { rounds, seconds }));
  await measured("memory", async () => {
    await sleep(10_000);
    report({ name: "memory at rest, after the start", unit: "MB", ours: [atRest.kept], reference: [atRest.node], against: "plain Node", goal: { atMost: 100 } });
    report({ name: "memory at rest, after the load", unit: "MB", ours: [residentMb(kept)], reference: [residentMb(node)], against: "plain Node", goal: { atMost: 100 } });
    report({ name: "memory at rest, after the load, nothing kept", unit: "MB", ours: [residentMb(fresh)], goal: { atMost: 100 } });
  });
  print();
  const facts = conditions(total);
  console.log(`\n${facts.join("\n")}`);
  if (process.env.BENCH_KEEP_RESULTS) keep(facts);
}

/** Where and how the numbers came about. */
function conditions(total) {
  const version = (name, ...args) => execFileSync(name, args, { encoding: "utf8" }).trim().split("\n")[0];
  const model = /^model name\s*: (.+)$/m.exec(readFileSync("/proc/cpuinfo", "utf8"))?.[1] ?? "unknown processor";
  return [
    `${total ?? "?"} offerings, ${rounds} rounds of ${seconds} s interleaved, medians; server, Postgres and load share all ${cpus().length} cores (${model}); load average before: ${busyBefore.toFixed(2)}`,
    `commit ${process.env.BENCH_COMMIT} · kernel ${release()} · ${version("psql", "--version")} · node ${process.version} · ${new Date().toISOString()}`,
  ];
}

/** The last kept run, beside this program. */
function keep(facts) {
  const text = `# Results of \`bench/run --save\`\n\n${facts.join("\n\n")}\n\n${markdown()}\n`;
  writeFileSync(new URL("RESULTS.md", import.meta.url), text);
}

for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => stopAll().then(() => { print(); process.exit(130); }));
try {
  await (process.env.BENCH_ONLY === "search" ? mainSearch() : main());
} catch (error) {
  print();
  console.log(`\nNot finished: ${error.message}`);
} finally {
  await stopAll();
}
