// The provider's stand-in, as a shop's server reaches it: with the secret key, which follows from the site's own.
import { type APIRequestContext, expect } from "@playwright/test";
import { createHash } from "node:crypto";
import { BASE_URL, serverEnv } from "./site";

const derived = (purpose: string) => createHash("sha256").update(`${purpose}:${serverEnv().SECRET_KEY}`).digest("hex").slice(0, 24);

export const SECRET_KEY = `sk_test_${derived("secret")}`;
export const PUBLISHABLE_KEY = `pk_test_${derived("publishable")}`;
export const WEBHOOK_SECRET = `whsec_${derived("webhook")}`;
/** Where the API lies; Stripe's own lies at the root of its host. */
export const STRIPE_PATH = "/sandbox/stripe";

export interface Intent {
  id: string;
  client_secret: string;
  status: string;
}

/** Asks the API for something; gives the status beside the answer. */
export async function call(request: APIRequestContext, path: string, form: Record<string, string>): Promise<{ status: number; body: Intent }> {
  const answer = await request.post(`${BASE_URL}${STRIPE_PATH}/v1/${path}`, { form, headers: { authorization: `Bearer ${SECRET_KEY}` } });
  return { status: answer.status(), body: await answer.json() };
}

/** The same, where it must succeed. */
export async function ask(request: APIRequestContext, path: string, form: Record<string, string>): Promise<Intent> {
  const { status, body } = await call(request, path, form);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}
