// Every page as people see it, in both languages: nothing that axe finds wrong, also in the dark, and nothing that sticks out at a phone's
// or a desktop's width. Pictures go into screens/, to be looked at by people.
import type { Page } from "@playwright/test";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { violations } from "./support/axe";
import {
  type Place,
  applicantPlaces,
  buyerPlaces,
  emptyPlaces,
  entrancePlaces,
  forgotten,
  learnerPlaces,
  publicPlaces,
  sellerPlaces,
  staffPlaces,
} from "./support/places";
import { LOCALES, type Locale, SCREENS_DIR, at } from "./support/site";
import { expect, test } from "./support/test";

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 900 };

test.beforeEach(async ({ page, problems }) => {
  test.setTimeout(180_000);
  mkdirSync(SCREENS_DIR, { recursive: true });
  // Pages of failures are looked at too.
  problems.allow(/answer 4(03|04|10|13|29): /);
  await page.emulateMedia({ reducedMotion: "reduce", colorScheme: "light" });
});

async function look(page: Page, places: Place[], locale: Locale): Promise<void> {
  for (const place of places) {
    await page.setViewportSize(PHONE);
    await page.emulateMedia({ colorScheme: "light" });
    await open(page, place, locale);
    for (const size of [PHONE, DESKTOP]) {
      await page.setViewportSize(size);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect.soft(over, `${locale} ${place.name} sticks out at ${size.width} px`).toBeLessThanOrEqual(0);
      const path = join(SCREENS_DIR, `${place.name}-${locale}-${size.width}.jpg`);
      await page.screenshot({ path, type: "jpeg", quality: 80, fullPage: true });
      if (size === DESKTOP) expect.soft(await violations(page), `${locale} ${place.name}`).toEqual([]);
    }
    // Colours are the same in both languages.
    if (locale !== "en") continue;
    await page.emulateMedia({ colorScheme: "dark" });
    if (place.keepsColours) await open(page, place, locale);
    expect.soft(await violations(page, "colours"), `${place.name} dark`).toEqual([]);
  }
}

async function open(page: Page, place: Place, locale: Locale): Promise<void> {
  await (place.open?.(page, locale) ?? page.goto(at(locale, place.path)));
  await place.settled?.(page);
  await page.evaluate(() => document.fonts.ready);
}

for (const locale of LOCALES) {
  test(`the public pages, first half (${locale})`, async ({ page }) => look(page, publicPlaces().slice(0, 10), locale));
  test(`the public pages, second half (${locale})`, async ({ page }) => look(page, publicPlaces().slice(10), locale));
  test(`the ways in (${locale})`, async ({ page }) => look(page, entrancePlaces(), locale));

  test.describe("a learner's", () => {
    test.use({ as: "learner" });
    test(`pages (${locale})`, async ({ page }) => look(page, learnerPlaces(), locale));
  });

  test.describe("a seller's", () => {
    test.use({ as: "seller" });
    test(`studio, first half (${locale})`, async ({ page }) => look(page, sellerPlaces().slice(0, 13), locale));
    test(`studio, second half (${locale})`, async ({ page }) => look(page, sellerPlaces().slice(13), locale));
  });

  test.describe("the staff's", () => {
    test.use({ as: "staff" });
    test(`desk (${locale})`, async ({ page }) => look(page, staffPlaces(), locale));
  });

  test.describe("a buyer's", () => {
    test.use({ as: "buyer" });
    test(`application to sell (${locale})`, async ({ page, account }) => look(page, applicantPlaces(account), locale));
    test(`pages before the first order (${locale})`, async ({ page }) => look(page, emptyPlaces(), locale));
    test(`orders in every state (${locale})`, async ({ page, account }) => look(page, await buyerPlaces(page, account), locale));
  });
}

test.describe("all of them", () => {
  test.use({ as: "buyer" });

  test("no page of the site is forgotten", async ({ page, account }) => {
    const own = [...applicantPlaces(account), ...sellerPlaces(), ...staffPlaces()];
    const known = [...publicPlaces(), ...entrancePlaces(), ...learnerPlaces(), ...emptyPlaces(), ...own];
    const places = [...known, ...(await buyerPlaces(page, account))];
    expect(forgotten(places)).toEqual([]);
  });
});
