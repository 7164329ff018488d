// Coming in and going out, with and without JavaScript.
import { PASSWORD, logIn, logOut, mailedLink, newPerson, register } from "./support/accounts";
import { makeBuyer } from "./support/db";
import { at } from "./support/site";
import { enter, expect, test } from "./support/test";
import { pattern, say } from "./support/texts";

test("a newcomer registers, confirms by mail, and is logged in where they were going", { tag: "@plain" }, async ({ page }) => {
  await page.goto(at("ar", "/register?next=%2Far%2Forders"));
  await register(page, newPerson(), "ar");
  await expect(page).toHaveURL(/\/ar\/orders$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(say("ar", "nav-orders"));
});

test("a link from a mail works once", { tag: "@plain" }, async ({ page, problems }) => {
  problems.allow(/answer 410: GET \/verify/);
  const person = newPerson();
  await page.goto("/register");
  await register(page, person);
  await page.goto(await mailedLink(page, person.email, "/verify"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(say("en", "accounts-link-dead"));
});

test("registering asks again for what is missing and keeps what was typed", { tag: "@plain" }, async ({ page, problems }) => {
  problems.allow(/answer 422: POST \/register/);
  await page.goto("/register");
  const main = page.getByRole("main");
  await main.getByLabel(say("en", "accounts-name"), { exact: true }).fill("Rana");
  await main.getByLabel(say("en", "accounts-email")).fill("rana@e2e.test");
  await main.getByLabel(say("en", "accounts-password"), { exact: true }).fill("short");
  await main.getByRole("button", { name: say("en", "accounts-register-button") }).click();
  await expect(main.getByText(say("en", "error-password-short"))).toBeVisible();
  await expect(main.getByLabel(say("en", "accounts-name"), { exact: true })).toHaveValue("Rana");
  await expect(main.getByLabel(say("en", "accounts-email"))).toHaveValue("rana@e2e.test");
  await expect(main.getByLabel(say("en", "accounts-password"), { exact: true })).toHaveValue("");
});

test("a wrong password is refused, the right one leads in, and out again", async ({ page, problems }) => {
  problems.allow(/answer 422: POST \/login/);
  const buyer = makeBuyer();
  await logIn(page, { ...buyer, password: "not the right one at all" });
  await expect(page.getByRole("main").getByText(say("en", "accounts-error-login"))).toBeVisible();
  await expect(page.getByRole("main").getByLabel(say("en", "accounts-email"))).toHaveValue(buyer.email);
  await logIn(page, buyer);
  await expect(page.getByRole("button", { name: say("en", "nav-account") })).toBeVisible();
  await logOut(page);
  await page.goto("/orders");
  await expect(page).toHaveURL(/\/login\?next=/);
});

test("a page behind the login is reached after it", { tag: "@plain" }, async ({ page }) => {
  await page.goto(at("ar", "/orders?before=2026-01-01T00:00:00Z"));
  await expect(page.getByText(say("ar", "accounts-login-next"))).toBeVisible();
  await logIn(page, makeBuyer("ar"), "ar");
  await expect(page).toHaveURL(/\/ar\/orders\?before=2026-01-01T00(:|%3A)00(:|%3A)00Z$/);
});

test("a forgotten password is replaced by mail", { tag: "@plain" }, async ({ page, problems }) => {
  problems.allow(/answer 422: POST \/login/);
  const buyer = makeBuyer();
  await page.goto("/login");
  await page.getByRole("link", { name: say("en", "accounts-login-forgot") }).click();
  const main = page.getByRole("main");
  await main.getByLabel(say("en", "accounts-email")).fill(buyer.email);
  await main.getByRole("button", { name: say("en", "accounts-forgot-button") }).click();
  await expect(main.getByText(say("en", "accounts-forgot-sent"))).toBeVisible();

  await page.goto(await mailedLink(page, buyer.email, "/reset"));
  await expect(main.getByText(buyer.email)).toBeVisible();
  await main.getByLabel(say("en", "accounts-password-new")).fill(PASSWORD);
  await main.getByRole("button", { name: say("en", "accounts-reset-button") }).click();
  await expect(main.getByText(say("en", "accounts-done-reset"))).toBeVisible();
  await logIn(page, buyer);
  await expect(main.getByText(say("en", "accounts-error-login"))).toBeVisible();
  await logIn(page, { ...buyer, password: PASSWORD });
  await expect(page.getByRole("button", { name: say("en", "nav-account") })).toBeVisible();
});

test("the same answer is given for an address without an account", { tag: "@plain" }, async ({ page }) => {
  await page.goto("/forgot");
  const main = page.getByRole("main");
  await main.getByLabel(say("en", "accounts-email")).fill(newPerson().email);
  await main.getByRole("button", { name: say("en", "accounts-forgot-button") }).click();
  await expect(main.getByText(say("en", "accounts-forgot-sent"))).toBeVisible();
});

test("the language changes in place", { tag: "@plain" }, async ({ page }) => {
  await page.goto("/browse?level=beginner&sort=newest");
  await page.getByRole("banner").getByRole("link", { name: "العربية" }).click();
  await expect(page).toHaveURL(/\/ar\/browse\?level=beginner&sort=newest$/);
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await page.getByRole("banner").getByRole("link", { name: "English" }).click();
  await expect(page).toHaveURL(/\/browse\?level=beginner&sort=newest$/);
  await expect(page.locator("html")).toHaveAttribute("dir", "ltr");
});

test("light and dark are remembered", async ({ page }) => {
  await page.goto("/faq");
  await page.getByRole("contentinfo").getByRole("button", { name: say("en", "theme-dark") }).click();
  await expect(page).toHaveURL(/\/faq$/);
  await page.goto("/contact");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.getByRole("contentinfo").getByRole("button", { name: say("en", "theme-light") }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
});

test.describe("logged in", () => {
  test.use({ as: "buyer" });

  test("name and language are kept in the settings", { tag: "@plain" }, async ({ page, account }) => {
    await page.goto("/settings");
    const main = page.getByRole("main");
    await expect(main.getByLabel(say("en", "accounts-name"), { exact: true })).toHaveValue(account.name);
    await main.getByLabel(say("en", "accounts-name"), { exact: true }).fill("Tess Renamed");
    await main.getByLabel(say("en", "accounts-time-zone")).selectOption("Africa/Cairo");
    await main.getByRole("button", { name: say("en", "action-save") }).click();
    await expect(main.getByText(say("en", "accounts-saved"))).toBeVisible();
    await expect(main.getByLabel(say("en", "accounts-name"), { exact: true })).toHaveValue("Tess Renamed");
    await expect(main.getByLabel(say("en", "accounts-time-zone"))).toHaveValue("Africa/Cairo");
  });

  test("another login can be ended", { tag: "@plain" }, async ({ page, account, browser, baseURL }) => {
    const other = await browser.newContext({ baseURL });
    await enter(other, account);
    const elsewhere = await other.newPage();
    await page.goto("/settings/security");
    await page.getByRole("main").getByRole("button", { name: pattern("en", "accounts-login-end-label") }).click();
    await expect(page.getByText(say("en", "accounts-logins-ended"))).toBeVisible();
    await elsewhere.goto("/orders");
    await expect(elsewhere).toHaveURL(/\/login/);
    await other.close();
  });
});
