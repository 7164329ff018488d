// Every way a card payment can go: the right page each time, and never two charges.
import type { Page } from "@playwright/test";
import { CARDS, buyButton, challenge, expectPaid, fillCard, order, orderByHand, pay, payButton, typeCard } from "./support/checkout";
import { chargesOf } from "./support/db";
import { awake } from "./support/islands";
import { at } from "./support/site";
import { PUBLISHABLE_KEY, ask } from "./support/stripe";
import { expect, test } from "./support/test";
import { say } from "./support/texts";

const COURSE = "knife-skills-in-an-afternoon";
const CONFIRM = /\/sandbox\/stripe\/v1\/payment_intents\/[^/]+\/confirm$/;
const SCRIPT = /\/sandbox\/stripe\/stripe\.js(\?|$)/;

test.use({ as: "buyer" });

test.beforeEach(({ problems }) => {
  // The provider answers a refused card with 402, and 400 to who confirms twice.
  problems.allow(/answer 40[02]: POST \/sandbox\/stripe\//);
});

/** The order is open, nothing was taken, and it can still be paid. */
async function expectUnpaid(page: Page, id: string): Promise<void> {
  expect(chargesOf(id)).toBe(0);
  await page.goto("/orders");
  await expect(page.getByRole("main").getByRole("listitem")).toHaveCount(1);
  await expect(page.getByRole("main").getByText(say("en", "orders-state-awaiting-payment"))).toBeVisible();
}

/** The order is paid, once, whatever was pressed. */
async function expectPaidOnce(page: Page, id: string): Promise<void> {
  await expectPaid(page, id);
  expect(chargesOf(id)).toBe(1);
  await page.goto("/orders");
  await expect(page.getByRole("main").getByRole("listitem")).toHaveCount(1);
  await expect(page.getByRole("main").getByText(say("en", "orders-state-paid"), { exact: true })).toBeVisible();
}

test("every refused card says why and takes nothing, and another card pays", async ({ page }) => {
  const id = await order(page, COURSE);
  for (const [card, message] of [
    [CARDS.declined, /declined/i],
    [CARDS.poor, /insufficient funds/i],
    [CARDS.expired, /expired/i],
    [CARDS.wrongCvc, /security code/i],
  ] as const) {
    await pay(page, card);
    await expect(page.locator("#payment-error")).toHaveText(message);
    await expect(payButton(page)).toBeEnabled();
    expect(chargesOf(id)).toBe(0);
  }
  await page.reload();
  await pay(page, CARDS.good);
  await expectPaidOnce(page, id);
});

test("a card that is incomplete is not sent", async ({ page }) => {
  const id = await order(page, COURSE);
  let sent = 0;
  page.on("request", (request) => (sent += Number(CONFIRM.test(request.url()))));
  await fillCard(page, "4242");
  await payButton(page).click();
  await expect(page.locator("#payment-element").getByRole("alert").first()).toBeVisible();
  expect(sent).toBe(0);
  await expectUnpaid(page, id);
});

test("the bank's question is answered and the course is paid", async ({ page }) => {
  const id = await order(page, COURSE);
  await pay(page, CARDS.challenge);
  await challenge(page).getByRole("button", { name: "Complete authentication" }).click();
  await expectPaidOnce(page, id);
});

test("the bank's question is answered in Arabic", async ({ page }) => {
  const id = await order(page, COURSE, "ar");
  await pay(page, CARDS.challenge);
  const frame = challenge(page);
  await expect(frame.locator("html")).toHaveAttribute("dir", "rtl");
  await frame.getByRole("button", { name: "إتمام التحقق" }).click();
  await expectPaid(page, id, "ar");
});

test("a failed authentication takes nothing", async ({ page }) => {
  const id = await order(page, COURSE);
  await pay(page, CARDS.challenge);
  await challenge(page).getByRole("button", { name: "Fail authentication" }).click();
  await expect(page.locator("#payment-error")).toHaveText(/authenticate/i);
  await expect(payButton(page)).toBeEnabled();
  await expectUnpaid(page, id);
});

test("a question left by Escape takes nothing, and the order can be paid afterwards", async ({ page }) => {
  const id = await order(page, COURSE);
  await pay(page, CARDS.challenge);
  await expect(challenge(page).getByRole("button", { name: "Complete authentication" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.locator("#payment-error")).toBeVisible();
  await expect(payButton(page)).toBeEnabled();
  expect(chargesOf(id)).toBe(0);
  await page.goto("/orders");
  await page.getByRole("main").getByRole("listitem").getByRole("link").click();
  await page.getByRole("main").locator('a[href*="/checkout/"]').click();
  await pay(page, CARDS.good);
  await expectPaidOnce(page, id);
});

test("a double click pays once", async ({ page }) => {
  const id = await order(page, COURSE);
  let sent = 0;
  page.on("request", (request) => (sent += Number(CONFIRM.test(request.url()))));
  await fillCard(page);
  await payButton(page).dblclick();
  await expectPaidOnce(page, id);
  expect(sent).toBe(1);
});

test("going back and pressing again leads to the same order", async ({ page }) => {
  const id = await orderByHand(page, COURSE);
  await page.goBack();
  // The page as it was, or a new one that knows of the order.
  await buyButton(page).or(page.getByRole("main").locator(`a[href$="/checkout/${id}"]`)).first().click();
  await expect(page).toHaveURL(new RegExp(`/checkout/${id}$`));
  await expectUnpaid(page, id);
});

test("the back button leads to the paid order, not to a second payment", async ({ page }) => {
  const id = await orderByHand(page, COURSE);
  await pay(page);
  await expectPaid(page, id);
  await page.goBack();
  await expectPaidOnce(page, id);
});

test("a refresh while the payment is on its way pays once", async ({ page }) => {
  const id = await order(page, COURSE);
  await fillCard(page);
  // The provider has the payment; the page goes before it can act on the answer.
  let isGone = () => {};
  const gone = new Promise<void>((resolve) => (isGone = resolve));
  await page.route(CONFIRM, async (route) => {
    const response = await route.fetch();
    await page.goto(`/checkout/${id}`, { waitUntil: "commit" }).catch(() => undefined);
    await route.fulfill({ response }).catch(() => undefined);
    isGone();
  });
  await payButton(page).click();
  await gone;
  await expectPaidOnce(page, id);
});

test("two tabs pay once", async ({ page, context }) => {
  const id = await order(page, COURSE);
  const second = await context.newPage();
  await second.goto(`/checkout/${id}`);
  await Promise.all([fillCard(page), fillCard(second)]);
  await Promise.all([payButton(page).click(), payButton(second).click()]);
  // One tab gets through; the other hears that there is nothing left to pay, and neither is told that it failed.
  await Promise.all([expectPaid(page, id), expectPaid(second, id)]);
  for (const tab of [page, second]) {
    await tab.goto(`/checkout/${id}`);
    await expectPaidOnce(tab, id);
  }
});

test("a lost connection before the payment takes nothing and can be tried again", async ({ page, problems }) => {
  problems.allow(/request failed: net::ERR_INTERNET_DISCONNECTED POST \/sandbox\/stripe/);
  const id = await order(page, COURSE);
  await page.route(CONFIRM, (route) => route.abort("internetdisconnected"));
  await pay(page);
  await expect(page.locator("#payment-error")).toHaveText(/connection/i);
  expect(chargesOf(id)).toBe(0);
  await page.unroute(CONFIRM);
  await payButton(page).click();
  await expectPaidOnce(page, id);
});

test("an answer that gets lost after the payment does not lead to a second one", async ({ page, problems }) => {
  problems.allow(/request failed: net::ERR_CONNECTION_RESET POST \/sandbox\/stripe/);
  const id = await order(page, COURSE);
  await page.route(CONFIRM, async (route) => {
    await route.fetch();
    await route.abort("connectionreset");
  });
  await pay(page);
  await expect(page.locator("#payment-error")).toHaveText(/connection/i);
  await page.unroute(CONFIRM);
  await payButton(page).click();
  await expectPaidOnce(page, id);
});

test("what the provider writes for developers is told in the shop's own words", async ({ page }) => {
  const id = await order(page, COURSE, "ar");
  const error = { type: "invalid_request_error", code: "parameter_unknown", message: "Received unknown parameter: colour" };
  await page.route(CONFIRM, (route) => route.fulfill({ status: 400, json: { error } }));
  await pay(page);
  await expect(page.locator("#payment-error")).toHaveText(say("ar", "checkout-unexpected"));
  await expect(payButton(page)).toBeEnabled();
  await expectUnpaid(page, id);
});

test("while a payment is on its way the button says so, and a page that comes back busy is loaded anew", async ({ page }) => {
  const id = await order(page, COURSE);
  await page.route(CONFIRM, () => undefined);
  await pay(page);
  const button = payButton(page);
  await expect(button).toHaveText(say("en", "checkout-paying"));
  await expect(button).toHaveAttribute("aria-busy", "true");
  await expect(button).toBeDisabled();
  const loaded = page.waitForEvent("load");
  // As the browser does with a page that it kept and shows again.
  await page.evaluate(() => void setTimeout(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }))));
  await loaded;
  await expect(button).toBeEnabled();
  await expect(button).toHaveAttribute("aria-busy", "false");
  await expectUnpaid(page, id);
});

