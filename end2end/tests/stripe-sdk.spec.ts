// The stand-in for Stripe speaks Stripe's own language: Stripe's own library for Node works against it, from payment to event.
import Stripe from "stripe";
import { BASE_URL, STRIPE_HOST } from "./support/site";
import { SECRET_KEY, WEBHOOK_SECRET } from "./support/stripe";
import { expect, test } from "./support/test";

// Told where Stripe is and nothing else.
const stripe = new Stripe(SECRET_KEY, STRIPE_HOST);

test("a payment is made, confirmed, given back and told of", async () => {
  const made = await stripe.paymentIntents.create({ amount: 1_234, currency: "usd", payment_method_types: ["card"], metadata: { made_by: "sdk" } });
  expect(made).toMatchObject({ object: "payment_intent", amount: 1_234, currency: "usd", status: "requires_payment_method", metadata: { made_by: "sdk" } });
  const paid = await stripe.paymentIntents.confirm(made.id, { payment_method: "pm_card_visa", return_url: BASE_URL, expand: ["latest_charge"] });
  expect(paid.status).toBe("succeeded");
  const charge = paid.latest_charge as Stripe.Charge;
  expect(charge).toMatchObject({ object: "charge", amount: 1_234, paid: true, payment_method_details: { card: { brand: "visa", last4: "4242" } } });

  const refund = await stripe.refunds.create({ payment_intent: made.id, amount: 234, metadata: { made_by: "sdk" } });
  expect(refund).toMatchObject({ object: "refund", amount: 234, status: "succeeded" });
  expect((await stripe.charges.retrieve(charge.id)).amount_refunded).toBe(234);

  const events = await stripe.events.list({ limit: 50 });
  const told = events.data.filter((event) => JSON.stringify(event.data.object).includes(made.id)).map((event) => event.type);
  for (const type of ["payment_intent.created", "payment_intent.succeeded", "charge.refunded"]) expect(told).toContain(type);
  // A list is walked page by page.
  let walked = 0;
  for await (const event of stripe.events.list({ limit: 2 })) {
    expect(event.object).toBe("event");
    if ((walked += 1) === 5) break;
  }
  expect(walked).toBe(5);
});

test("a key that comes twice is answered once, and another order under it is refused", async () => {
  const key = `sdk-${Date.now()}`;
  const make = (amount: number) => stripe.paymentIntents.create({ amount, currency: "usd", payment_method_types: ["card"] }, { idempotencyKey: key });
  const [first, second] = [await make(500), await make(500)];
  expect(second.id).toBe(first.id);
  expect(new Headers(second.lastResponse.headers).get("idempotent-replayed")).toBe("true");
  await expect(make(600)).rejects.toMatchObject({ type: "StripeIdempotencyError" });
});

test("errors are those that the library knows", async () => {
  const intent = await stripe.paymentIntents.create({ amount: 500, currency: "usd", payment_method_types: ["card"] });
  const confirm = stripe.paymentIntents.confirm(intent.id, { payment_method: "pm_card_visa_chargeDeclined", return_url: BASE_URL });
  await expect(confirm).rejects.toMatchObject({ type: "StripeCardError", code: "card_declined", statusCode: 402 });
  await expect(stripe.paymentIntents.retrieve("pi_nowhere")).rejects.toMatchObject({ type: "StripeInvalidRequestError", code: "resource_missing", statusCode: 404 });
  const stranger = new Stripe("sk_test_wrong", STRIPE_HOST);
  await expect(stranger.events.list()).rejects.toMatchObject({ type: "StripeAuthenticationError", statusCode: 401 });
});

test("the shop takes a message that the library signed, and none that somebody changed", async ({ request }) => {
  const intent = await stripe.paymentIntents.create({ amount: 700, currency: "usd", payment_method_types: ["card"] });
  const { data } = await stripe.events.list({ limit: 20, type: "payment_intent.created" });
  const event = data.find((one) => (one.data.object as Stripe.PaymentIntent).id === intent.id);
  const payload = JSON.stringify({ ...event, id: `evt_sdk${Date.now()}` });
  const sign = (secret: string, timestamp?: number) => stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
  const tell = async (header: string, body = payload) => {
    const headers = { "stripe-signature": header, "content-type": "application/json" };
    return (await request.post("/webhooks/stripe", { data: body, headers })).status();
  };
  expect(await tell(sign(WEBHOOK_SECRET))).toBe(200);
  expect(await tell(sign("whsec_wrong"))).toBeGreaterThanOrEqual(400);
  expect(await tell(sign(WEBHOOK_SECRET), payload.replace("700", "701"))).toBeGreaterThanOrEqual(400);
  expect(await tell(sign(WEBHOOK_SECRET, Math.floor(Date.now() / 1000) - 3_600))).toBeGreaterThanOrEqual(400);
});
