// The islands' loader: a chunk that is late or missing holds up no other island and leaves its plain form as it is.
import type { Page } from "@playwright/test";
import { order } from "./support/checkout";
import { openPlayer } from "./support/player";
import { expect, test } from "./support/test";
import { say } from "./support/texts";

test.use({ as: "buyer" });

const CARD = 'leptos-island[data-component^="CardForm_"]';
const PLAYER = 'leptos-island[data-component^="Player_"]';

/** The chunks that only this island needs, by the build's own list. */
async function ownChunks(page: Page, name: string): Promise<RegExp> {
  const address = await page.locator("#islands").getAttribute("data-manifest");
  const answer = await page.request.get(address ?? "");
  const manifest = (await answer.json()) as Record<string, string[]>;
  const own = Object.entries(manifest).find(([key]) => key.includes(name))?.[1] ?? [];
  const others = new Set(Object.entries(manifest).filter(([key]) => !key.includes(name)).flatMap(([, chunks]) => chunks));
  const chunks = own.filter((chunk) => !others.has(chunk));
  expect(chunks, `chunks of ${name}`).not.toEqual([]);
  return new RegExp(`/pkg/[0-9a-f]+/(${chunks.join("|")})\\.wasm`);
}

/** Opens a checkout page that has the player of a lesson too, so that two lazy islands stand on one page. */
async function bothIslands(page: Page): Promise<() => Promise<void>> {
  await openPlayer(page);
  const player = await page.request.get(page.url());
  const island = /<leptos-island[^>]*data-component="Player_.*?<\/leptos-island>/s.exec(await player.text())?.[0] ?? "";
  expect(island).toContain("data-props");
  const id = await order(page, "knife-skills-in-an-afternoon");
  await page.route(`**/checkout/${id}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace("</main>", `<div id="player">${island}</div></main>`) });
  });
  return async () => {
    await page.goto(`/checkout/${id}`);
  };
}

test("a missing chunk leaves the plain form and every other island alive", async ({ page, problems }) => {
  problems.allow(/request failed: net::ERR_FAILED GET \/pkg\//);
  const open = await bothIslands(page);
  await page.route(await ownChunks(page, "card_form"), (route) => route.abort());
  await open();
  await expect(page.locator(PLAYER)).toHaveAttribute("data-ready", "true");
  await expect(page.locator(CARD)).toHaveAttribute("data-ready", "failed");
  await expect(page.locator(CARD)).toContainText(say("en", "islands-failed"));
  await expect(page.locator(CARD).getByRole("button")).toBeVisible();
});

test("a late chunk holds up nobody and works when it comes", async ({ page }) => {
  const open = await bothIslands(page);
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(await ownChunks(page, "card_form"), async (route) => {
    await held;
    await route.continue();
  });
  await open();
  await expect(page.locator(PLAYER)).toHaveAttribute("data-ready", "true");
  await expect(page.locator(CARD)).not.toHaveAttribute("data-ready", /./);
  letGo();
  await expect(page.locator(CARD)).toHaveAttribute("data-ready", "true");
  await expect(page.locator("form[data-stage]")).toHaveAttribute("data-stage", "Ready");
});

test("without the main module the page stays readable and says so", async ({ page, problems }) => {
  problems.allow(/request failed: net::ERR_FAILED GET \/pkg\//);
  const id = await order(page, "knife-skills-in-an-afternoon");
  await page.route(/\/pkg\/.*\/dreamcrowd\.wasm/, (route) => route.abort());
  await page.goto(`/checkout/${id}`);
  await expect(page.locator(CARD)).toHaveAttribute("data-ready", "failed");
  await expect(page.getByText(say("en", "islands-failed"))).toBeVisible();
  await expect(page.getByRole("complementary")).toContainText("$9.45");
});

test("pages without islands fetch no WebAssembly", async ({ page }) => {
  const fetched: string[] = [];
  page.on("request", (request) => {
    if (/\.wasm|\/pkg\/.*\.js/.test(request.url())) fetched.push(request.url());
  });
  for (const path of ["/", "/browse", "/o/python-from-zero", "/faq", "/login"]) {
    await page.goto(path, { waitUntil: "networkidle" });
    const islands = await page.locator("leptos-island").count();
    if (islands === 0) expect(fetched, path).toEqual([]);
    fetched.length = 0;
  }
});
