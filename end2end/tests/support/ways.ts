// Ways to pages that an address alone does not lead to.
import { type Page, expect } from "@playwright/test";
import http from "node:http";
import { mailedLink } from "./accounts";
import { buy, orderIn, place } from "./checkout";
import { type Account, makeBuyer, sql } from "./db";
import { BASE_URL, type Locale, at } from "./site";
import { say } from "./texts";

/** Sends a form of the site without drawing a page. */
export async function send(page: Page, path: string, form: Record<string, string>): Promise<void> {
  const answer = await page.request.post(path, { form, headers: { origin: BASE_URL }, maxRedirects: 0 });
  expect(answer.status(), path).toBe(303);
}

/** A form on somebody else's page: the site refuses it. */
export async function sendFromElsewhere(page: Page, locale: Locale): Promise<void> {
  await page.goto("about:blank");
  await page.setContent(`<form method="post" action="${BASE_URL}${at(locale, "/theme")}"><button>Go</button></form>`);
  await page.getByRole("button").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(say(locale, "error-not-allowed"));
}

/** What the site answers to a body that is announced as larger than it takes; a browser would break off while it still sends. */
function answerToTooMuch(path: string): Promise<{ status: number; headers: Record<string, string>; body: string }> {
  return new Promise((resolve, reject) => {
    const headers = { "content-length": "1000000", "content-type": "application/x-www-form-urlencoded", origin: BASE_URL, accept: "text/html" };
    const request = http.request(`${BASE_URL}${path}`, { method: "POST", headers, agent: false }, (answer) => {
      let body = "";
      answer.setEncoding("utf8");
      answer.on("data", (part: string) => (body += part));
      answer.on("end", () => {
        request.destroy();
        const kept = ["content-type", "content-security-policy", "cache-control"].map((name) => [name, String(answer.headers[name] ?? "")]);
        resolve({ status: answer.statusCode ?? 0, headers: Object.fromEntries(kept), body });
      });
    });
    // What breaks off after the answer came is no failure of it.
    request.on("error", reject);
    request.flushHeaders();
  });
}

/** More is sent than any page takes. */
export async function sendTooMuch(page: Page, locale: Locale): Promise<void> {
  const path = at(locale, "/theme");
  const answer = await answerToTooMuch(path);
  expect(answer.status, "the answer to too much").toBe(413);
  await page.route(`**${path}`, (route) => route.fulfill(answer));
  await page.goto(path);
  await page.unroute(`**${path}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(say(locale, "error-too-large"));
}

/** More mails are wanted for one address than anybody is sent. Other tests make everybody's counts forgotten when they begin, so it may
 * take more than one try. */
export async function askTooOften(page: Page, locale: Locale): Promise<void> {
  const email = `often-${Date.now()}@e2e.test`;
  await expect(async () => {
    for (let times = 0; times < 3; times += 1) await page.request.post("/forgot", { form: { email }, headers: { origin: BASE_URL } });
    await page.goto(at(locale, "/forgot"));
    await page.getByRole("main").getByLabel(say(locale, "accounts-email")).fill(email);
    await page.getByRole("main").getByRole("button", { name: say(locale, "accounts-forgot-button") }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(say(locale, "error-too-many"), { timeout: 3_000 });
  }).toPass({ timeout: 60_000 });
}

/** A mail that somebody asked for, opened in the mailbox. */
export async function openMail(page: Page, locale: Locale): Promise<void> {
  const { email } = makeBuyer(locale);
  await page.request.post(at(locale, "/forgot"), { form: { email }, headers: { origin: BASE_URL } });
  await expect(async () => {
    await page.goto(`${at(locale, "/sandbox/mail")}?to=${encodeURIComponent(email)}`);
    await page.getByRole("main").getByRole("listitem").getByRole("link").first().click({ timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
  await expect(page).toHaveURL(/\/sandbox\/mail\/[0-9a-f-]{36}$/);
}

/** Somebody who has an account already comes from Google for the first time. */
export async function comeFromGoogle(page: Page, locale: Locale, account: Account): Promise<void> {
  await page.goto(at(locale, "/oauth/google/start"));
  await page.locator('input[name="email"]').fill(account.email);
  await page.locator('button[value="typed"]').click();
  await expect(page).toHaveURL(new RegExp(`${at(locale, "/oauth/link")}$`));
}

/** The same, behind the link that proves the address. */
export async function proveByMail(page: Page, locale: Locale, account: Account): Promise<void> {
  await comeFromGoogle(page, locale, account);
  await page.getByRole("button", { name: say(locale, "accounts-link-mail-button") }).click();
  await expect(page.getByText(say(locale, "accounts-link-sent"))).toBeVisible();
  const link = new URL(await mailedLink(page, account.email, "/oauth/confirm"), BASE_URL);
  await page.goto(at(locale, `/oauth/confirm${link.search}`));
}

/** An order that was paid and given back. */
export async function refundedOrder(page: Page): Promise<string> {
  const id = await buy(page, "a-moroccan-table");
  await send(page, `/orders/${id}/refund`, { confirm: "on" });
  await expect.poll(() => sql("select refunded_at is not null from orders where id = :'id'::uuid", { id })).toEqual(["t"]);
  return id;
}

/** An order whose payment the bank has not decided. */
export async function waitingOrder(page: Page): Promise<string> {
  const id = orderIn(await place(page, "english-emails-at-work"));
  // Opening the checkout makes the intent.
  await page.request.get(`/checkout/${id}`);
  sql(
    `update sandbox.stripe_objects set body = jsonb_set(body, '{status}', '"processing"')
     where body ->> 'id' = (select provider_ref from payments where order_id = :'id'::uuid)`,
    { id },
  );
  return id;
}

/** The page that waits for the bank, which loads itself again and again; not while it is looked at. */
export async function waitAtTheBank(page: Page, locale: Locale, order: string): Promise<void> {
  await page.route(/\/checkout\/[^/]+\/return$/, async (route) => {
    const response = await route.fetch();
    const { refresh: _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  await page.goto(at(locale, `/checkout/${order}/return`));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(say(locale, "checkout-waiting-title"));
}
