// Every public page in both languages as machines and plain browsers get it: it answers, says what it is, and fits a phone.
// looks.spec.ts has the same pages with scripts.
import type { Page } from "@playwright/test";
import { lessonsOf } from "./support/db";
import { LOCALES, type Locale, at } from "./support/site";
import { expect, test } from "./support/test";
import { keys, say } from "./support/texts";

const COURSE = "egyptian-arabic-for-everyday-life";
/** Path, and whether search engines may list it. */
const PAGES: [string, boolean][] = [
  ["/", true],
  ["/browse", true],
  ["/browse?q=arabic", false],
  ["/c/languages", true],
  ["/c/arabic", true],
  [`/o/${COURSE}`, true],
  [`/o/${COURSE}/reviews`, true],
  ["/o/python-from-zero", true],
  ["/s/layla-hassan", true],
  ["/sell", true],
  ["/faq", true],
  ["/contact", true],
  ["/p/terms", true],
  ["/p/privacy", true],
  ["/p/refunds", true],
  ["/login", false],
  ["/register", false],
  ["/forgot", false],
  ["/verify", false],
  ["/sandbox/mail", false],
];

async function expectWhole(page: Page, path: string, locale: Locale): Promise<void> {
  await expect.soft(page.locator("h1"), `${path}: one h1`).toHaveCount(1);
  await expect.soft(page.locator("h1"), `${path}: h1 says something`).not.toBeEmpty();
  await expect.soft(page, `${path}: title`).toHaveTitle(/.{4,}/);
  await expect.soft(page.locator("html")).toHaveAttribute("lang", locale);
  await expect.soft(page.locator("html")).toHaveAttribute("dir", locale === "ar" ? "rtl" : "ltr");
  await expect.soft(page.locator("main#main"), `${path}: main`).toHaveCount(1);
  const text = await page.locator("body").innerText();
  const lost = keys().filter((key) => key.includes("-") && new RegExp(`(^|\\s)${key}($|\\s)`, "m").test(text));
  expect.soft(lost, `${path}: texts that are missing`).toEqual([]);
}

/** What sticks out at the side of the open page. */
async function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const wide = [...document.querySelectorAll("body *")].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && (box.right > root.clientWidth + 1 || box.left < -1);
    });
    return [`${root.scrollWidth} > ${root.clientWidth}`, ...wide.slice(0, 4).map((element) => `${element.tagName}.${element.className}`)];
  });
}

for (const locale of LOCALES) {
  test(`every public page is whole and fits a phone (${locale})`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    const free = lessonsOf(COURSE).find((lesson) => lesson.isFree);
    const pages: [string, boolean][] = [...PAGES, [`/o/${COURSE}/preview/${free?.id}`, false]];
    for (const [path, isListed] of pages) {
      const response = await page.goto(at(locale, path));
      expect.soft(response?.status(), path).toBe(200);
      await expectWhole(page, path, locale);
      expect.soft(await overflow(page), `${locale} ${path}: sticks out at 390 px`).toEqual([]);
      const canonical = page.locator('link[rel="canonical"]');
      if (isListed) {
        await expect.soft(canonical, path).toHaveAttribute("href", new RegExp(`${at(locale, path)}$`));
        await expect.soft(page.locator('link[hreflang="ar"]'), path).toHaveCount(1);
        await expect.soft(page.locator('meta[name="description"]'), path).toHaveAttribute("content", /.{20,}/);
      } else {
        await expect.soft(page.locator('meta[name="robots"]'), path).toHaveAttribute("content", "noindex");
      }
    }
  });

  test(`what is not there has a page in style (${locale})`, async ({ page, problems }) => {
    problems.allow(/answer 404: GET/);
    for (const path of ["/nowhere", "/o/nowhere", "/s/nowhere", "/c/nowhere", "/p/nowhere", "/o/egyptian-arabic-for-everyday-life/preview/not-an-id"]) {
      const response = await page.goto(at(locale, path));
      expect.soft(response?.status(), path).toBe(404);
      await expectWhole(page, path, locale);
      await expect.soft(page.getByRole("heading", { level: 1 })).toHaveText(say(locale, "error-not-found"));
      await expect.soft(page.getByRole("main").getByRole("link", { name: say(locale, "error-browse") })).toBeVisible();
    }
  });
}

test.describe("logged in", () => {
  test.use({ as: "buyer" });

  test("what belongs to nobody is not found", async ({ page, problems }) => {
    problems.allow(/answer 404: GET/);
    for (const path of ["/orders/01900000-0000-7000-8000-000000000000", "/orders/nonsense", "/checkout/nonsense", "/learn/nonsense", "/learn/nonsense/nonsense"]) {
      const response = await page.goto(path);
      expect.soft(response?.status(), path).toBe(404);
    }
  });
});

test("machines find the sitemap, the rules and the manifest", async ({ request }) => {
  const sitemap = await request.get("/sitemap.xml");
  expect(await sitemap.text()).toContain(`/ar/o/${COURSE}</loc>`);
  expect(await (await request.get("/robots.txt")).text()).toContain("Sitemap: ");
  for (const path of ["/favicon.svg", "/og.png", "/site.webmanifest", "/icon-192.png", "/icon-512.png", "/apple-touch-icon.png"]) {
    expect.soft((await request.get(path)).status(), path).toBe(200);
  }
});

test("a keyboard reaches the content first", async ({ page }) => {
  await page.goto("/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: say("en", "skip-to-content") })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#main$/);
});
