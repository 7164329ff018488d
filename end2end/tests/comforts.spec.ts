// What scripts add to the pages of the catalogue: suggestions under a search box, hearts that stay on the page, pages fetched early.
import type { Page } from "@playwright/test";
import { newPerson, register } from "./support/accounts";
import { violations } from "./support/axe";
import { LOCALES, at } from "./support/site";
import { expect, test } from "./support/test";
import { say } from "./support/texts";

const box = (page: Page) => page.getByRole("main").locator('input[name="q"]');
const list = (page: Page) => page.getByRole("main").getByRole("listbox");

test.describe("suggestions", () => {
  for (const locale of LOCALES) {
    test(`are chosen with the keys (${locale})`, async ({ page }) => {
      await page.goto(at(locale, "/"));
      await box(page).pressSequentially(locale === "ar" ? "باي" : "pyth");
      await expect(list(page)).toBeVisible();
      await expect(box(page)).toHaveAttribute("aria-expanded", "true");
      await expect(list(page).locator("mark").first()).toBeVisible();
      expect(await violations(page)).toEqual([]);
      for (const line of await list(page).getByRole("option").all()) expect((await line.boundingBox())?.height).toBeGreaterThanOrEqual(44);

      await page.keyboard.press("ArrowDown");
      const first = list(page).getByRole("option").first();
      await expect(first).toHaveAttribute("aria-selected", "true");
      await expect(box(page)).toHaveAttribute("aria-activedescendant", (await first.getAttribute("id")) ?? "");
      await page.keyboard.press("ArrowUp");
      await expect(box(page)).not.toHaveAttribute("aria-activedescendant", /.*/);
      await page.keyboard.press("Escape");
      await expect(list(page)).toBeHidden();
      await expect(box(page)).not.toHaveValue("");

      await page.keyboard.press("ArrowDown");
      await expect(list(page)).toBeVisible();
      await page.keyboard.press("ArrowDown");
      const href = (await first.getAttribute("data-href")) ?? "";
      expect(href.startsWith(at(locale, "/"))).toBe(true);
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(new RegExp(`${href}$`));
    });
  }

  test("close when the box is left, and open by a press", async ({ page }) => {
    await page.goto("/browse");
    const header = page.getByRole("banner");
    await header.locator('input[name="q"]').pressSequentially("oud");
    await expect(header.getByRole("listbox")).toBeVisible();
    await page.keyboard.press("Tab");
    await expect(header.getByRole("listbox")).toBeHidden();
    await header.locator('input[name="q"]').click();
    await page.keyboard.press("ArrowDown");
    await header.getByRole("option").first().click();
    await expect(page).toHaveURL(/\/(o|c)\//);
  });

  test("that do not come leave a box that searches", async ({ page, problems }) => {
    problems.allow(/answer 503: GET \/suggest/);
    await page.route(/\/suggest\?/, (route) => route.fulfill({ status: 503 }));
    await page.goto("/");
    await box(page).pressSequentially("python");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/browse\?q=python/);
  });
});

