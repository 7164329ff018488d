// Pictures of every page at a phone's and a desktop's width, in both languages, into screens/: to be looked at by people.
import type { Page } from "@playwright/test";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Place, learnerPlaces, newcomerPlaces, publicPlaces } from "./support/places";
import { LOCALES, type Locale, SCREENS_DIR, at } from "./support/site";
import { expect, test } from "./support/test";

const WIDTHS = [390, 1280];

test.beforeEach(async ({ page, problems }) => {
  test.setTimeout(240_000);
  mkdirSync(SCREENS_DIR, { recursive: true });
  problems.allow(/answer 4(04|10): GET/);
  await page.emulateMedia({ reducedMotion: "reduce", colorScheme: "light" });
});

async function take(page: Page, places: Place[], locale: Locale): Promise<void> {
  for (const place of places) {
    await page.setViewportSize({ width: WIDTHS[0], height: 844 });
    await page.goto(at(locale, place.path));
    await place.settled?.(page);
    await page.evaluate(() => document.fonts.ready);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect.soft(over, `${locale} ${place.name} sticks out at ${width} px`).toBeLessThanOrEqual(0);
      await page.screenshot({ path: join(SCREENS_DIR, `${place.name}-${locale}-${width}.png`), fullPage: true });
    }
  }
}

for (const locale of LOCALES) {
  test(`a stranger's pages (${locale})`, async ({ page }) => take(page, publicPlaces(), locale));

  test.describe("logged in", () => {
    test.use({ as: "learner" });
    test(`a learner's pages (${locale})`, async ({ page }) => take(page, learnerPlaces(), locale));
  });

  test.describe("new here", () => {
    test.use({ as: "buyer" });
    test(`a new buyer's pages (${locale})`, async ({ page }) => take(page, await newcomerPlaces(page), locale));
  });
}
