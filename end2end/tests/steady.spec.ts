// Nothing on a page moves while it loads: what comes late has its room before it comes. And pages follow each other smoothly.
import type { Page } from "@playwright/test";
import { type Place, buyerPlaces, emptyPlaces, entrancePlaces, learnerPlaces, publicPlaces } from "./support/places";
import { LOCALES, type Locale, at } from "./support/site";
import { expect, test } from "./support/test";

/** The most that Chrome's measure of moving may come to; 0.1 counts as good. */
const LIMIT = 0.01;

interface Shift {
  value: number;
  hadRecentInput: boolean;
  sources: { node: Node | null }[];
}

interface Moved {
  sum: number;
  moved: string[];
}

/** Lets every page that is opened from now on add up what moves on it. One language is looked at on a phone, the other on a desktop. */
async function watch(page: Page, locale: Locale): Promise<void> {
  await page.setViewportSize(locale === "en" ? { width: 390, height: 844 } : { width: 1280, height: 900 });
  await page.addInitScript(() => {
    const moved: string[] = [];
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as Shift[]) {
        // What has no node is drawn by the browser itself: captions over a video.
        if (entry.hadRecentInput || entry.sources.every(({ node }) => !node)) continue;
        sum += entry.value;
        for (const { node } of entry.sources) moved.push(node instanceof Element ? `${node.tagName}.${node.className}` : String(node?.textContent));
      }
    }).observe({ type: "layout-shift", buffered: true });
    Object.assign(window, { shifts: () => ({ sum, moved }) });
  });
}

/** What has moved on the page so far, once it is painted. */
async function moved(page: Page): Promise<Moved> {
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
  return page.evaluate(() => (window as unknown as { shifts(): Moved }).shifts());
}

/** Loads every page and adds up what moves. Letters are left out of it: whether a font comes before the first painting is chance. */
async function steady(page: Page, places: Place[], locale: Locale): Promise<void> {
  await watch(page, locale);
  await page.route(/\/fonts\//, (route) => route.abort());
  for (const place of places.filter((place) => !place.open)) {
    await page.goto(at(locale, place.path));
    await place.settled?.(page);
    const { sum, moved: pieces } = await moved(page);
    expect.soft(sum, `${locale} ${place.name} moves: ${pieces.slice(0, 5).join(", ")}`).toBeLessThanOrEqual(LIMIT);
  }
}

test.describe("nothing moves", () => {
  test.beforeEach(({ problems }) => {
    test.setTimeout(120_000);
    problems.allow(/request failed: net::ERR_FAILED GET \/fonts\//, /answer 4(04|10): GET/);
  });

  for (const locale of ["en", "ar"] as const) {
    test(`on a stranger's pages (${locale})`, async ({ page }) => steady(page, [...publicPlaces(), ...entrancePlaces()], locale));

    test.describe("a learner's", () => {
      test.use({ as: "learner" });
      test(`pages (${locale})`, async ({ page }) => steady(page, learnerPlaces(), locale));
    });

    test.describe("a buyer's", () => {
      test.use({ as: "buyer" });
      test(`pages (${locale})`, async ({ page, account }) => {
        await steady(page, emptyPlaces(), locale);
        await steady(page, await buyerPlaces(page, account), locale);
      });
    });
  }
});

test.describe("letters that come late", () => {
  /** A line may break elsewhere; what lies around it stays where it is. */
  const LETTERS_LIMIT = 0.02;

  /** How many of the site's own fonts are there; those of the machine do not count. */
  const letters = (page: Page) =>
    page.evaluate(() => [...document.fonts].filter((font) => font.status === "loaded" && font.family.includes("IBM Plex")).length);

  for (const locale of LOCALES) {
    test(`take the room of those they replace (${locale})`, async ({ page }) => {
      await watch(page, locale);
      for (const path of ["/", "/browse", "/o/egyptian-arabic-for-everyday-life"]) {
        let release = () => {};
        const isPainted = new Promise<void>((resolve) => (release = resolve));
        await page.route(/\/fonts\//, async (route) => {
          await isPainted;
          await route.continue();
        });
        // Not the load event, which waits for the fonts.
        await page.goto(at(locale, path), { waitUntil: "domcontentloaded" });
        await expect.poll(() => page.evaluate(() => performance.getEntriesByName("first-contentful-paint").length)).toBe(1);
        expect(await letters(page), "the page was painted without the site's letters").toBe(0);
        const { sum: early } = await moved(page);
        release();
        await page.waitForLoadState("load");
        await page.evaluate(() => document.fonts.ready.then(() => undefined));
        expect(await letters(page), "the letters came").toBeGreaterThan(0);
        const { sum, moved: pieces } = await moved(page);
        expect.soft(sum - early, `${locale} ${path} moves: ${pieces.join(", ")}`).toBeLessThanOrEqual(LETTERS_LIMIT);
        await page.unroute(/\/fonts\//);
      }
    });
  }
});

test.describe("from page to page", () => {
  /** Notes on every page whether it came by a transition. */
  async function noteTransitions(page: Page): Promise<void> {
    await page.addInitScript(() => {
      addEventListener("pagereveal", (event) => Object.assign(window, { arrived: event.viewTransition !== null }));
    });
  }

  const arrived = (page: Page) => page.evaluate(() => (window as unknown as { arrived?: boolean }).arrived);

  async function follow(page: Page): Promise<void> {
    await page.goto("/browse");
    const card = page.getByRole("main").locator(".grid-cards h3 a").first();
    const path = await card.getAttribute("href");
    await card.click();
    await expect(page).toHaveURL(new RegExp(`${path}$`));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }

  test("a page follows the last one by a transition, and its picture travels along", async ({ page }) => {
    await noteTransitions(page);
    await follow(page);
    expect(await arrived(page)).toBe(true);
    const name = await page.locator("main [data-vt]").first().evaluate((picture) => getComputedStyle(picture).viewTransitionName);
    expect(name).not.toBe("none");
  });

  test("nothing flies for those who want less motion", async ({ page }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await noteTransitions(page);
    await follow(page);
    expect(await arrived(page)).toBe(false);
  });

  test("a page without its style sheet, or left before it comes, breaks nothing off", async ({ page, problems }) => {
    problems.allow(/request failed: net::ERR_FAILED GET \/pkg\/.*\.css/);
    await page.goto("/");
    await page.route(/\.css$/, (route) => route.abort());
    // Not by the pointer, under which the page would be fetched early.
    await page.evaluate(() => document.querySelector<HTMLAnchorElement>('header a[href="/browse"]')?.click());
    await expect(page).toHaveURL(/\/browse$/);
    await page.waitForLoadState("load");
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
  });
});
