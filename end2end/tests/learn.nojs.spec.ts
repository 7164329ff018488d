// Buying what is free and learning without JavaScript: everything but the picture and the card.
import { buy, order, orderIn, payQuietly, place } from "./support/checkout";
import { sql } from "./support/db";
import { takeFreeCourse, unfold } from "./support/player";
import { expect, test } from "./support/test";
import { say } from "./support/texts";

test.use({ as: "buyer" });

test("a free course is taken, marked and annotated by plain forms", async ({ page }) => {
  await takeFreeCourse(page);
  const count = page.locator("[data-count]");
  const all = (await count.innerText()).split("/")[1];
  await page.getByRole("button", { name: say("en", "learn-complete") }).click();
  await expect(count).toHaveText(`1/${all}`);
  await page.getByRole("button", { name: say("en", "learn-undo") }).click();
  await expect(count).toHaveText(`0/${all}`);

  const notes = await unfold(page, "learn-notes");
  await notes.getByLabel(say("en", "learn-note-label")).fill("Without a script");
  await notes.getByRole("button", { name: say("en", "learn-note-add") }).click();
  await expect(page.locator("[data-notes] [data-note]")).toContainText("Without a script");
  await page.locator("[data-notes] [data-note]").getByRole("button", { name: say("en", "action-delete") }).click();
  await expect(page.locator("[data-notes] [data-note]")).toHaveCount(0);

  await page.getByLabel(say("en", "learn-speed")).selectOption("125");
  await page.getByLabel(say("en", "learn-captions")).selectOption("off");
  await page.locator('form[action$="/settings"]').getByRole("button", { name: say("en", "action-save") }).click();
  await expect(page.getByLabel(say("en", "learn-speed"))).toHaveValue("125");
  await expect(page.getByLabel(say("en", "learn-captions"))).toHaveValue("off");

  await page.locator(".player-bar [data-next-link]").click();
  await expect(page.locator("[data-count]")).toBeVisible();
  await page.goto("/learn");
  await expect(page.getByRole("main").getByRole("article")).toHaveCount(1);
});

test("the checkout says why a card needs JavaScript, and shows what is to be paid", async ({ page }) => {
  const id = await order(page, "knife-skills-in-an-afternoon");
  // The text engine looks past <noscript> itself.
  await expect(page.locator("noscript .notice")).toHaveText(say("en", "checkout-no-script"));
  await expect(page.getByText(say("en", "checkout-loading"))).toBeHidden();
  await expect(page.getByRole("complementary")).toContainText("$9.45");
  await page.goto("/orders");
  await expect(page.getByRole("main").locator(`a[href$="/orders/${id}"]`)).toBeVisible();
});

test("a payment that failed is explained, and the order waits", async ({ page }) => {
  const id = orderIn(await place(page, "knife-skills-in-an-afternoon"));
  await payQuietly(page, id, "pm_card_visa_chargeDeclinedInsufficientFunds");
  await page.goto(`/checkout/${id}/return`);
  await expect(page).toHaveURL(new RegExp(`/checkout/${id}`));
  await page.goto(`/checkout/${id}?failed=1`);
  await expect(page.getByRole("main").getByRole("alert").first()).toHaveText(say("en", "checkout-failed-funds"));
  await page.goto("/orders");
  await page.getByRole("main").locator(`a[href$="/orders/${id}"]`).click();
  await expect(page.getByRole("main").locator(`a[href$="/checkout/${id}"]`)).toBeVisible();
});

test("money is asked back by a plain form", async ({ page }) => {
  const id = await buy(page, "knife-skills-in-an-afternoon");
  await page.goto("/orders");
  const main = page.getByRole("main");
  await expect(main.getByText(say("en", "orders-state-paid"), { exact: true })).toBeVisible();
  await main.locator(`a[href$="/orders/${id}"]`).click();
  await main.getByText(say("en", "orders-refund-ask")).click();
  await main.getByLabel(say("en", "orders-refund-confirm")).check();
  await main.getByRole("button", { name: say("en", "orders-refund-button", { amount: "$9.45" }) }).click();
  await expect(page).toHaveURL(new RegExp(`/orders/${id}`));
  await expect.poll(() => sql("select refunded_at is not null from orders where id = :'id'::uuid", { id })).toEqual(["t"]);
  await page.goto(`/orders/${id}`);
  await expect(main.getByText(say("en", "orders-state-refunded"), { exact: true })).toBeVisible();
  await page.goto("/learn");
  await expect(main.getByText(say("en", "learn-empty-title"))).toBeVisible();
});

test.describe("in the middle of courses", () => {
  test.use({ as: "learner" });

  test("courses under way, their filter and the orders of a learner", async ({ page }) => {
    await page.goto("/learn");
    const cards = page.getByRole("main").getByRole("article");
    const all = await cards.count();
    expect(all).toBeGreaterThan(2);
    await page.getByRole("link", { name: say("en", "learn-filter-done") }).click();
    await expect(page).toHaveURL(/filter=done/);
    const done = await cards.count();
    expect(done).toBeLessThan(all);
    await expect(cards.first()).toContainText("100%");
    await page.goto("/orders");
    await expect(page.getByRole("main").getByRole("listitem")).not.toHaveCount(0);
  });
});
