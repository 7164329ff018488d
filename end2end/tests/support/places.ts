// Every page of the site as somebody sees it: the list that pictures, accessibility and steadiness are looked at by.
import { type Page, expect } from "@playwright/test";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { buy, orderIn, payQuietly, place } from "./checkout";
import { type Account, DEMO_BUYER, DEMO_SELLER, lessonsOf, makeApplication, makeBuyer, makeLink, makeOffering, sql } from "./db";
import { awake, playerAwake } from "./islands";
import { FREE_COURSE, lessonPath, pictureReady } from "./player";
import { APP_DIR, type Locale } from "./site";
import { askTooOften, comeFromGoogle, openMail, proveByMail, refundedOrder, send, sendFromElsewhere, sendTooMuch, waitAtTheBank, waitingOrder } from "./ways";

export interface Place {
  name: string;
  /** Where it is, without the language. */
  path: string;
  /** The way there, where the address alone does not lead there. */
  open?: (page: Page, locale: Locale) => Promise<void>;
  /** What to wait for before it is looked at. */
  settled?: (page: Page) => Promise<void>;
  /** Something on it asks for the colours only once, when it wakes. */
  keepsColours?: boolean;
}

const picture = async (page: Page) => void (await pictureReady(page));

const COURSE = "egyptian-arabic-for-everyday-life";
const CHEAP = "knife-skills-in-an-afternoon";
const WITH_FILE = "books-for-a-business-of-one";

/** As a stranger sees the site. */
export function publicPlaces(): Place[] {
  const free = lessonsOf(COURSE).find((lesson) => lesson.isFree);
  return [
    { name: "home", path: "/" },
    { name: "browse", path: "/browse" },
    { name: "browse-filtered", path: "/browse?q=arabic&level=beginner" },
    { name: "browse-empty", path: "/browse?q=zzzzqqqq" },
    { name: "category", path: "/c/languages" },
    { name: "offering", path: `/o/${COURSE}` },
    { name: "offering-free", path: `/o/${FREE_COURSE}` },
    { name: "reviews", path: `/o/${COURSE}/reviews` },
    { name: "preview", path: `/o/${COURSE}/preview/${free?.id}`, settled: picture },
    { name: "seller", path: "/s/layla-hassan" },
    { name: "sell", path: "/sell" },
    { name: "faq", path: "/faq" },
    { name: "contact", path: "/contact" },
    { name: "terms", path: "/p/terms" },
    { name: "privacy", path: "/p/privacy" },
    { name: "refunds", path: "/p/refunds" },
    { name: "mailbox", path: "/sandbox/mail" },
    { name: "mailbox-mail", path: "/sandbox/mail/one", open: openMail },
    { name: "not-found", path: "/nowhere" },
    { name: "not-allowed", path: "/theme", open: sendFromElsewhere },
    { name: "too-many", path: "/forgot", open: askTooOften },
    { name: "too-large", path: "/theme", open: sendTooMuch },
  ];
}

/** On the way in, with links from mails and from another site. */
export function entrancePlaces(): Place[] {
  const somebody = makeBuyer();
  const pending = { email: somebody.email, password_hash: null, display_name: somebody.name, locale: "en", time_zone: "UTC", browser_hash: "" };
  const change = { old_email: somebody.email, new_email: `new-${somebody.email}` };
  return [
    { name: "login", path: "/login?next=%2Fo%2Fpython-from-zero" },
    { name: "register", path: "/register" },
    { name: "forgot", path: "/forgot" },
    { name: "verify", path: "/verify" },
    { name: "verify-link", path: `/verify?token=${makeLink("verify_email", somebody, pending)}` },
    { name: "reset-link", path: `/reset?token=${makeLink("reset_password", somebody)}` },
    { name: "email-link", path: `/settings/email/confirm?token=${makeLink("change_email", somebody, change)}` },
    { name: "link-dead", path: "/reset?token=used" },
    { name: "oauth-link", path: "/oauth/link", open: (page, locale) => comeFromGoogle(page, locale, somebody) },
    { name: "oauth-confirm", path: "/oauth/confirm", open: (page, locale) => proveByMail(page, locale, somebody) },
  ];
}

