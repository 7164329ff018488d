// Ordering a course and filling the card form of the stand-in.
import { type Locator, type Page, expect } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { sql } from "./db";
import { awake } from "./islands";
import { BASE_URL, type Locale, at } from "./site";
import { call } from "./stripe";
import { say } from "./texts";

export const CARDS = {
  good: "4242424242424242",
  declined: "4000000000000002",
  poor: "4000000000009995",
  expired: "4000000000000069",
  wrongCvc: "4000000000000127",
  challenge: "4000002760003184",
  challengeUntilSaved: "4000002500003155",
} as const;

/** The button of an offering's page that begins a purchase. */
export function buyButton(page: Page): Locator {
  return page.getByRole("main").locator('form[action$="/checkout"]').getByRole("button").first();
}

/** Orders a course that costs money by its button; gives the order's id. The checkout is open afterwards. */
export async function orderByHand(page: Page, slug: string, locale: Locale = "en"): Promise<string> {
  await page.goto(at(locale, `/o/${slug}`));
  await buyButton(page).click();
  await page.waitForURL(/\/checkout\/[0-9a-f-]{36}$/);
  return orderIn(page.url());
}

/** The same without drawing the course's page, for tests that begin at the checkout. */
export async function order(page: Page, slug: string, locale: Locale = "en"): Promise<string> {
  const checkout = await place(page, slug, locale);
  expect(checkout).toMatch(/\/checkout\/[0-9a-f-]{36}$/);
  await page.goto(checkout);
  return orderIn(checkout);
}

/** What the button sends: gives the address that it leads to, the checkout or, where nothing is to be paid, the order. */
export async function place(page: Page, slug: string, locale: Locale = "en"): Promise<string> {
  const form = { offering: slug, key: randomUUID() };
  const answer = await page.request.post(at(locale, "/checkout"), { form, headers: { origin: BASE_URL }, maxRedirects: 0 });
  expect(answer.status(), `the order of ${slug}`).toBe(303);
  return answer.headers()["location"] ?? "";
}

/** Tries to pay an order with a test card, without a card form; the order's page is told, as the provider's way back would. */
export async function payQuietly(page: Page, id: string, card = "pm_card_visa"): Promise<void> {
  // Opening the checkout makes the intent.
  expect((await page.request.get(`/checkout/${id}`)).status()).toBe(200);
  const [intent] = sql("select provider_ref from payments where order_id = :'id'::uuid order by attempt desc limit 1", { id });
  const { status } = await call(page.request, `payment_intents/${intent}/confirm`, { payment_method: card, return_url: BASE_URL });
  expect([200, 402]).toContain(status);
  await page.request.get(`/checkout/${id}/return`);
}

/** Buys a course without a page; gives the order's id. */
export async function buy(page: Page, slug: string): Promise<string> {
  const id = orderIn(await place(page, slug));
  await payQuietly(page, id);
  return id;
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
  await expect(payButton(page)).toBeEnabled();
  await typeCard(page.locator("#payment-element"), number);
}

/** Fills the fields of the stand-in, wherever they are drawn. */
export async function typeCard(card: Locator, number: string): Promise<void> {
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
