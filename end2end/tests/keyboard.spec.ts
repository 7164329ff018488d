// The way of a buyer without a pointer: Tab, arrows, Enter and typing only.
import type { Locator, Page } from "@playwright/test";
import { CARDS, buyButton, expectPaid, orderIn, payButton } from "./support/checkout";
import { awake, playerAwake } from "./support/islands";
import { expect, test } from "./support/test";
import { say } from "./support/texts";

test.use({ as: "buyer" });

/** Presses Tab until the wanted element has the focus; inside a shadow root that is the root's own focus. */
async function tabTo(page: Page, wanted: Locator, most = 200): Promise<void> {
  await expect(wanted).toHaveCount(1);
  const hasFocus = () => wanted.evaluate((element) => (element.getRootNode() as Document | ShadowRoot).activeElement === element);
  for (let presses = 0; presses < most; presses += 1) {
    if (await hasFocus()) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${most} presses of Tab do not reach ${wanted}`);
}

/** Goes down in a group of radio buttons until this one is chosen. */
async function choose(page: Page, name: string, value: string): Promise<void> {
  const group = page.locator(`#filters input[name="${name}"]`);
  await tabTo(page, group.and(page.locator(":checked")));
  const wanted = group.and(page.locator(`[value="${value}"]`));
  for (let presses = 0; presses < 8 && !(await wanted.isChecked()); presses += 1) await page.keyboard.press("ArrowDown");
  await expect(wanted).toBeChecked();
}

test("a course is found, bought and learned with the keyboard alone", async ({ page }) => {
  test.setTimeout(90_000);
  const main = page.getByRole("main");
  await page.goto("/browse");
  await choose(page, "price", "under20");
  await tabTo(page, page.locator("#filters").getByRole("button", { name: say("en", "catalogue-filters-apply") }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/browse\?.*price=under20/);

  const card = main.locator(".grid-cards h3 a").first();
  const path = (await card.getAttribute("href")) ?? "";
  await tabTo(page, card);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`${path}$`));

  await tabTo(page, buyButton(page));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/checkout\/[0-9a-f-]{36}$/);
  const order = orderIn(page.url());

  await awake(page, "CardForm");
  await expect(payButton(page)).toBeEnabled();
  for (const [field, typed] of [["number", CARDS.good], ["expiry", "1234"], ["cvc", "123"]]) {
    await tabTo(page, page.locator(`#payment-element input[name="${field}"]`));
    await page.keyboard.type(typed);
  }
  await tabTo(page, payButton(page));
  await page.keyboard.press("Enter");
  await expectPaid(page, order);

  await tabTo(page, main.getByRole("link", { name: say("en", "orders-learn") }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/learn\/[0-9a-f-]{36}\/[0-9a-f-]{36}/);
  await playerAwake(page);
  await tabTo(page, page.getByRole("button", { name: say("en", "learn-complete") }));
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-count]")).toHaveText(/^1\//);
});
