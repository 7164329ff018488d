// The test function of all specs: watches for complaints of the browser, and logs in whoever the spec says.
import { test as base, type BrowserContext, expect } from "@playwright/test";
import { type Account, DEMO_ADMIN, DEMO_BUYER, DEMO_SELLER, makeBuyer, makeLogin, sql } from "./db";
import { Problems } from "./problems";
import { BASE_URL } from "./site";

interface Fixtures {
  /** Who sits at the browser: nobody known, a buyer made for this test, or one of the demo's people. */
  as: "stranger" | "buyer" | "learner" | "seller" | "staff";
  /** Who that is. A stranger has no address. */
  account: Account;
  problems: Problems;
}

export const test = base.extend<Fixtures>({
  as: ["stranger", { option: true }],
  account: [
    async ({ as, context }, use) => {
      // A run has more visitors than one place may have in an hour.
      sql("delete from rate_buckets");
      const known: Partial<Record<typeof as, Account>> = { learner: DEMO_BUYER, seller: DEMO_SELLER, staff: DEMO_ADMIN };
      const account = as === "buyer" ? makeBuyer() : (known[as] ?? { email: "", password: "", name: "" });
      if (account.email) await enter(context, account);
      await use(account);
    },
    { auto: true },
  ],
  problems: [
    async ({ context }, use) => {
      const problems = new Problems(context);
      await use(problems);
      expect(problems.list(), "what the browser complained about").toEqual([]);
    },
    { auto: true },
  ],
});

/** Gives the browser a login of its own, without the form and without the work of a password; tests of the form use `logIn`. */
export async function enter(context: BrowserContext, account: Account): Promise<void> {
  const place = { domain: new URL(BASE_URL).hostname, path: "/", secure: true, httpOnly: true, sameSite: "Lax" as const };
  await context.addCookies([{ name: "__Host-login", value: makeLogin(account), ...place }]);
}

export { expect };
