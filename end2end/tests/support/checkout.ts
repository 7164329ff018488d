// Ordering a course and filling the card form of the stand-in.
import { type Locator, type Page, expect } from "@playwright/test";
import { awake } from "./islands";
import { type Locale, at } from "./site";
import { say } from "./texts";

export const CARDS = {
  good: "4242424242424242",
  declined: "4000000000000002",
  poor: "4000000000009995",
  expired: "4000000000000069",
  wrongCvc: "4000000000000127",
  challenge: "4000002760003184",
} as const;

/** The button of an offering's page that begins a purchase. */
export function buyButton(page: Page): Locator {
  return page.getByRole("main").locator('form[action$="/checkout"]').getByRole("button").first();
}

/** Orders a course that costs money; gives the order's id. The checkout is open afterwards. */
export async function order(page: Page, slug: string, locale: Locale = "en"): Promise<string> {
  await page.goto(at(locale, `/o/${slug}`));
  await buyButton(page).click();
  await page.waitForURL(/\/checkout\/[0-9a-f-]{36}$/);
  return orderIn(page.url());
}

/** The order's id in an address. */
export function orderIn(url: string): string {
  const found = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(url);
  if (!found) throw new Error(`no order in ${url}`);
  return found[0];
}

/** Waits for the card form and fills it. */
export async function fillCard(page: Page, number: string = CARDS.good): Promise<void> {
  await awake(page, "CardForm");
  const card = page.locator("#payment-element");
  await expect(payButton(page)).toBeEnabled();
  await card.locator('input[name="number"]').fill(number);
  await card.locator('input[name="expiry"]').fill("12 / 34");
  await card.locator('input[name="cvc"]').fill("123");
}

export function payButton(page: Page): Locator {
  return page.locator("form[data-stage]").getByRole("button");
}

export async function pay(page: Page, number: string = CARDS.good): Promise<void> {
  await fillCard(page, number);
  await payButton(page).click();
}

/** The frame in which the bank asks. */
export function challenge(page: Page) {
  return page.frameLocator('iframe[name="stripe-challenge-frame"]');
}

/** The order's page is open and says that it is paid. */
export async function expectPaid(page: Page, id: string, locale: Locale = "en"): Promise<void> {
  await expect(page).toHaveURL(new RegExp(`${at(locale, `/orders/${id}`)}$`));
  await expect(page.getByRole("main").locator(".badge")).toHaveText(say(locale, "orders-state-paid"));
}
