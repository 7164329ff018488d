// Registering and logging in as people do it.
import { type Page, expect } from "@playwright/test";
import { randomUUID } from "node:crypto";
import type { Account } from "./db";
import { type Locale, at } from "./site";
import { say } from "./texts";

export const PASSWORD = "seven green lanterns in the fog";

export function newPerson(): Account {
  return { email: `new-${randomUUID().slice(0, 13)}@e2e.test`, password: PASSWORD, name: "Rana Test" };
}

/** Fills the login form of the open page, or of `/login` when another page is open. */
export async function logIn(page: Page, account: Account, locale: Locale = "en"): Promise<void> {
  if (!new URL(page.url(), "http://x").pathname.endsWith("/login")) await page.goto(at(locale, "/login"));
  const main = page.getByRole("main");
  await main.getByLabel(say(locale, "accounts-email")).fill(account.email);
  await main.getByLabel(say(locale, "accounts-password"), { exact: true }).fill(account.password);
  await main.getByRole("button", { name: say(locale, "accounts-login-button"), exact: true }).click();
}

export async function logOut(page: Page, locale: Locale = "en"): Promise<void> {
  await page.getByRole("button", { name: say(locale, "nav-account") }).click();
  await page.getByRole("button", { name: say(locale, "nav-logout") }).click();
  await expect(page.getByText(say(locale, "accounts-done-logout"))).toBeVisible();
}

/** Fills the registration form, then confirms the address by the mailed link, in the same browser. */
export async function register(page: Page, person: Account, locale: Locale = "en"): Promise<void> {
  const main = page.getByRole("main");
  await main.getByLabel(say(locale, "accounts-name"), { exact: true }).fill(person.name);
  await main.getByLabel(say(locale, "accounts-email")).fill(person.email);
  await main.getByLabel(say(locale, "accounts-password"), { exact: true }).fill(person.password);
  await main.getByRole("button", { name: say(locale, "accounts-register-button") }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(say(locale, "accounts-verify-sent-title"));
  await page.goto(await mailedLink(page, person.email, "/verify"));
  await page.getByRole("main").getByRole("button", { name: say(locale, "accounts-verify-button") }).click();
  await expect(page).not.toHaveURL(/\/verify/);
}

/** The link of the newest mail to somebody that leads to this path. */
export async function mailedLink(page: Page, email: string, path: string): Promise<string> {
  let link: string | null = null;
  await expect(async () => {
    await page.goto(`/sandbox/mail?to=${encodeURIComponent(email)}`);
    await page.getByRole("main").getByRole("listitem").getByRole("link").first().click({ timeout: 1_000 });
    link = await page.getByRole("main").locator(`a[href*="${path}?token="]`).first().getAttribute("href", { timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
  return link ?? "";
}
