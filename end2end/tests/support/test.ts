// The test function of all specs: watches for complaints of the browser, and makes buyers.
import { test as base, type BrowserContext, expect } from "@playwright/test";
import { type Account, makeBuyer } from "./db";
import { Problems } from "./problems";

interface Fixtures {
  problems: Problems;
  /** A buyer of the test's own, logged in. */
  buyer: Account;
}

export const test = base.extend<Fixtures>({
  problems: [
    async ({ context }, use) => {
      const problems = new Problems(context);
      await use(problems);
      expect(problems.list(), "what the browser complained about").toEqual([]);
    },
    { auto: true },
  ],
  buyer: async ({ context }, use) => {
    const account = makeBuyer();
    await enter(context, account);
    await use(account);
  },
});

/** Logs the browser in without showing the form; tests of the form itself use `logIn`. */
export async function enter(context: BrowserContext, account: Account): Promise<void> {
  const answer = await context.request.post("/login", { form: { email: account.email, password: account.password }, maxRedirects: 0 });
  expect(answer.status(), `login of ${account.email}`).toBe(303);
}

export { expect };
