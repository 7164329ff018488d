// What pages make a browser load, against their budgets; counted like the bench does, in kB of brotli.
import type { BrowserContext } from "@playwright/test";
import http from "node:http";
import { brotliDecompressSync } from "node:zlib";
import { kB, loaded, styles } from "../../bench/lib/weight.mjs";
import { place } from "./support/checkout";
import { freeLesson } from "./support/player";
import { BASE_URL, LOCALES, at, serverEnv } from "./support/site";
import { expect, test } from "./support/test";

const SITE = serverEnv().LEPTOS_SITE_ROOT;
/** The player counts without hls.js, which most browsers need only when a film is played. */
const SCRIPT = { public: 80, checkout: 150, player: 150 };
const STYLE = 20;
const HTML = 20;
const PUBLIC = ["/", "/browse", "/browse?q=arabic", "/c/languages", "/o/egyptian-arabic-for-everyday-life", "/o/egyptian-arabic-for-everyday-life/reviews", "/s/layla-hassan", "/faq", "/login"];

/** A page as it comes over the line to somebody who takes brotli; a browser would hide how many bytes there were. */
async function sent(context: BrowserContext, path: string): Promise<{ html: string; bytes: number }> {
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  return new Promise((resolve, reject) => {
    const headers = { "accept-encoding": "br", ...(cookie ? { cookie } : {}) };
    const request = http.get(new URL(path, BASE_URL), { headers, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () => {
        const body = Buffer.concat(parts);
        if (answer.statusCode !== 200 || answer.headers["content-encoding"] !== "br") reject(new Error(`${path}: ${answer.statusCode}, ${answer.headers["content-encoding"]}`));
        else resolve({ html: brotliDecompressSync(body).toString(), bytes: body.length });
      });
    });
    request.on("error", reject);
  });
}

async function expectSmall(context: BrowserContext, path: string, budget: keyof typeof SCRIPT): Promise<string[]> {
  const { html, bytes } = await sent(context, path);
  const sum = (files: string[]) => files.reduce((all, file) => all + kB(SITE, file), 0);
  const files = loaded(SITE, html);
  expect(files, `scripts of ${path}`).not.toEqual([]);
  expect(styles(html), `style of ${path}`).not.toEqual([]);
  expect.soft(sum(files), `JS and wasm of ${path}`).toBeLessThanOrEqual(SCRIPT[budget]);
  expect.soft(sum(styles(html)), `style of ${path}`).toBeLessThanOrEqual(STYLE);
  expect.soft(bytes / 1_000, `HTML of ${path}`).toBeLessThanOrEqual(HTML);
  return files;
}

test("pages for everybody are small", async ({ context }) => {
  for (const locale of LOCALES) for (const path of PUBLIC) await expectSmall(context, at(locale, path), "public");
});

test.describe("logged in", () => {
  test.use({ as: "buyer" });

  test("the checkout and the player are small, with all that their islands load", async ({ page, context }) => {
    const checkout = await expectSmall(context, await place(page, "knife-skills-in-an-afternoon"), "checkout");
    const player = await expectSmall(context, await freeLesson(page), "player");
    for (const files of [checkout, player]) expect(files.filter((file) => file.endsWith(".wasm")).length, "main part and chunks").toBeGreaterThan(1);
  });
});
