// Writes everything that a browser loads into one folder: `node scripts/site.mjs FRONTEND.wasm SITE_FOLDER`.
// Style, script and WebAssembly land together in `pkg/<version>/`, whose name is taken from their bytes, so that they can be
// kept for ever and always fit each other; `pkg/version` names the folder.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { transformSync } from "esbuild";

const NAME = "dreamcrowd";
const COMPRESSED = /\.(js|css|wasm|svg|json|webmanifest)$/;
const [wasm, site] = process.argv.slice(2);
const pkg = join(site, "pkg");
const fresh = join(pkg, "fresh");

rmSync(site, { recursive: true, force: true });
mkdirSync(fresh, { recursive: true });
cpSync("public", site, { recursive: true });
cpSync("node_modules/hls.js/dist/hls.light.min.js", join(site, "js/hls.light.min.js"));

const run = (command, args) => execFileSync(command, args, { stdio: "inherit" });
const built = (ending) => readdirSync(fresh).filter((name) => name.endsWith(ending)).map((name) => join(fresh, name));

style();
run("split", [wasm, fresh, NAME]);
for (const file of built(".wasm")) run("wasm-opt", ["-Oz", "--enable-bulk-memory", "--enable-nontrapping-float-to-int", file, "-o", file]);
for (const file of built(".js")) writeFileSync(file, transformSync(readFileSync(file, "utf8"), { minify: true, format: "esm", target: "es2022" }).code);

// From a copy: Tailwind cannot read below a folder with `#` or `?` in its name.
function style() {
  const copy = mkdtempSync(join(tmpdir(), "style-"));
  for (const folder of ["style", "app/src", "frontend/src", "crates/ui/src", ...["tailwindcss", "daisyui", "@fontsource"].map((name) => `node_modules/${name}`)]) {
    cpSync(folder, join(copy, folder), { recursive: true });
  }
  const command = resolve("node_modules/.bin/tailwindcss");
  execFileSync(command, ["-i", "style/tailwind.css", "-o", "all.css", "--minify"], { cwd: copy, stdio: "inherit" });
  cpSync(join(copy, "all.css"), join(fresh, `${NAME}.css`));
  rmSync(copy, { recursive: true });
}

const sum = createHash("sha256");
for (const name of readdirSync(fresh).sort()) sum.update(name).update(readFileSync(join(fresh, name)));
const version = sum.digest("hex").slice(0, 16);
renameSync(fresh, join(pkg, version));
writeFileSync(join(pkg, "version"), version);

// A .br and a .gz beside every text-like file: the server never compresses them itself.
for (const entry of readdirSync(site, { recursive: true })) {
  if (!COMPRESSED.test(entry)) continue;
  const path = join(site, entry);
  const bytes = readFileSync(path);
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
}
