// Where the picture comes from: the browser's own HLS or hls.js, renewed grants, and what happens when nothing comes.
import type { Page } from "@playwright/test";
import { sql } from "./support/db";
import { playerAwake } from "./support/islands";
import { answer, freeLesson, isPaused, lessonPath, openPlayer, pictureReady, play, setHidden } from "./support/player";
import { BASE_URL } from "./support/site";
import { expect, test } from "./support/test";
import { buy } from "./support/checkout";
import { say } from "./support/texts";

test.use({ as: "buyer" });

const HLS_JS = /\/js\/hls\.light\.min\.js\?v=[0-9a-f]{16}$/;

/** Makes the browser one that cannot play HLS by itself. */
async function withoutNative(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const canPlay = HTMLMediaElement.prototype.canPlayType;
    HTMLMediaElement.prototype.canPlayType = function (type) {
      return /mpegurl/i.test(type) ? "" : canPlay.call(this, type);
    };
  });
}

/** What is asked for from now on. */
function asked(page: Page): string[] {
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(request.url()));
  return addresses;
}

const source = (page: Page) => page.locator("video").evaluate((video) => (video as HTMLVideoElement).currentSrc);

test("a browser that cannot play HLS gets hls.js, once and for as long as it stays the same", async ({ page }) => {
  await withoutNative(page);
  const addresses = asked(page);
  const video = await openPlayer(page);
  await play(page, video);
  expect(await source(page)).toMatch(/^blob:/);
  const scripts = addresses.filter((address) => address.includes("/js/hls"));
  expect(scripts).toHaveLength(1);
  expect(scripts[0]).toMatch(HLS_JS);
  expect((await page.request.get(scripts[0])).headers()["cache-control"]).toContain("immutable");
});

test("a browser that plays HLS itself fetches no script for it", async ({ page }) => {
  const addresses = asked(page);
  const video = await openPlayer(page);
  await play(page, video);
  expect(await video.evaluate((element) => (element as HTMLVideoElement).canPlayType("application/vnd.apple.mpegurl"))).not.toBe("");
  expect(await source(page)).toMatch(/\/master\.m3u8$/);
  expect(addresses.filter((address) => address.includes("/js/hls"))).toEqual([]);
});

for (const native of [true, false]) {
  test(`a source that fails is opened again with a new grant (${native ? "native" : "hls.js"})`, async ({ page, problems }) => {
    problems.allow(/request failed: net::ERR_FAILED GET \/media\//);
    if (!native) await withoutNative(page);
    // hls.js tries once more by itself before it complains.
    let failures = native ? 1 : 3;
    await page.route(/\/media\/.*\/master\.m3u8$/, (route) => (failures-- > 0 ? route.abort() : route.continue()));
    const renewed = answer(page, "renew_grant");
    const addresses = asked(page);
    await page.goto(await freeLesson(page));
    const { grant } = (await (await renewed).json()) as { grant: string };
    const video = await pictureReady(page);
    await play(page, video);
    await expect(page.locator("[data-trouble]")).toBeHidden();
    expect(addresses.filter((address) => address.includes(`/media/${grant}/`))).not.toEqual([]);
  });
}

test("a piece that gets lost on the way is fetched again", async ({ page, problems }) => {
  problems.allow(/request failed: net::ERR_FAILED GET \/media\//);
  await withoutNative(page);
  let lost = 0;
  await page.route(/\/media\/.*\.(ts|m4s|mp4)$/, (route) => (lost++ === 0 ? route.abort() : route.continue()));
  const video = await openPlayer(page);
  await play(page, video);
  expect(lost).toBeGreaterThan(1);
  await expect(page.locator("[data-trouble]")).toBeHidden();
});

test("the right to the files is renewed before it ends", async ({ page }) => {
  await page.clock.install();
  await openPlayer(page);
  const renewed = answer(page, "renew_grant");
  await page.clock.fastForward(8 * 60_000);
  expect((await renewed).status()).toBe(200);
});

test("a course that is given back while it plays stops and says so", async ({ page, account, problems }) => {
  problems.allow(/answer 404: (POST \/api\/learning\/|GET \/media\/)/);
  const course = "knife-skills-in-an-afternoon";
  const order = await buy(page, course);
  const lesson = lessonPath(account.email, course, "video");
  await page.goto(lesson);
  const video = await pictureReady(page);
  await play(page, video);
  await expect(page.locator("[data-no-access]")).toBeHidden();
  const refund = { form: { confirm: "on" }, headers: { origin: BASE_URL }, maxRedirects: 0 };
  expect((await page.request.post(`/orders/${order}/refund`, refund)).status()).toBe(303);
  await expect.poll(async () => (await page.request.get(lesson)).status()).toBe(404);
  // The next thing that the player tells is refused.
  await page.getByLabel(say("en", "learn-speed")).selectOption("150");
  await expect(page.locator("[data-no-access]")).toBeVisible();
  expect(await isPaused(video)).toBe(true);
});

test("where no picture comes the page says so, and staying on it counts", async ({ page, problems }) => {
  problems.allow(/request failed: net::ERR_FAILED GET \/media\//, /answer 4\d\d: POST \/api\/learning\/record_dwell/);
  await page.route(/\/media\//, (route) => route.abort());
  await page.clock.install();
  await page.goto(`${await freeLesson(page)}?play=1`);
  await playerAwake(page);
  await expect(page.locator("[data-trouble]")).toBeHidden();
  await page.clock.runFor(16_000);
  await expect(page.locator("[data-trouble]")).toBeVisible();
  const told = answer(page, "record_dwell");
  await page.clock.runFor(31_000);
  await told;
});

test("a text is done by staying on it", async ({ page, account, problems }) => {
  // The server's own clock decides: the first time it is asked too early.
  problems.allow(/answer 4\d\d: POST \/api\/learning\/record_dwell/);
  await page.clock.install();
  const first = await freeLesson(page);
  const path = lessonPath(account.email, "ten-phrases-before-you-land", "text");
  expect(first.split("/")[2]).toBe(path.split("/")[2]);
  await page.goto(path);
  await playerAwake(page);
  const count = page.locator("[data-count]");
  const all = (await count.innerText()).split("/")[1];
  // Out of sight no time counts.
  const addresses = asked(page);
  await setHidden(page, true);
  await page.clock.runFor(40_000);
  expect(addresses.filter((address) => address.endsWith("/record_dwell"))).toEqual([]);
  await setHidden(page, false);
  const early = answer(page, "record_dwell");
  await page.clock.runFor(31_000);
  expect((await early).status()).toBeGreaterThanOrEqual(400);
  await expect(count).toHaveText(`0/${all}`);
  sql("update lesson_progress set opened_at = opened_at - interval '10 minutes' where lesson_id = :'id'::uuid", { id: path.split("/")[3] });
  const told = answer(page, "record_dwell");
  await page.clock.runFor(5_000);
  expect((await told).status()).toBe(200);
  await expect(count).toHaveText(`1/${all}`);
});

test("a file of a course is saved", async ({ page, account }) => {
  await buy(page, "books-for-a-business-of-one");
  await page.goto(lessonPath(account.email, "books-for-a-business-of-one", "file"));
  const link = page.getByRole("button", { name: say("en", "learn-download") });
  const saving = page.waitForEvent("download");
  await link.click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toMatch(/\.\w{2,4}$/);
  expect(await saved.failure()).toBeNull();
});