/** As the demo buyer sees it, who is in the middle of several courses. */
export function learnerPlaces(): Place[] {
  // The same lesson however much the other tests look around: the last one watched of the first course with captions.
  const [own] = sql(
    `select enrolments.id, lessons.id, order_id from enrolments join accounts on accounts.id = account_id
     join offerings on offerings.id = enrolments.offering_id join lesson_progress progress on progress.enrolment_id = enrolments.id
     join lessons on lessons.id = progress.lesson_id join course_sections section on section.id = lessons.section_id
     where email = :'email' and lessons.kind = 'video' and progress.furthest_ms > 0
       and exists (select from captions where captions.media_id = lessons.media_id)
     order by slug, section.position desc, lessons.position desc limit 1`,
    { email: DEMO_BUYER.email },
  ).map((line) => line.split("|"));
  const other = (kind: string, isLocked = false) =>
    sql(
      `select enrolments.id, lessons.id from enrolments join accounts on accounts.id = account_id
       join offerings on offerings.id = enrolments.offering_id join lessons on lessons.offering_id = offerings.id
       where email = :'email' and lessons.kind = :'kind' and (unlock_mode = 'sequential') = :'locked'::boolean
       order by slug, lessons.position desc, lessons.id limit 1`,
      { email: DEMO_BUYER.email, kind, locked: String(isLocked) },
    )[0]?.split("|") ?? [];
  const [text, locked] = [other("text"), other("video", true)];
  expect(text, "a lesson to read of the demo buyer").toHaveLength(2);
  expect(locked, "a locked lesson of the demo buyer").toHaveLength(2);
  return [
    { name: "home-learner", path: "/" },
    { name: "learn", path: "/learn" },
    { name: "player", path: `/learn/${own[0]}/${own[1]}`, settled: picture },
    { name: "lesson-text", path: `/learn/${text[0]}/${text[1]}`, settled: playerAwake },
    { name: "lesson-locked", path: `/learn/${locked[0]}/${locked[1]}` },
    { name: "orders", path: "/orders" },
    { name: "order-paid", path: `/orders/${own[2]}` },
    { name: "settings", path: "/settings" },
    { name: "settings-security", path: "/settings/security" },
    { name: "settings-email", path: "/settings/email" },
    { name: "settings-delete", path: "/settings/delete" },
  ];
}

/** As a new buyer sees it, who has done nothing yet. */
export function emptyPlaces(): Place[] {
  return [
    { name: "learn-empty", path: "/learn" },
    { name: "wishlist-empty", path: "/wishlist" },
    { name: "orders-empty", path: "/orders" },
  ];
}

/** As somebody sees it who applies to become a seller. */
export function applicantPlaces(account: Account): Place[] {
  makeApplication(account, "changes_requested");
  return [
    { name: "sell-changes", path: "/sell" },
    { name: "sell-profile", path: "/sell/application/profile" },
    { name: "sell-teaching", path: "/sell/application/teaching" },
    { name: "sell-presentation", path: "/sell/application/presentation" },
    { name: "sell-review", path: "/sell/application/review" },
  ];
}

/** As a seller sees the own shop, and what is built in it. */
export function sellerPlaces(): Place[] {
  const [course, live, service] = (["video_course", "live_class", "service"] as const).map((kind) => makeOffering(DEMO_SELLER, kind, "draft"));
  const steps = (kind: string, id: string, words: string[]): Place[] =>
    words.map((word) => ({ name: `studio-${kind}-${word}`, path: `/studio/offerings/${id}/${word}` }));
  return [
    { name: "studio", path: "/studio" },
    { name: "studio-settings", path: "/studio/settings" },
    { name: "studio-profile", path: "/studio/profile" },
    { name: "studio-offerings", path: "/studio/offerings" },
    { name: "studio-offerings-none", path: "/studio/offerings?state=rejected" },
    { name: "studio-new", path: "/studio/offerings/new" },
    ...steps("course", course, ["basics", "page", "image", "faq", "price", "review", "preview"]),
    ...steps("live", live, ["class", "place", "schedule", "trial", "price", "review", "preview"]),
    ...steps("service", service, ["packages", "extras", "place", "requirements", "review", "preview"]),
  ];
}

