// A course's page: what a buyer wants to know, the wishlist, and what search engines read.
import { logIn } from "./support/accounts";
import { buyButton } from "./support/checkout";
import { makeBuyer } from "./support/db";
import { at } from "./support/site";
import { enter, expect, test } from "./support/test";
import { pattern, say } from "./support/texts";

const COURSE = "egyptian-arabic-for-everyday-life";

test("price, fee, total and the refund rule stand beside the button", { tag: "@plain" }, async ({ page }) => {
  await page.goto(`/o/${COURSE}`);
  const box = page.getByRole("complementary", { name: say("en", "catalogue-booking") });
  for (const amount of ["$49.00", "$2.45", "$51.45"]) await expect(box).toContainText(amount);
  await expect(box).toContainText(pattern("en", "catalogue-refund"));
  await expect(buyButton(page)).toContainText("$51.45");
  await page.goto("/o/ten-phrases-before-you-land");
  await expect(buyButton(page)).toHaveText(say("en", "catalogue-start-free"));
});

test("the outline opens, shows lengths, and leads to the free lessons", { tag: "@plain" }, async ({ page }) => {
  await page.goto(at("ar", `/o/${COURSE}`));
  const outline = page.locator("#outline");
  const sections = outline.locator("details");
  expect(await sections.count()).toBe(3);
  await sections.nth(1).locator("summary").click();
  await expect(sections.nth(1).locator(".lesson").first()).toBeVisible();
  await expect(sections.nth(1).locator(".lesson").first()).toContainText(/\d:\d\d/);
  await expect(sections.nth(1).getByRole("link")).toHaveCount(0);
  const free = sections.first().getByRole("link").first();
  await expect(free).toContainText(say("ar", "catalogue-free-lesson"));
  await free.click();
  await expect(page).toHaveURL(new RegExp(`/ar/o/${COURSE}/preview/`));
  await expect(page.locator("video")).toBeVisible();
});

test("reviews lead to all reviews, the seller to the seller's page", { tag: "@plain" }, async ({ page }) => {
  await page.goto(`/o/${COURSE}`);
  await expect(page.locator("#reviews").getByRole("listitem").first()).toBeVisible();
  await page.goto(`/o/${COURSE}/reviews`);
  await page.getByRole("navigation", { name: say("en", "catalogue-breadcrumb") }).getByRole("link").first().click();
  await page.getByRole("main").locator('a[href="/s/layla-hassan"]').last().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Layla Hassan");
  await expect(page.getByRole("main").getByRole("article").first()).toBeVisible();
});

test("a stranger's heart is remembered through the login", async ({ page }) => {
  const main = page.getByRole("main");
  await page.goto(`/o/${COURSE}`);
  await main.getByRole("button", { name: say("en", "catalogue-wish") }).click();
  await expect(page).toHaveURL(/\/login\?next=/);
  await logIn(page, makeBuyer());
  await expect(page).toHaveURL(new RegExp(`/o/${COURSE}\\?intent=wish$`));
  await expect(main).toContainText(say("en", "catalogue-wish-intent"));
  await main.getByRole("button", { name: say("en", "catalogue-wish") }).first().click();
  await expect(main.getByRole("button", { name: say("en", "catalogue-unwish") })).toBeVisible();
  await page.goto("/wishlist");
  await expect(main.getByRole("article")).toHaveCount(1);
  await main.getByRole("article").getByRole("button").click();
  await expect(main.getByText(say("en", "catalogue-wishlist-empty"), { exact: true })).toBeVisible();
});

test("a seller cannot buy from themselves", { tag: "@plain" }, async ({ page, context }) => {
  await enter(context, { email: "seller@demo.test", password: "cardamom-and-chalk", name: "" });
  await page.goto(`/o/${COURSE}`);
  await expect(page.getByRole("main")).toContainText(say("en", "catalogue-own"));
  await expect(buyButton(page)).toHaveCount(0);
});

test("machines read the course", { tag: "@plain" }, async ({ page }) => {
  await page.goto(at("ar", `/o/${COURSE}`));
  const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? "{}");
  const text = JSON.stringify(data);
  for (const part of ["Course", "51.45", "USD", "aggregateRating"]) expect.soft(text).toContain(part);
  const content = (name: string) => page.locator(`meta[property="og:${name}"]`).getAttribute("content");
  expect(await content("title")).toContain("العامية المصرية");
  expect(await content("url")).toMatch(/\/ar\/o\/egyptian/);
  expect((await page.request.get((await content("image")) ?? "")).status()).toBe(200);
});

test.describe("logged in", () => {
  test.use({ as: "buyer" });

  test("who has the course goes on instead of buying", { tag: "@plain" }, async ({ page }) => {
    await page.goto("/o/ten-phrases-before-you-land");
    await buyButton(page).click();
    await expect(page).toHaveURL(/\/orders\//);
    await page.goto("/o/ten-phrases-before-you-land");
    await expect(buyButton(page)).toHaveCount(0);
    const box = page.getByRole("complementary", { name: say("en", "catalogue-booking") });
    await expect(box).toContainText(say("en", "catalogue-owned"));
    await box.getByRole("link", { name: say("en", "catalogue-continue") }).click();
    await expect(page).toHaveURL(/\/learn\/.+\/.+/);
  });

  test("two open pages give one order", async ({ page, context }) => {
    const second = await context.newPage();
    await page.goto(`/o/${COURSE}`);
    await second.goto(`/o/${COURSE}`);
    await buyButton(page).click();
    await expect(page).toHaveURL(/\/checkout\//);
    await buyButton(second).click();
    await expect(second).toHaveURL(page.url());
    await second.goto(`/o/${COURSE}`);
    await expect(buyButton(second)).toHaveCount(0);
    await expect(second.getByRole("main")).toContainText(say("en", "catalogue-resume-text"));
  });
});
