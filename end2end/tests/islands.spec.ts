// The islands' loader: islands wake when they say so, and a chunk that is late or missing holds up no other island and leaves its
// plain form as it is.
import type { Page } from "@playwright/test";
import { order, orderIn, place } from "./support/checkout";
import { freeLesson, unfold } from "./support/player";
import { expect, test } from "./support/test";
import { say } from "./support/texts";

test.use({ as: "buyer" });

const CARD = 'leptos-island[data-component^="CardForm_"]';
const PLAYER = 'leptos-island[data-component^="Player_"]';

/** The chunks that only this island needs, by the build's own list. */
async function ownChunks(page: Page, name: string): Promise<RegExp> {
  const [, address] = /data-manifest="([^"]+)"/.exec(await (await page.request.get("/")).text()) ?? [];
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
  const player = await page.request.get(await freeLesson(page));
  const island = /<leptos-island[^>]*data-component="Player_.*?<\/leptos-island>/s.exec(await player.text())?.[0] ?? "";
  expect(island).toContain("data-props");
  const id = orderIn(await place(page, "knife-skills-in-an-afternoon"));
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

test("a lesson whose player failed keeps notes and marks by its plain forms", async ({ page, problems }) => {
  problems.allow(/request failed: net::ERR_FAILED GET \/pkg\//);
  const lesson = await freeLesson(page);
  await page.route(await ownChunks(page, "player"), (route) => route.abort());
  await page.goto(lesson);
  await expect(page.locator(PLAYER)).toHaveAttribute("data-ready", "failed");
  const count = page.locator("[data-count]");
  await expect(count).toHaveText(/^0\//);
  const notes = await unfold(page, "learn-notes");
  await notes.getByLabel(say("en", "learn-note-label")).fill("By a plain form");
  await notes.getByRole("button", { name: say("en", "learn-note-add") }).click();
  // The answer leads back to the moment of the note.
  await expect(page).toHaveURL(/\?t=\d+#notes$/);
  await page.getByRole("button", { name: say("en", "learn-complete") }).click();
  await expect(count).toHaveText(/^1\//);
  await page.reload();
  await expect(page.locator("[data-notes] [data-note]")).toContainText("By a plain form");
  await expect(count).toHaveText(/^1\//);
  await expect(page.getByRole("button", { name: say("en", "learn-undo") })).toBeVisible();
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

/** What of the browser build is asked for from now on. */
function fetchedBuild(page: Page): string[] {
  const fetched: string[] = [];
  page.on("request", (request) => {
    if (/\/pkg\/.*\.(wasm|js|json)$/.test(new URL(request.url()).pathname)) fetched.push(request.url());
  });
  return fetched;
}

/** Waits until the loader has decided about every island. */
async function loaderRan(page: Page): Promise<void> {
  await page.waitForLoadState("load");
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted, 100))));
}

test("pages without islands fetch nothing of the browser build", async ({ page }) => {
  const fetched = fetchedBuild(page);
  for (const path of ["/", "/browse", "/o/python-from-zero", "/faq", "/login"]) {
    await page.goto(path);
    await loaderRan(page);
    expect(await page.locator("leptos-island").count(), path).toBe(0);
    expect(fetched, path).toEqual([]);
  }
});

test("a player wakes when the page is idle, and before that nothing is fetched for it", async ({ page }) => {
  await page.addInitScript(() => {
    const waiting: IdleRequestCallback[] = [];
    window.requestIdleCallback = (run) => waiting.push(run);
    Object.assign(window, { goIdle: () => waiting.forEach((run) => run({ didTimeout: false, timeRemaining: () => 10 })) });
  });
  const fetched = fetchedBuild(page);
  await page.goto(await freeLesson(page));
  await loaderRan(page);
  expect(fetched).toEqual([]);
  await expect(page.locator(PLAYER)).not.toHaveAttribute("data-ready", /./);
  await page.evaluate(() => (window as unknown as { goIdle(): void }).goIdle());
  await expect(page.locator(PLAYER)).toHaveAttribute("data-ready", "true");
  expect(fetched).not.toEqual([]);
});

test("a player that was led on to, and a card form, wake at once", async ({ page }) => {
  await page.addInitScript(() => (window.requestIdleCallback = () => 0));
  await page.goto(`${await freeLesson(page)}?play=1`);
  await expect(page.locator(PLAYER)).toHaveAttribute("data-ready", "true");
  await order(page, "knife-skills-in-an-afternoon");
  await expect(page.locator(CARD)).toHaveAttribute("data-ready", "true");
});

for (const [when, begin] of [
  ["visible", (page: Page) => page.locator("#late").scrollIntoViewIfNeeded()],
  ["touch", (page: Page) => page.locator("#late").dispatchEvent("touchstart")],
] as const) {
  test(`an island can wait until its place is ${when === "touch" ? "touched" : when}`, async ({ page }) => {
    const lesson = await freeLesson(page);
    // The island far down on a page of its own.
    await page.route(`**${lesson}`, async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(/data-when="\w+"/, "").replace(/<leptos-island.*<\/leptos-island>/s, (island) => {
        const far = "<br>".repeat(300);
        return `${far}<div id="late" data-when="${when}">Here ${island}</div>`;
      });
      await route.fulfill({ response, body });
    });
    const fetched = fetchedBuild(page);
    await page.goto(lesson);
    await loaderRan(page);
    expect(fetched).toEqual([]);
    await begin(page);
    await expect(page.locator(PLAYER)).toHaveAttribute("data-ready", "true");
  });
}
