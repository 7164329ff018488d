// What a page makes a browser fetch before its islands live, as brotli kB: read from the page itself, the way the loader does.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { value, rows } from "./database.mjs";
import { report } from "./report.mjs";
import { get, page } from "./site.mjs";

/** The median page of the web: JavaScript and CSS on mobile, kB (HTTP Archive Almanac 2025). */
const WEB = { script: 632, css: 77 };
const BUDGETS = { public: 80, checkout: 150, player: 150 };
const BUYER = { email: "buyer@demo.test", password: "paper-boats-at-noon" };

const sizes = new Map();

/** A built file under `brotli -q 11`, in kB. */
function kB(path) {
  const file = `${process.env.LEPTOS_SITE_ROOT}${path.split("?")[0]}`;
  if (!sizes.has(file)) {
    const bytes = readFileSync(file);
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    sizes.set(file, brotliCompressSync(bytes, { params }).length / 1_000);
  }
  return sizes.get(file);
}

const text = (path) => readFileSync(`${process.env.LEPTOS_SITE_ROOT}${path.split("?")[0]}`, "utf8");
const attribute = (tag, name) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "";

/** Scripts and WebAssembly of a page, as paths. Other hosts' scripts (Stripe's, or its stand-in's) are not ours to count. */
export function loaded(html) {
  const tags = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
  const files = new Set(tags.map((tag) => attribute(tag, "src")).filter((src) => /^\/(js|pkg)\//.test(src)));
  const islands = [...html.matchAll(/<leptos-island\b[^>]*>/g)].map(([tag]) => attribute(tag, "data-component"));
  const loader = tags.find((tag) => attribute(tag, "id") === "islands");
  if (!loader || islands.length === 0) return [...files];
  const [js, wasm, manifest] = ["js", "wasm", "manifest"].map((name) => attribute(loader, `data-${name}`));
  const folder = js.slice(0, js.lastIndexOf("/") + 1);
  for (const path of [js, wasm, ...imports(js, folder)]) files.add(path);
  if (manifest) {
    files.add(manifest);
    const chunks = JSON.parse(text(manifest));
    for (const island of islands) for (const chunk of chunksOf(island, chunks)) files.add(`${folder}${chunk}.wasm`);
  }
  return [...files];
}

/** Modules that a module imports. */
function imports(js, folder) {
  return [...text(js).matchAll(/from\s*["']\.\/([^"']+\.js)["']/g)].map(([, name]) => `${folder}${name}`);
}

/** The chunks of an island, found like in `public/js/islands.js`. */
function chunksOf(island, chunks) {
  const name = island.replace(/_\d+$/, "").replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
  const key = Object.keys(chunks).find((entry) => entry.includes(`${name}_loader`) || entry.startsWith(`${name}_`));
  return chunks[key] ?? [];
}

/** The demo buyer's cookie, an open order and a lesson with a video: what pages behind the login need. */
async function buyer(site) {
  const form = (fields) => ({ method: "POST", body: new URLSearchParams(fields).toString() });
  const headers = { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" };
  const login = await get(site, "/login", { ...form(BUYER), headers });
  const cookie = (login.headers["set-cookie"] ?? []).map((line) => line.split(";")[0]).join("; ");
  if (login.status !== 303 || !cookie) throw new Error(`the demo buyer's login answered ${login.status}`);
  const slug = value(`select o.slug from offerings o where status = 'published' and price_minor > 0 and slug not like 'synthetic-%'
    and not exists (select from enrolments e join accounts a on a.id = e.account_id where a.email = '${BUYER.email}' and e.offering_id = o.id) order by slug limit 1`);
  const order = await get(site, "/checkout", { ...form({ offering: slug, key: `measuring-${Date.now()}` }), headers: { ...headers, cookie } });
  const [enrolment, lesson] = rows(`select e.id, l.id from enrolments e join accounts a on a.id = e.account_id join lessons l using (offering_id)
    where a.email = '${BUYER.email}' and e.status = 'active' and l.kind = 'video' order by e.created_at, l.position limit 1`)[0];
  return { cookie, checkout: order.headers.location, player: `/learn/${enrolment}/${lesson}` };
}

/** Reports each page against its budget. */
export async function measureSizes(site, { slug, seller }) {
  const person = await buyer(site);
  const pages = [
    ["/", "/", "public"],
    ["/browse", "/browse", "public"],
    ["/o/{offering}", `/o/${slug}`, "public"],
    ["/s/{seller}", `/s/${seller}`, "public"],
    ["/ar/o/{offering}", `/ar/o/${slug}`, "public"],
    ["/checkout/{order}", person.checkout, "checkout"],
    ["/learn/{enrolment}/{lesson}", person.player, "player"],
  ];
  let css = 0;
  for (const [name, path, kind] of pages) {
    const headers = { cookie: kind === "public" ? "" : person.cookie };
    const html = (await page(site, path, { headers })).body.toString();
    const sent = (await page(site, path, { headers: { ...headers, "accept-encoding": "br" } })).body.length / 1_000;
    const script = loaded(html).reduce((sum, file) => sum + kB(file), 0);
    for (const tag of html.match(/<link\b[^>]*rel="stylesheet"[^>]*>/g) ?? []) css = Math.max(css, kB(attribute(tag, "href")));
    report({ name: `${name}, JS and wasm`, unit: "kB br", ours: [script], reference: [WEB.script], against: "web's median", goal: { atMost: BUDGETS[kind] } });
    report({ name: `${name}, HTML as sent`, unit: "kB br", ours: [sent], goal: { atMost: 20 } });
  }
  report({ name: "CSS of every page", unit: "kB br", ours: [css], reference: [WEB.css], against: "web's median", goal: { atMost: 20 } });
  report({ name: "hls.js, where a browser needs it", unit: "kB br", ours: [kB("/js/hls.light.min.js")], note: "counted apart" });
}
