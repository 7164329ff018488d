// What a page makes a browser fetch before its islands live, read from the page itself, the way the loader does. `site` is the folder
// with the built files. Also read by the browser tests.
import { existsSync, readFileSync, statSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

const sizes = new Map();
const place = (site, path) => `${site}${path.split("?")[0]}`;

/** A built file under `brotli -q 11`, in kB; most have such a copy beside them already. */
export function kB(site, path) {
  const file = place(site, path);
  if (!sizes.has(file)) sizes.set(file, (existsSync(`${file}.br`) ? statSync(`${file}.br`).size : compressed(readFileSync(file))) / 1_000);
  return sizes.get(file);
}

function compressed(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params }).length;
}

const attribute = (tag, name) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "";

/** Style sheets of a page, as paths. */
export function styles(html) {
  return (html.match(/<link\b[^>]*rel="stylesheet"[^>]*>/g) ?? []).map((tag) => attribute(tag, "href"));
}

/** Scripts and WebAssembly of a page, as paths. Other hosts' scripts (Stripe's, or its stand-in's) are not ours to count. */
export function loaded(site, html) {
  const tags = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
  const files = new Set(tags.map((tag) => attribute(tag, "src")).filter((src) => /^\/(js|pkg)\//.test(src)));
  const islands = [...html.matchAll(/<leptos-island\b[^>]*>/g)].map(([tag]) => attribute(tag, "data-component"));
  const loader = tags.find((tag) => attribute(tag, "id") === "islands");
  if (!loader || islands.length === 0) return [...files];
  const [js, wasm, manifest] = ["js", "wasm", "manifest"].map((name) => attribute(loader, `data-${name}`));
  const folder = js.slice(0, js.lastIndexOf("/") + 1);
  for (const path of [js, wasm, ...imports(site, js, folder)]) files.add(path);
  if (manifest) {
    files.add(manifest);
    const chunks = JSON.parse(readFileSync(place(site, manifest), "utf8"));
    for (const island of islands) for (const chunk of chunksOf(island, chunks)) files.add(`${folder}${chunk}.wasm`);
  }
  return [...files];
}

/** Modules that a module imports. */
function imports(site, js, folder) {
  return [...readFileSync(place(site, js), "utf8").matchAll(/from\s*["']\.\/([^"']+\.js)["']/g)].map(([, name]) => `${folder}${name}`);
}

/** The chunks of an island, found like in `public/js/islands.js`. */
function chunksOf(island, chunks) {
  const name = island.replace(/_\d+$/, "").replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
  const key = Object.keys(chunks).find((entry) => entry.includes(`${name}_loader`) || entry.startsWith(`${name}_`));
  return chunks[key] ?? [];
}