test.describe("hearts", () => {
  test.use({ as: "buyer" });
  const hearts = (page: Page) => page.getByRole("main").locator(".grid-cards .heart button");

  test("fill at once, stay, and empty again", async ({ page }) => {
    await page.goto("/browse?sort=newest");
    const heart = hearts(page).first();
    await expect(heart).toHaveAttribute("aria-pressed", "false");
    const answered = page.waitForResponse((response) => response.url().includes("/wishlist/"));
    await heart.click();
    await expect(heart).toHaveAttribute("aria-pressed", "true");
    expect((await answered).status()).toBe(204);
    await expect(page).toHaveURL(/\/browse\?sort=newest$/);
    await page.reload();
    await expect(heart).toHaveAttribute("aria-pressed", "true");
    await page.goto("/wishlist");
    await expect(page.getByRole("main").getByRole("article")).toHaveCount(1);
    await page.goto("/browse?sort=newest");
    await heart.click();
    await expect(heart).toHaveAttribute("aria-pressed", "false");
  });

  test("say when the wish did not arrive", async ({ page, problems }) => {
    problems.allow(/request failed: net::ERR_INTERNET_DISCONNECTED POST \/wishlist/);
    await page.goto("/browse");
    await page.route(/\/wishlist\//, (route) => route.abort("internetdisconnected"));
    await hearts(page).first().click();
    await expect(page.getByText(say("en", "catalogue-wish-failed"))).toBeVisible();
    await expect(hearts(page).first()).toHaveAttribute("aria-pressed", "false");
  });
});

test("a form is sent once, and is not dead when its loading is stopped", async ({ page }) => {
  await page.clock.install();
  await page.goto("/contact");
  let sent = 0;
  await page.route(/\/theme$/, () => void (sent += 1));
  const form = page.locator('form[action$="/theme"]').first();
  const press = () => form.evaluate((element) => (element as HTMLFormElement).requestSubmit());
  await press();
  await expect.poll(() => sent).toBe(1);
  const debug = await page.context().newCDPSession(page);
  await debug.send("Page.stopLoading");
  await press();
  await page.clock.runFor(9_000);
  expect(sent).toBe(1);
  await page.clock.runFor(2_000);
  await expect(form).not.toHaveAttribute("data-sent");
  await press();
  await expect.poll(() => sent).toBe(2);
});

test.describe("a visitor in Cairo", () => {
  test.use({ timezoneId: "Africa/Cairo" });

  test("has an account in that zone from the start", async ({ page }) => {
    await page.goto("/register");
    for (const link of await page.locator('a[href*="/oauth/"]').all()) await expect(link).toHaveAttribute("href", /[?&]time_zone=Africa%2FCairo/);
    await register(page, newPerson());
    await page.goto("/settings");
    await expect(page.getByRole("main").getByLabel(say("en", "accounts-time-zone"))).toHaveValue("Africa/Cairo");
  });
});

/** Pages that may be fetched before they are opened, in both languages, and those that act or show what a button has changed. */
const READING = ["/", "/browse", "/c/languages", "/o/python-from-zero", "/s/layla-hassan", "/p/terms", "/faq"];
const ACTING = ["/checkout", "/checkout/1", "/logout", "/login", "/orders", "/orders/1", "/wishlist", "/learn", "/learn/1/2", "/settings", "/oauth/google/start"];

test("pages to read may be fetched early, and none that acts", async ({ page }) => {
  await page.goto("/browse");
  const both = (paths: string[]) => paths.flatMap((path) => LOCALES.map((locale) => at(locale, path)));
  const found = await page.evaluate((paths) => {
    interface Rule { where: { and: { href_matches?: string[]; not?: { selector_matches: string } }[] } }
    const sheets = [...document.querySelectorAll('script[type="speculationrules"]')].map((one) => JSON.parse(one.textContent ?? "") as Record<string, Rule[]>);
    const conditions = sheets.flatMap((sheet) => sheet.prefetch ?? []).flatMap((rule) => rule.where.and);
    const Pattern = (window as unknown as { URLPattern: new (pattern: string, base: string) => { test(url: string): boolean } }).URLPattern;
    const patterns = conditions.flatMap((one) => one.href_matches ?? []).map((text) => new Pattern(text, location.origin));
    const left = conditions.flatMap((one) => (one.not ? [one.not.selector_matches] : []));
    const cards = [...document.querySelectorAll<HTMLAnchorElement>("main .grid-cards h3 a")];
    return {
      kinds: sheets.flatMap((sheet) => Object.keys(sheet)),
      matched: paths.filter((path) => patterns.some((pattern) => pattern.test(location.origin + path))),
      cards: cards.length,
      cardsMeant: cards.filter((card) => patterns.some((pattern) => pattern.test(card.href)) && !left.some((selector) => card.matches(selector))).length,
    };
  }, both([...READING, ...ACTING]));
  expect(found.kinds).toEqual(["prefetch"]);
  expect(found.matched).toEqual(both(READING));
  expect(found.cards).toBeGreaterThan(0);
  expect(found.cardsMeant).toBe(found.cards);
});