/** As staff sees the desks. */
export function staffPlaces(): Place[] {
  const [id] = sql("select id from seller_applications where handle = 'hamza-tazi'");
  const offering = makeOffering(DEMO_SELLER, "video_course", "in_review");
  return [
    { name: "admin-sellers", path: "/admin/sellers" },
    { name: "admin-application", path: `/admin/sellers/${id}` },
    { name: "admin-offerings", path: "/admin/offerings" },
    { name: "admin-offering", path: `/admin/offerings/${offering}` },
    { name: "admin-offering-preview", path: `/admin/offerings/${offering}/preview` },
  ];
}

/** As a buyer sees it who has an order in every state. */
export async function buyerPlaces(page: Page, account: Account): Promise<Place[]> {
  const open = orderIn(await place(page, CHEAP));
  const failed = orderIn(await place(page, "python-tidy-files"));
  await payQuietly(page, failed, "pm_card_visa_chargeDeclined");
  const expired = orderIn(await place(page, "speak-up-in-english-meetings"));
  sql("update orders set status = 'expired', expires_at = now() where id = :'id'::uuid", { id: expired });
  await buy(page, WITH_FILE);
  for (const slug of [COURSE, FREE_COURSE]) await send(page, `/wishlist/${slug}`, { wish: "1" });
  const waiting = await waitingOrder(page);
  const card = async (page: Page) => awake(page, "CardForm");
  return [
    { name: "checkout", path: `/checkout/${open}`, settled: card, keepsColours: true },
    { name: "checkout-failed", path: `/checkout/${failed}?failed=1`, settled: card, keepsColours: true },
    { name: "checkout-waiting", path: `/checkout/${waiting}/return`, open: (page, locale) => waitAtTheBank(page, locale, waiting) },
    { name: "order-open", path: `/orders/${open}` },
    { name: "order-expired", path: `/orders/${expired}` },
    { name: "order-refunded", path: `/orders/${await refundedOrder(page)}` },
    { name: "lesson-file", path: lessonPath(account.email, WITH_FILE, "file"), settled: playerAwake },
    { name: "wishlist", path: "/wishlist" },
  ];
}

/** Routes that answer with something else than a page. */
const NOT_PAGES = new Set([
  "/suggest",
  "/sitemap.xml",
  "/robots.txt",
  "/o/{offering}/picture.jpg",
  "/o/{offering}/cover.jpg",
  "/studio/offerings/{id}/cover.jpg",
  "/admin/offerings/{id}/cover.jpg",
  "/s/{seller}/photo.jpg",
  "/sell/application/photo",
  "/sell/application/documents/{document}",
  "/admin/sellers/{application}/photo",
  "/admin/sellers/{application}/documents/{document}",
  "/oauth/{provider}/start",
  "/oauth/{provider}/callback",
  "/learn/{enrolment}",
  "/o/{offering}/preview/{lesson}/file",
  "/media/{grant}/{media}/{*file}",
]);

/** The pages' routes, by the code, that no place leads to. */
export function forgotten(places: Place[]): string[] {
  const files = readdirSync(APP_DIR, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".rs"));
  const code = files.map((file) => readFileSync(join(APP_DIR, file), "utf8")).join("\n");
  const routes = [...code.matchAll(/\.get\("(\/[^"]*)", Access::/g)].map(([, route]) => route);
  expect(routes.length, "routes in the code").toBeGreaterThan(30);
  const seen = places.map((place) => place.path.split("?")[0]);
  const isSeen = (route: string) => seen.some((path) => new RegExp(`^${route.replace(/\{[^}]+\}/g, "[^/]+")}$`).test(path));
  return routes.filter((route) => !NOT_PAGES.has(route) && !isSeen(route));
}