test("where the provider's script does not come the form says so, and loading it again helps", async ({ page, problems }) => {
  problems.allow(/request failed: net::ERR_FAILED GET \/sandbox\/stripe\/stripe\.js/);
  await page.clock.install();
  await page.route(SCRIPT, (route) => route.abort());
  await order(page, COURSE);
  await awake(page, "CardForm");
  const notice = page.getByRole("alert").filter({ hasText: say("en", "checkout-failed-to-load") });
  await expect(notice).toBeHidden();
  await page.clock.runFor(16_000);
  await expect(notice).toBeVisible();
  await expect(payButton(page)).toBeDisabled();
  await page.unroute(SCRIPT);
  await notice.getByRole("link", { name: say("en", "checkout-retry") }).click();
  await expect(payButton(page)).toBeEnabled();
});

test("the receipt shows price, fee and total, and the money can be asked back", async ({ page }) => {
  const id = await order(page, COURSE);
  await expect(page.getByRole("complementary")).toContainText("$9.00");
  await expect(page.getByRole("complementary")).toContainText("$9.45");
  await pay(page);
  await expectPaid(page, id);
  const main = page.getByRole("main");
  for (const amount of ["$9.00", "$0.45", "$9.45"]) await expect(main.getByText(amount, { exact: true })).toBeVisible();
  await main.getByText(say("en", "orders-refund-ask")).click();
  await main.getByLabel(say("en", "orders-refund-confirm")).check();
  await main.getByRole("button", { name: say("en", "orders-refund-button", { amount: "$9.45" }) }).click();
  await expect(async () => {
    await page.goto(at("en", `/orders/${id}`));
    await expect(main.getByText(say("en", "orders-state-refunded"), { exact: true })).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await page.goto("/learn");
  await expect(main.getByText(say("en", "learn-empty-title"))).toBeVisible();
});

test("a card can be saved without a payment", async ({ page, request }) => {
  await order(page, COURSE);
  await fillCard(page);
  for (const [card, expected] of [
    ["pm_card_visa", { status: "succeeded", error: null }],
    ["pm_card_chargeDeclined", { status: null, error: "card_declined" }],
  ] as const) {
    const intent = await ask(request, "setup_intents", { "payment_method_types[]": "card" });
    expect(intent.id).toMatch(/^seti_/);
    const result = await page.evaluate(
      async ({ key, secret, card }) => {
        const { Stripe } = window as unknown as { Stripe(key: string): { confirmSetup(options: object): Promise<Confirmed> } };
        interface Confirmed {
          setupIntent?: { id: string; status: string };
          error?: { code: string };
        }
        const params = { payment_method: card, return_url: location.href };
        const done = await Stripe(key).confirmSetup({ clientSecret: secret, confirmParams: params, redirect: "if_required" });
        return { status: done.setupIntent?.status ?? null, error: done.error?.code ?? null };
      },
      { key: PUBLISHABLE_KEY, secret: intent.client_secret, card },
    );
    expect(result, card).toEqual(expected);
  }
});

test("a card that is typed is saved after the bank's question", async ({ page, request }) => {
  interface Element {
    on(event: "ready", heard: () => void): void;
    mount(place: HTMLElement): void;
  }
  interface Stripe {
    elements(options: object): { create(kind: "payment"): Element };
    confirmSetup(options: object): Promise<{ setupIntent?: { status: string }; error?: { code: string } }>;
  }
  await order(page, COURSE);
  await expect(payButton(page)).toBeEnabled();
  const intent = await ask(request, "setup_intents", { "payment_method_types[]": "card" });
  await page.evaluate(
    async ({ key, secret }) => {
      const stripe = (window as unknown as { Stripe(key: string): Stripe }).Stripe(key);
      const elements = stripe.elements({ clientSecret: secret });
      const element = elements.create("payment");
      const place = document.createElement("div");
      place.id = "card-to-save";
      document.querySelector("main")?.append(place);
      const isReady = new Promise<void>((ready) => element.on("ready", ready));
      element.mount(place);
      await isReady;
      const options = { elements, confirmParams: { return_url: location.href }, redirect: "if_required" };
      Object.assign(window, { save: () => stripe.confirmSetup(options) });
    },
    { key: PUBLISHABLE_KEY, secret: intent.client_secret },
  );
  await typeCard(page.locator("#card-to-save"), CARDS.challengeUntilSaved);
  const [saved] = await Promise.all([
    page.evaluate(async () => {
      const done = await (window as unknown as { save(): ReturnType<Stripe["confirmSetup"]> }).save();
      return { status: done.setupIntent?.status ?? null, error: done.error?.code ?? null };
    }),
    challenge(page).getByRole("button", { name: "Complete authentication" }).click(),
  ]);
  expect(saved).toEqual({ status: "succeeded", error: null });
});
