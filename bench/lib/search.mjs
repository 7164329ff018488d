// Search: through HTTP as a visitor has it, against the naive `ilike` in the same run.
import http from "node:http";
import { Timed, rows, value } from "./database.mjs";
import { open, percentile } from "./load.mjs";
import { report } from "./report.mjs";
import { page } from "./site.mjs";

/** Goals hold for this many offerings. */
const JUDGED_AT = 1_000_000;
const TRIES = 20;
const RATE = 100;

/** One visitor may search sixty times a minute; each address of the loopback is a visitor of its own. */
function* visitors() {
  for (let n = 1; ; n += 1) {
    const agent = new http.Agent({ keepAlive: true, localAddress: `127.${1 + ((n >> 16) & 127)}.${(n >> 8) & 255}.${n & 255}` });
    for (let searches = 0; searches < 40; searches += 1) yield agent;
  }
}

const word = (sql) => value(`select word from search_words where ${sql} limit 1`);
const quoted = (text) => `'%${text.replaceAll("'", "''")}%'`;

/** Queries from the catalogue's own words, so that they mean the same whatever was seeded. */
async function queries(site, agents) {
  const total = Number(value("select count(*) from offerings where status = 'published'"));
  const plain = "word ~ '^[a-z]{4,}$'";
  const near = (uses) => `${plain} and uses > 0 order by abs(ln(uses::numeric / ${uses})), word`;
  const rare = word(near(20));
  const some = word(near(Math.ceil(total * 0.04)));
  const common = word(`${plain} order by uses desc`);
  const typo = misspelt(some);
  const arabic = word("word ~ '^[ء-ي]{3,}$' order by uses desc");
  const category = value("select c.slug from categories c join offerings o on o.category_id = c.id group by c.slug order by count(*) desc limit 1");
  const found = [
    { name: "rare word", query: { q: rare }, words: [rare] },
    { name: "4 % word", query: { q: some }, words: [some] },
    { name: "commonest word", query: { q: common }, words: [common] },
    { name: "two words", query: { q: `${common} ${some}` }, words: [common, some] },
    { name: "beginning of a word", query: { q: rare.slice(0, 4) }, words: [rare.slice(0, 4)] },
    { name: "misspelt word", query: { q: typo }, words: [typo] },
    { name: "Arabic word", query: { q: arabic }, words: [arabic], path: "/ar/browse" },
    {
      name: "word and filters",
      query: { q: some, price: "under20", language: "en", level: "beginner" },
      words: [some],
      where: "price_minor between 1 and 1999 and language = 'en' and level in ('beginner', 'all')",
    },
    { name: "word in a category", query: { q: common, category }, words: [common], where: `category_id = (select id from categories where slug = '${category}')` },
  ];
  for (const entry of found) entry.path = `${entry.path ?? "/browse"}?${new URLSearchParams(entry.query)}`;
  found.push({ ...found[2], name: "commonest word, page 20", path: await follow(site, found[2].path, 19, agents), offset: 19 * 24 });
  found.push({ name: "list without words, page 50", path: await follow(site, "/browse", 49, agents), words: [], offset: 49 * 24 });
  return { total, found };
}

/** The word without its third letter, or with two letters swapped where that is a word, too. */
function misspelt(text) {
  const tries = [text.slice(0, 2) + text.slice(3), text.slice(0, 1) + text[2] + text[1] + text.slice(3)];
  return tries.find((wrong) => rows(`select 1 from search_words where word like '${wrong}%' limit 1`).length === 0) ?? tries[0];
}

/** The address some pages further, as a reader who presses "next" gets there; the last one there is. */
async function follow(site, path, times, agents) {
  let at = path;
  for (let n = 0; n < times; n += 1) {
    const html = (await page(site, at, { agent: agents.next().value })).body.toString();
    const next = /<link rel="next" href="([^"]+)"/.exec(html)?.[1];
    if (!next) return at;
    at = next.replaceAll("&amp;", "&").replace(/^https?:\/\/[^/]+/, "");
  }
  return at;
}

/** What a first version of a shop does: every column of words, the count of all, one page. */
function naive({ words, where, offset = 0 }) {
  const text = ["title_en", "title_ar", "promise_en", "promise_ar", "description_en", "description_ar"];
  const conditions = words.map((one) => `(${text.map((column) => `${column} ilike ${quoted(one)}`).join(" or ")})`);
  if (where) conditions.push(where);
  return `select id, slug, title_en, title_ar, count(*) over () from offerings
    where ${["status = 'published'", ...conditions].join(" and ")} order by popularity desc, id desc offset ${offset} limit 24`;
}

/** Measures each query by itself and then all of them at 100 a second. */
export async function search(site, { rounds, seconds }) {
  const agents = visitors();
  const { total, found } = await queries(site, agents);
  const sql = new Timed();
  try {
    const taken = found.map(() => ({ p50: [], p95: [], naive: [] }));
    const mixed = { p50: [], p95: [], p99: [] };
    for (const entry of found) await page(site, entry.path, { agent: agents.next().value });
    for (let round = 0; round < rounds; round += 1) {
      for (const [at, entry] of found.entries()) {
        const times = await alone(site, entry, agents);
        for (const p of [50, 95]) taken[at][`p${p}`].push(percentile(times, p));
        taken[at].naive.push(await sql.run(naive(entry)));
      }
      const times = await together(site, found, agents, seconds);
      for (const p of [50, 95, 99]) mixed[`p${p}`].push(percentile(times, p));
    }
    tell(found, taken, mixed, total >= JUDGED_AT);
  } finally {
    sql.close();
  }
  return total;
}

/** One query, one after the other. */
async function alone(site, entry, agents) {
  const times = [];
  for (let n = 0; n < TRIES; n += 1) {
    const agent = agents.next().value;
    const began = performance.now();
    await page(site, entry.path, { agent });
    times.push(performance.now() - began);
  }
  return times;
}

/** All queries in turn at a steady rate. */
async function together(site, found, agents, seconds) {
  let turn = 0;
  const next = () => ({ path: found[turn++ % found.length].path, agent: agents.next().value });
  const answers = await open(site, next, { rate: RATE, seconds });
  if (answers.failed > 0) throw new Error(`${answers.failed} searches were not answered`);
  return answers.whole;
}

function tell(found, taken, mixed, isJudged) {
  const note = isJudged ? "" : `judged at ${JUDGED_AT / 1e6} M`;
  const goal = (wanted) => (isJudged ? wanted : {});
  const against = "naive SQL";
  for (const [at, { name }] of found.entries()) {
    const { p50, p95, naive: reference } = taken[at];
    report({ name: `search, ${name}, p50`, unit: "ms", ours: p50, reference, against, note });
    report({ name: `search, ${name}, p95`, unit: "ms", ours: p95, reference, against, goal: goal({ atMost: 20 }), note });
  }
  const reference = mixed.p50.map((_, round) => taken.reduce((sum, { naive: times }) => sum + times[round], 0) / taken.length);
  report({ name: `search, all of them at ${RATE}/s, p50`, unit: "ms", ours: mixed.p50, reference, against, goal: goal({ ratioAtMost: 1 / 50 }), note });
  report({ name: `search, all of them at ${RATE}/s, p95`, unit: "ms", ours: mixed.p95, goal: goal({ atMost: 20 }), note });
  report({ name: `search, all of them at ${RATE}/s, p99`, unit: "ms", ours: mixed.p99, goal: goal({ atMost: 50 }), note });
}
