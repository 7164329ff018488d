// Finding courses: filters, chips, order, pages, search in both languages, and queries that nobody expected.
import type { Page } from "@playwright/test";
import { at } from "./support/site";
import { expect, test } from "./support/test";
import { pattern, say } from "./support/texts";

const cards = (page: Page) => page.getByRole("main").locator(".grid-cards").getByRole("article");
const found = async (page: Page) => Number((/\d+/.exec(await page.getByRole("main").locator(".section-head b").innerText()) ?? ["0"])[0]);
const links = (page: Page) => cards(page).getByRole("link").evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).pathname));
const applied = (page: Page) => page.getByRole("main").getByRole("link", { name: new RegExp(say("en", "catalogue-filter-remove")) });

test("filters narrow the list, stand in the address, and are taken away by their chips", async ({ page }) => {
  await page.goto("/browse");
  const all = await found(page);
  const form = page.locator("#filters");
  await form.getByRole("group", { name: say("en", "catalogue-filter-level") }).getByLabel(say("en", "catalogue-level-beginner")).check();
  await form.getByRole("group", { name: say("en", "catalogue-filter-language") }).getByLabel(say("en", "catalogue-language-en")).check();
  await form.getByRole("button", { name: say("en", "catalogue-filters-apply") }).click();
  await expect(page).toHaveURL(/\/browse\?language=en&level=beginner/);
  await expect(page).not.toHaveURL(/=(&|$)/);
  const some = await found(page);
  expect(some).toBeGreaterThan(0);
  expect(some).toBeLessThan(all);
  expect(await cards(page).count()).toBe(some);
  await expect(applied(page)).toHaveCount(2);

  await applied(page).filter({ hasText: say("en", "catalogue-level-beginner") }).click();
  await expect(page).toHaveURL(/\/browse\?language=en(&sort=popular)?$/);
  await expect(form.getByLabel(say("en", "catalogue-language-en"))).toBeChecked();
  expect(await found(page)).toBeGreaterThan(some);
  await page.getByRole("main").locator(".chips").getByRole("link", { name: say("en", "catalogue-filters-clear") }).click();
  await expect(applied(page)).toHaveCount(0);
  expect(await found(page)).toBe(all);
});

test("price, rating, length and free lessons filter too", { tag: "@plain" }, async ({ page }) => {
  await page.goto("/browse?price=free");
  const prices = await cards(page).locator(".price").allInnerTexts();
  expect(prices.length).toBeGreaterThan(0);
  for (const price of prices) expect(price.trim()).toBe(say("en", "price-free"));
  for (const query of ["rating=4", "length=short", "length=medium", "preview=1", "price=under20", "price=over50"]) {
    const response = await page.goto(`/browse?${query}`);
    expect.soft(response?.status(), query).toBe(200);
    await expect.soft(applied(page), query).toHaveCount(1);
  }
});

test("the list is put in order", async ({ page }) => {
  await page.goto("/browse");
  const main = page.getByRole("main");
  const amounts = async () => (await cards(page).locator(".price").allInnerTexts()).map((text) => Number(/[\d.]+/.exec(text)?.[0] ?? 0));
  for (const [order, up] of [["price_low", 1], ["price_high", -1]] as const) {
    await main.getByLabel(say("en", "catalogue-sort"), { exact: true }).selectOption(order);
    await main.getByRole("button", { name: say("en", "catalogue-sort-apply") }).click();
    await expect(page).toHaveURL(new RegExp(`sort=${order}`));
    const seen = await amounts();
    expect(seen).toEqual([...seen].sort((a, b) => up * (a - b)));
  }
});

test("a long list has pages, and nothing stands on two of them", { tag: "@plain" }, async ({ page }) => {
  await page.goto("/browse");
  const all = await found(page);
  const seen: string[] = await links(page);
  await expect(cards(page)).toHaveCount(24);
  for (;;) {
    const next = page.getByRole("main").getByRole("link", { name: say("en", "action-next"), exact: true });
    if ((await next.count()) === 0) break;
    await next.click();
    await expect(page).toHaveURL(/after=/);
    await expect(page.getByRole("link", { name: say("en", "catalogue-first-page") })).toBeVisible();
    const more = await links(page);
    expect(more.length).toBeGreaterThan(0);
    expect(seen).not.toContain(more[0]);
    seen.push(...more);
  }
  expect(seen.length).toBe(all);
  expect(new Set(seen).size).toBe(all);
});

