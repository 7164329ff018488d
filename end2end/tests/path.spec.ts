// The whole way of a buyer, in both languages: find a course, come in, pay, learn, come back.
import { newPerson, register } from "./support/accounts";
import { buyButton, expectPaid, orderIn, pay } from "./support/checkout";
import { chargesOf } from "./support/db";
import { isPaused, pictureReady, play, seek, state } from "./support/player";
import { type Locale, at } from "./support/site";
import { expect, test } from "./support/test";
import { say } from "./support/texts";

const WISHES: { locale: Locale; query: string; slug: string; total: string }[] = [
  { locale: "en", query: "egyptian arabic", slug: "egyptian-arabic-for-everyday-life", total: "$51.45" },
  { locale: "ar", query: "بايثون من الصفر", slug: "python-from-zero", total: "$47.25" },
];

for (const { locale, query, slug, total } of WISHES) {
  test(`a newcomer finds a course, pays and learns (${locale})`, async ({ page }) => {
    test.setTimeout(120_000);
    const main = page.getByRole("main");

    await page.goto(at(locale, "/"));
    await main.locator('input[name="q"]').fill(query);
    await main.locator('input[name="q"]').press("Enter");
    await expect(page).toHaveURL(new RegExp(`${at(locale, "/browse")}\\?q=`));
    await main.locator(`a[href$="/o/${slug}"]`).first().click();
    await expect(page).toHaveURL(new RegExp(`${at(locale, `/o/${slug}`)}$`));
    const title = await page.getByRole("heading", { level: 1 }).innerText();

    // A stranger presses the button, comes in as somebody new, and is back at the same button.
    await buyButton(page).click();
    await expect(page).toHaveURL(new RegExp(`${at(locale, "/login")}\\?next=`));
    await main.getByRole("link", { name: say(locale, "accounts-login-register") }).click();
    await register(page, newPerson(), locale);
    await expect(page).toHaveURL(new RegExp(`${at(locale, `/o/${slug}`)}(\\?|$)`));
    await buyButton(page).click();

    await expect(page).toHaveURL(new RegExp(at(locale, "/checkout/")));
    await expect(page.getByRole("complementary")).toContainText(title);
    await expect(page.getByRole("complementary")).toContainText(total);
    const order = orderIn(page.url());
    await pay(page);
    await expectPaid(page, order, locale);
    expect(chargesOf(order)).toBe(1);

    await main.getByRole("link", { name: say(locale, "orders-learn") }).click();
    const video = await pictureReady(page);
    await expect(page.locator("html")).toHaveAttribute("lang", locale);
    await play(page, video);
    await page.keyboard.press("k");
    expect(await isPaused(video)).toBe(true);
    await seek(video, 27);

    // The page is left at once. Another day, the course waits at the exact place.
    await page.goto(at(locale, "/"));
    await main.getByRole("link", { name: say(locale, "catalogue-continue") }).first().click();
    const again = await pictureReady(page);
    await expect.poll(() => state(again, "currentTime")).toBeCloseTo(24, 0);
  });
}
