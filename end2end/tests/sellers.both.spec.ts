// Becoming a seller: from the first step to the open page, at the applicant's and at the desk.
import { type Page } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { DEMO_ADMIN, makeApplication, sql } from "./support/db";
import { APP_DIR, LOCALES, type Locale, at } from "./support/site";
import { enter, expect, test } from "./support/test";
import { say } from "./support/texts";

const PICTURE = join(APP_DIR, "../../public/icon-512.png");

test.use({ as: "buyer" });

async function press(page: Page, locale: Locale, key: string): Promise<void> {
  await page.getByRole("main").getByRole("button", { name: say(locale, key), exact: true }).click();
}

async function heading(page: Page, locale: Locale, key: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(say(locale, key));
}

for (const locale of LOCALES) {
  test(`somebody applies and is approved (${locale})`, async ({ page, browser, account }) => {
    const handle = `tess-${randomUUID().slice(0, 8)}`;
    const main = page.getByRole("main");
    const field = (key: string) => main.getByLabel(say(locale, key), { exact: true });
    await page.goto(at(locale, "/sell"));
    await press(page, locale, "sell-begin");
    await heading(page, locale, "sell-step-profile");
    await field(`sell-name-${locale}`).fill("Tess Weaver");
    await field("sell-handle").fill(handle);
    await field(`sell-headline-${locale}`).fill("Weaving for beginners");
    await field(`sell-bio-${locale}`).fill("I weave on a small loom.");
    await press(page, locale, "sell-save-next");
    await heading(page, locale, "sell-step-teaching");
    await main.locator("#language_1").selectOption("en");
    await main.locator("#level_1").selectOption("native");
    await main.locator("#subject-languages").check();
    await main.locator("#country").selectOption("GB");
    await press(page, locale, "sell-save-next");
    await heading(page, locale, "sell-step-presentation");
    await main.locator("#photo").setInputFiles(PICTURE);
    await press(page, locale, "sell-upload");
    await expect(main.locator("img.avatar")).toBeVisible();
    await press(page, locale, "sell-save-next");
    await heading(page, locale, "sell-step-review");
    await press(page, locale, "sell-submit");
    await expect(main.getByText(say(locale, "sell-sent"))).toBeVisible();

    const context = await browser.newContext();
    await enter(context, DEMO_ADMIN);
    const desk = await context.newPage();
    await desk.goto(at(locale, `/admin/sellers?q=${handle}`));
    await desk.getByRole("main").getByRole("link", { name: "Tess Weaver" }).click();
    await expect(desk.getByText(account.email)).toBeVisible();
    await press(desk, locale, "admin-sellers-approve");
    await expect(desk.getByText(say(locale, "admin-sellers-done"))).toBeVisible();
    await context.close();

    await page.goto(at(locale, "/sell"));
    await main.getByRole("link", { name: say(locale, "nav-studio") }).click();
    await heading(page, locale, "nav-studio");
    await main.getByRole("link", { name: say(locale, "studio-public-page") }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tess Weaver");
    await expect(main.getByText(say(locale, "catalogue-seller-empty-title"))).toBeVisible();
  });
}

test("what is wrong stands beside its field, and what was typed stays", { tag: "@plain" }, async ({ page, account, problems }) => {
  problems.allow(/answer 422: POST \/sell/);
  makeApplication(account, "draft");
  await page.goto("/sell/application/profile");
  const main = page.getByRole("main");
  await main.getByLabel(say("en", "sell-handle"), { exact: true }).fill("admin");
  await main.getByLabel(say("en", "sell-bio-en"), { exact: true }).fill("I weave and dye.");
  await press(page, "en", "sell-save-next");
  await expect(main.locator("#handle-error")).toHaveText(say("en", "sell-error-handle-reserved"));
  await expect(main.getByLabel(say("en", "sell-bio-en"), { exact: true })).toHaveValue("I weave and dye.");
  await page.goto("/sell/application/presentation");
  await main.locator("#photo").setInputFiles({ name: "photo.png", mimeType: "image/png", buffer: Buffer.from("<svg onload=alert(1)>") });
  await press(page, "en", "sell-upload");
  await expect(main.locator("#photo-error")).toHaveText(say("en", "sell-error-photo-kind"));
  await page.goto("/sell/application/review");
  await expect(main.getByText(say("en", "sell-missing-photo"))).toBeVisible();
  const kept = "select bio_en from seller_applications join accounts on accounts.id = account_id where email = :'email'";
  expect(sql(kept, { email: account.email })).toEqual(["I weave."]);
});
