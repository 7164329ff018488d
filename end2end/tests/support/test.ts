// The test function of all specs: watches for complaints of the browser, and logs in whoever the spec says.
import { test as base, type BrowserContext, expect } from "@playwright/test";
import { type Account, DEMO_BUYER, makeBuyer, sql } from "./db";
import { Problems } from "./problems";

interface Fixtures {
  /** Who sits at the browser: nobody known, a buyer made for this test, or the demo buyer with courses under way. */
  as: "stranger" | "buyer" | "learner";
  /** Who that is. A stranger has no address. */
  account: Account;
  problems: Problems;
}

export const test = base.extend<Fixtures>({
  as: ["stranger", { option: true }],
  account: [
    async ({ as, context }, use) => {
      const account = as === "learner" ? DEMO_BUYER : as === "buyer" ? makeBuyer() : { email: "", password: "", name: "" };
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

/** Logs the browser in without showing the form; tests of the form itself use `logIn`. */
export async function enter(context: BrowserContext, account: Account): Promise<void> {
  // A run has more visitors than one place may have in an hour.
  sql("delete from rate_buckets");
  const answer = await context.request.post("/login", { form: { email: account.email, password: account.password }, maxRedirects: 0 });
  expect(answer.status(), `login of ${account.email}`).toBe(303);
}

export { expect };
