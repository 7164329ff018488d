// Accessibility by axe of what pages show only when they are used: menus, refused forms, folded parts. looks.spec.ts has the pages.
import { violations } from "./support/axe";
import { CARDS, challenge, order, pay } from "./support/checkout";
import { learnerPlaces } from "./support/places";
import { LOCALES, at } from "./support/site";
import { expect, test } from "./support/test";
import { unfold } from "./support/player";

test.beforeEach(async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
});

for (const locale of LOCALES) {
  test.describe("a learner", () => {
    test.use({ as: "learner" });

    test(`menus and sheets on a phone (${locale})`, async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(at(locale, "/browse"));
      await page.locator('[popovertarget="filters"]').first().click();
      expect.soft(await violations(page), "filters").toEqual([]);
      await page.keyboard.press("Escape");
      await page.locator('[popovertarget="account-menu"]').click();
      expect.soft(await violations(page), "account menu").toEqual([]);
    });

    test(`a refused form, and the folded parts of the player (${locale})`, async ({ page, problems }) => {
      problems.allow(/answer 422: POST/);
      await page.goto(at(locale, "/settings/security"));
      const form = page.locator('form[action$="/security/password"]');
      for (const field of await form.locator('input[type="password"]').all()) await field.fill("short");
      await form.getByRole("button").click();
      await expect(page.locator(".field-error").first()).toBeVisible();
      expect.soft(await violations(page), "refused form").toEqual([]);

      const player = learnerPlaces().find((place) => place.name === "player");
      await page.goto(at(locale, player?.path ?? ""));
      await player?.settled?.(page);
      for (const part of ["learn-transcript", "learn-notes"]) {
        await unfold(page, part, locale);
        expect.soft(await violations(page), part).toEqual([]);
      }
      await page.keyboard.press("?");
      expect.soft(await violations(page), "list of keys").toEqual([]);
    });
  });
}

test.describe("at the checkout", () => {
  test.use({ as: "buyer" });

  test("a declined card and the bank's question", async ({ page, problems }) => {
    problems.allow(/answer 402/);
    await order(page, "knife-skills-in-an-afternoon");
    await pay(page, CARDS.declined);
    await expect(page.locator("#payment-error")).toBeVisible();
    expect.soft(await violations(page), "declined card").toEqual([]);
    await page.reload();
    await pay(page, CARDS.challenge);
    await expect(challenge(page).getByRole("button").first()).toBeVisible();
    expect.soft(await violations(page), "3-D Secure").toEqual([]);
  });
});