test("a misspelt word is mended", async ({ page }) => {
  await page.goto("/");
  const search = page.getByRole("main").locator('input[name="q"]');
  await search.fill("pyhton");
  await search.press("Enter");
  await expect(page).toHaveURL(/q=pyhton/);
  await expect(page.getByRole("main")).toContainText(pattern("en", "catalogue-mended"));
  expect(await links(page)).toContain("/o/python-from-zero");
});

test("Arabic is found however it is written", { tag: "@plain" }, async ({ page }) => {
  // Without hamza, with ta marbuta as ha, with vowel marks.
  for (const query of ["الانجليزية", "الإنجليزيه", "الإِنْجِليزية"]) {
    await page.goto(at("ar", `/browse?q=${encodeURIComponent(query)}`));
    expect.soft(await links(page), query).toContain("/ar/o/english-emails-at-work");
  }
});

test("a search can be filtered, and keeps its words", { tag: "@plain" }, async ({ page }) => {
  await page.goto("/browse?q=arabic");
  const form = page.locator("#filters");
  await form.getByLabel(say("en", "catalogue-level-beginner")).check();
  await form.getByRole("button", { name: say("en", "catalogue-filters-apply") }).click();
  await expect(page).toHaveURL(/q=arabic.*level=beginner/);
  await expect(page.getByRole("banner").locator('input[name="q"]')).toHaveValue("arabic");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("arabic");
});

test("where nothing is found there is a way on", { tag: "@plain" }, async ({ page }) => {
  await page.goto("/browse?q=zzzzqqqq");
  const main = page.getByRole("main");
  await expect(main).toContainText(say("en", "catalogue-nothing-for", { query: "zzzzqqqq" }));
  await expect(main.getByRole("link", { name: say("en", "catalogue-nothing-all") })).toBeVisible();
  expect(await main.getByRole("article").count()).toBeGreaterThan(0);
  await page.goto("/browse?price=free&rating=5&level=advanced");
  await main.getByRole("link", { name: say("en", "catalogue-filters-clear") }).first().click();
  expect(await found(page)).toBeGreaterThan(0);
});

test("odd queries give a page, never an error", { tag: "@plain" }, async ({ page, request }) => {
  const odd = ["%", "'", "\"; drop table offerings; --", "\\", "🎸🎸", "\u202e\u200fعود\u202c", "a".repeat(5_000), "'a' & | !", "<script>alert(1)</script>", "\u0000", "   "];
  for (const query of odd) {
    const response = await request.get(`/browse?q=${encodeURIComponent(query)}`);
    expect.soft(response.status(), query.slice(0, 30)).toBe(200);
    expect.soft((await response.text()).match(/<h1/g), query.slice(0, 30)).toHaveLength(1);
  }
  await page.goto(`/browse?q=${encodeURIComponent("<script>alert(1)</script>")}`);
  await expect(page.getByRole("main")).toContainText("<script>alert(1)</script>");
  for (const query of ["after=nonsense", "price=x&rating=99&level=&sort=up", "category=nowhere", "q=&after=%ff%fe"]) {
    const response = await request.get(`/browse?${query}`);
    expect.soft(response.status(), query).toBe(200);
    expect.soft(await response.text(), query).toContain("<article");
  }
});

test("categories have pages of their own", { tag: "@plain" }, async ({ page }) => {
  await page.goto("/browse?category=arabic");
  await expect(page).toHaveURL(/\/c\/arabic$/);
  const way = page.getByRole("navigation", { name: say("en", "catalogue-breadcrumb") });
  await way.getByRole("link", { name: "Languages" }).click();
  await expect(page).toHaveURL(/\/c\/languages$/);
  const whole = await found(page);
  await page.getByRole("main").locator(".chips").getByRole("link", { name: "German" }).click();
  await expect(page).toHaveURL(/\/c\/german$/);
  expect(await found(page)).toBeLessThan(whole);
});

test("on a phone the filters open as a sheet", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(at("ar", "/browse"));
  const sheet = page.locator("#filters");
  await expect(sheet).toBeHidden();
  await page.getByRole("button", { name: say("ar", "catalogue-filters"), exact: true }).click();
  await expect(sheet).toBeVisible();
  await sheet.getByLabel(say("ar", "catalogue-level-advanced")).check();
  await sheet.getByRole("button", { name: say("ar", "catalogue-filters-apply") }).click();
  await expect(page).toHaveURL(/\/ar\/browse\?level=advanced/);
});
