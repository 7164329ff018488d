// Building an offering: from the empty list to the open page, at the seller's and at the desk; and what stands in the way.
import { type Page } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { DEMO_ADMIN, addLesson, makeOffering, makeSeller, sql } from "./support/db";
import { APP_DIR, LOCALES, type Locale, at } from "./support/site";
import { enter, expect, test } from "./support/test";
import { say } from "./support/texts";

const PICTURE = join(APP_DIR, "../../public/og.png");

test.use({ as: "buyer" });

async function press(page: Page, locale: Locale, key: string): Promise<void> {
  await page.getByRole("main").getByRole("button", { name: say(locale, key), exact: true }).click();
}

async function heading(page: Page, locale: Locale, key: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(say(locale, key));
}

for (const locale of LOCALES) {
  test(`a seller builds a course and it is published, paused and gone (${locale})`, async ({ page, browser, account, problems }) => {
    problems.allow(/answer 404: /);
    makeSeller(account);
    const word = `loom${randomUUID().slice(0, 8).replace(/[^a-z]/g, "x")}`;
    const title = `Weaving ${word}`;
    const main = page.getByRole("main");
    await page.goto(at(locale, "/studio/offerings"));
    await expect(main.getByText(say(locale, "studio-empty-title"))).toBeVisible();
    await main.getByRole("link", { name: say(locale, "build-first") }).click();
    await heading(page, locale, "build-new-title");
    await main.locator("#title").fill(title);
    await main.locator("#category").selectOption("arabic-calligraphy");
    await press(page, locale, "build-begin");
    await heading(page, locale, "build-step-basics");
    await main.locator("#promise_en").fill("Weave a scarf in a weekend.");
    await main.locator("#tags").fill("wool, scarf");
    await press(page, locale, "sell-save-next");
    await heading(page, locale, "build-step-page");
    await main.locator("#description_en").fill("Everything about **small** looms.");
    await main.locator("#outcomes_en").fill("Dress a loom\nRead a draft");
    await press(page, locale, "sell-save-next");
    await heading(page, locale, "build-step-image");
    await main.locator("#cover").setInputFiles(PICTURE);
    await press(page, locale, "build-cover-upload");
    await expect(main.locator("form img.cover")).toBeVisible();
    await expect(main.locator(".card-offering img.cover"), "the card shows it too").toBeVisible();
    const id = new URL(page.url()).pathname.split("/").at(-2) ?? "";
    await page.goto(at(locale, `/studio/offerings/${id}/faq`));
    await main.locator("#faq_1_question_en").fill("Which wool?");
    await main.locator("#faq_1_answer_en").fill("Any.");
    await press(page, locale, "sell-save-next");
    await heading(page, locale, "build-step-price");
    await main.locator("#price").fill("49");
    await press(page, locale, "sell-save-stay");
    await expect(main.getByText("$41.65")).toBeVisible();
    await page.goto(at(locale, `/studio/offerings/${id}/review`));
    await expect(main.getByText(say(locale, "build-missing-lessons"))).toBeVisible();
    addLesson(id);
    await page.reload();
    await press(page, locale, "build-submit");
    await expect(main.getByText(say(locale, "build-done-submit"))).toBeVisible();

    const context = await browser.newContext();
    await enter(context, DEMO_ADMIN);
    const desk = await context.newPage();
    await desk.goto(at(locale, `/admin/offerings?q=${word}`));
    await desk.getByRole("main").getByRole("link", { name: title }).click();
    await expect(desk.getByText(account.email)).toBeVisible();
    await press(desk, locale, "admin-offerings-publish");
    await expect(desk.getByText(say(locale, "admin-offerings-done"))).toBeVisible();
    await context.close();

    await page.goto(at(locale, `/browse?q=${word}`));
    await main.getByRole("link", { name: title }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await main.getByText("Which wool?").click();
    await expect(main.getByText("Any.")).toBeVisible();
    const address = page.url();
    await page.goto(at(locale, `/studio/offerings/${id}/review`));
    await press(page, locale, "build-pause");
    await expect(main.getByText(say(locale, "build-done-pause"))).toBeVisible();
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(say(locale, "error-not-found"));
  });
}

test("what is wrong stands beside its field, and what was typed stays", { tag: "@plain" }, async ({ page, account, problems }) => {
  problems.allow(/answer 4(09|22): POST/);
  makeSeller(account);
  const id = makeOffering(account, "live_class", "draft");
  const main = page.getByRole("main");
  await page.goto(`/studio/offerings/${id}/trial`);
  await expect(main.locator("#free_minutes")).toBeDisabled();
  await expect(main.locator("#free_price")).toHaveValue("0.00");
  await main.locator('input[name="trial"][value="paid"]').check();
  await main.locator("#paid_minutes").fill("5");
  await main.locator("#paid_price").fill("-1");
  await press(page, "en", "sell-save-next");
  await expect(main.locator("#paid_minutes-error")).toHaveText(say("en", "build-error-trial-length"));
  await expect(main.locator("#paid_price-error")).toHaveText(say("en", "build-error-price-shape"));
  await expect(main.locator("#paid_minutes")).toHaveValue("5");
  expect(sql("select trial from live_classes where offering_id = :'id'::uuid", { id })).toEqual(["free"]);
  // Two windows on the same step.
  const other = await page.context().newPage();
  await page.goto(`/studio/offerings/${id}/price`);
  await other.goto(`/studio/offerings/${id}/price`);
  await other.locator("#price").fill("20");
  await press(other, "en", "sell-save-stay");
  await main.locator("#price").fill("30");
  await press(page, "en", "sell-save-stay");
  await expect(main.getByText(say("en", "build-error-stale"))).toBeVisible();
  await expect(main.locator("#price")).toHaveValue("30");
  await press(page, "en", "sell-save-stay");
  await expect(main.getByText(say("en", "sell-saved"))).toBeVisible();
  expect(sql("select price_minor from offerings where id = :'id'::uuid", { id })).toEqual(["3000"]);
});
