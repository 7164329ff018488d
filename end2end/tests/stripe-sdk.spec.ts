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

test("a customer's card is saved, charged later without them, captured in part or let go, and taken away", async () => {
  const customer = await stripe.customers.create({ email: "sdk@e2e.test", name: "Sdk Buyer", metadata: { made_by: "sdk" } });
  expect(customer).toMatchObject({ object: "customer", email: "sdk@e2e.test", metadata: { made_by: "sdk" } });
  const setup = await stripe.setupIntents.create({ customer: customer.id, payment_method_types: ["card"], usage: "off_session" });
  expect(setup).toMatchObject({ object: "setup_intent", status: "requires_payment_method", usage: "off_session" });
  const saved = await stripe.setupIntents.confirm(setup.id, { payment_method: "pm_card_visa" });
  expect(saved.status).toBe("succeeded");
  const card = saved.payment_method as string;
  expect(await stripe.paymentMethods.retrieve(card)).toMatchObject({ object: "payment_method", customer: customer.id, card: { last4: "4242" } });

  const authorise = () =>
    stripe.paymentIntents.create({
      amount: 2_000,
      currency: "usd",
      customer: customer.id,
      payment_method: card,
      payment_method_types: ["card"],
      capture_method: "manual",
      off_session: true,
      confirm: true,
    });
  const held = await authorise();
  expect(held).toMatchObject({ status: "requires_capture", amount_capturable: 2_000, amount_received: 0 });
  const taken = await stripe.paymentIntents.capture(held.id, { amount_to_capture: 1_500 });
  expect(taken).toMatchObject({ status: "succeeded", amount_capturable: 0, amount_received: 1_500 });
  expect(await stripe.charges.retrieve(taken.latest_charge as string)).toMatchObject({ captured: true, amount: 2_000, amount_captured: 1_500 });

  const dropped = await stripe.paymentIntents.cancel((await authorise()).id, { cancellation_reason: "requested_by_customer" });
  expect(dropped).toMatchObject({ status: "canceled", cancellation_reason: "requested_by_customer", amount_received: 0 });
  await expect(stripe.paymentIntents.capture(dropped.id)).rejects.toMatchObject({ code: "payment_intent_unexpected_state", statusCode: 400 });
  const given = await stripe.setupIntents.create({ customer: customer.id, payment_method_types: ["card"] });
  expect((await stripe.setupIntents.cancel(given.id)).status).toBe("canceled");

  const second = await stripe.paymentMethods.create({ type: "card", card: { token: "tok_mastercard" } });
  await stripe.paymentMethods.attach(second.id, { customer: customer.id });
  const cards = async () => {
    const lists = [await stripe.paymentMethods.list({ customer: customer.id, type: "card" }), await stripe.customers.listPaymentMethods(customer.id)];
    const [ids, same] = lists.map((list) => list.data.map((method) => method.id).sort());
    expect(same).toEqual(ids);
    return ids;
  };
  expect(await cards()).toEqual([card, second.id].sort());
  expect((await stripe.paymentMethods.detach(card)).customer).toBeNull();
  expect(await cards()).toEqual([second.id]);
  await expect(authorise()).rejects.toMatchObject({ type: "StripeInvalidRequestError", param: "payment_method" });
  expect(await stripe.customers.del(customer.id)).toMatchObject({ id: customer.id, deleted: true });
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
