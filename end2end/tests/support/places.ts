// Every page of the site as somebody sees it: the list that pictures and accessibility are taken of.
import type { Page } from "@playwright/test";
import { order } from "./checkout";
import { DEMO_BUYER, lessonsOf, sql } from "./db";
import { awake, playerAwake } from "./islands";
import { FREE_COURSE, pictureReady } from "./player";

export interface Place {
  name: string;
  path: string;
  /** What to wait for before it is looked at. */
  settled?: (page: Page) => Promise<void>;
}

const picture = async (page: Page) => void (await pictureReady(page));

const COURSE = "egyptian-arabic-for-everyday-life";

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
    { name: "faq", path: "/faq" },
    { name: "contact", path: "/contact" },
    { name: "refunds", path: "/p/refunds" },
    { name: "login", path: "/login?next=%2Fo%2Fpython-from-zero" },
    { name: "register", path: "/register" },
    { name: "forgot", path: "/forgot" },
    { name: "verify", path: "/verify" },
    { name: "link-dead", path: "/reset?token=used" },
    { name: "mailbox", path: "/sandbox/mail" },
    { name: "not-found", path: "/nowhere" },
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
    )[0]?.split("|");
  const [text, locked] = [other("text"), other("video", true)];
  return [
    { name: "home-learner", path: "/" },
    { name: "learn", path: "/learn" },
    { name: "player", path: `/learn/${own[0]}/${own[1]}`, settled: picture },
    ...(text ? [{ name: "lesson-text", path: `/learn/${text[0]}/${text[1]}`, settled: playerAwake }] : []),
    ...(locked ? [{ name: "lesson-locked", path: `/learn/${locked[0]}/${locked[1]}` }] : []),
    { name: "orders", path: "/orders" },
    { name: "order-paid", path: `/orders/${own[2]}` },
    { name: "wishlist", path: "/wishlist" },
    { name: "settings", path: "/settings" },
    { name: "settings-security", path: "/settings/security" },
    { name: "settings-email", path: "/settings/email" },
    { name: "settings-delete", path: "/settings/delete" },
  ];
}

/** As a new buyer sees it, with nothing but one order that is not paid. */
export async function newcomerPlaces(page: Page): Promise<Place[]> {
  const id = await order(page, "knife-skills-in-an-afternoon");
  return [
    { name: "checkout", path: `/checkout/${id}`, settled: (page) => awake(page, "CardForm") },
    { name: "order-open", path: `/orders/${id}` },
    { name: "learn-empty", path: "/learn" },
    { name: "wishlist-empty", path: "/wishlist" },
  ];
}
