// Driving the course player.
import { type BrowserContext, type Locator, type Page, type Response, expect } from "@playwright/test";
import { buyButton, place } from "./checkout";
import { sql } from "./db";
import { playerAwake } from "./islands";
import { type Locale, at } from "./site";
import { say } from "./texts";

/** A course that costs nothing, with several videos. */
export const FREE_COURSE = "ten-phrases-before-you-land";

/** Takes the free course and opens its first lesson, wherever JavaScript stands. */
export async function takeFreeCourse(page: Page, locale: Locale = "en"): Promise<void> {
  await page.goto(at(locale, `/o/${FREE_COURSE}`));
  await buyButton(page).click();
  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}$/);
  await page.getByRole("main").getByRole("link", { name: say(locale, "orders-learn") }).click();
  await expect(page).toHaveURL(/\/learn\/[0-9a-f-]{36}\/[0-9a-f-]{36}$/);
}

/** The same without the pages on the way, with a player that is awake and has its picture. */
export async function openPlayer(page: Page): Promise<Locator> {
  await page.goto(await freeLesson(page));
  return pictureReady(page);
}

/** Takes the free course without drawing a page; gives the address of its first lesson. */
export async function freeLesson(page: Page, locale: Locale = "en"): Promise<string> {
  const order = await page.request.get(await place(page, FREE_COURSE, locale));
  const [, course] = /href="((?:\/ar)?\/learn\/[0-9a-f-]{36})"/.exec(await order.text()) ?? [];
  if (!course) throw new Error("the order leads to no course");
  const lesson = await page.request.get(course, { maxRedirects: 0 });
  return lesson.headers()["location"] ?? "";
}

/** Where a lesson of a course stands that somebody has. */
export function lessonPath(email: string, slug: string, kind: string): string {
  const [path] = sql(
    `select '/learn/' || enrolments.id || '/' || lessons.id from enrolments join accounts on accounts.id = account_id
     join offerings on offerings.id = enrolments.offering_id join lessons on lessons.offering_id = offerings.id
     where email = :'email' and slug = :'slug' and lessons.kind = :'kind' limit 1`,
    { email, slug, kind },
  );
  if (!path) throw new Error(`${email} has no ${kind} of ${slug}`);
  return path;
}

/** The video, once its length is known. */
export async function pictureReady(page: Page): Promise<Locator> {
  await playerAwake(page);
  const video = page.locator("video");
  await expect.poll(() => state(video, "duration"), { message: "the video's length", timeout: 20_000 }).toBeGreaterThan(10);
  return video;
}

export function state(video: Locator, name: "currentTime" | "duration" | "playbackRate" | "volume"): Promise<number> {
  return video.evaluate((element, property) => (element as HTMLVideoElement)[property as "currentTime"] || 0, name);
}

/** Moves to a moment, as the browser's own controls do. */
export async function seek(video: Locator, seconds: number): Promise<void> {
  await video.evaluate(
    (element, to) =>
      new Promise((done) => {
        element.addEventListener("seeked", done, { once: true });
        (element as HTMLVideoElement).currentTime = to;
      }),
    seconds,
  );
}

export function isPaused(video: Locator): Promise<boolean> {
  return video.evaluate((element) => (element as HTMLVideoElement).paused);
}

/** Starts to play by the keyboard and waits until the picture has really moved on. */
export async function play(page: Page, video: Locator): Promise<void> {
  await page.keyboard.press("k");
  await playing(video);
}

export async function playing(video: Locator): Promise<void> {
  const before = await state(video, "currentTime");
  await expect.poll(() => state(video, "currentTime"), { message: "the picture moves", timeout: 20_000 }).toBeGreaterThan(before + 0.5);
}

/** Makes the picture stand still; gives what lets the player hear of it what it would hear of one that plays. */
export async function film(video: Locator): Promise<(seconds: number, event: string) => Promise<void>> {
  interface Film {
    at: number;
    plays: boolean;
  }
  await video.evaluate((element) => {
    const film: Film = { at: 0, plays: false };
    Object.assign(window, { film });
    Object.defineProperty(element, "currentTime", { get: () => film.at, set: () => undefined });
    Object.defineProperty(element, "paused", { get: () => !film.plays });
  });
  return (seconds, event) =>
    video.evaluate(
      (element, { seconds, event }) => {
        const { film } = window as unknown as { film: Film };
        Object.assign(film, { at: seconds, plays: true });
        element.dispatchEvent(new Event(event));
        film.plays = false;
      },
      { seconds, event },
    );
}

export interface Heard {
  /** From, to, speed, and whether it waited. */
  beats: string[];
  /** While set, nothing gets through; `lost` counts what tried. */
  isOffline: boolean;
  lost: number;
}

/** Hears heartbeats in the server's place, and credits each. */
export async function hearBeats(where: Page | BrowserContext): Promise<Heard> {
  const heard: Heard = { beats: [], isOffline: false, lost: 0 };
  await where.route(/\/api\/learning\/record_beat$/, async (route) => {
    if (heard.isOffline) {
      await route.abort("internetdisconnected");
      heard.lost += 1;
      return;
    }
    const fields = new URLSearchParams(route.request().postData() ?? "");
    heard.beats.push(["from_ms", "to_ms", "speed_percent", "queued"].map((name) => fields.get(`beat[${name}]`)).join(" "));
    await route.fulfill({ json: { is_done: false, is_credited: true, done: 0, all: 6, percent: 0, seen_percent: 0, open_lessons: [] } });
  });
  return heard;
}

/** The heartbeats that all pages of a course have kept, in order, as `from-to`. */
export async function keptBeats(page: Page): Promise<string[]> {
  interface Kept {
    from_ms: number;
    to_ms: number;
  }
  const kept = await page.evaluate(() => {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith("dc-beats-"));
    return keys.flatMap((key) => JSON.parse(localStorage.getItem(key) ?? "[]") as Kept[]);
  });
  return kept.sort((one, other) => one.from_ms - other.from_ms).map((beat) => `${beat.from_ms}-${beat.to_ms}`);
}

/** The next answer of a server function of the player. */
export function answer(page: Page, name: string): Promise<Response> {
  return page.waitForResponse((response) => response.url().endsWith(`/api/learning/${name}`), { timeout: 20_000 });
}

/** Makes the page believe that its tab went out of sight, or came back. */
export async function setHidden(page: Page, isHidden: boolean): Promise<void> {
  await page.evaluate((is) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => is });
    document.dispatchEvent(new Event("visibilitychange"));
  }, isHidden);
}

/** Opens one of the folded parts beside the video: lessons, transcript, notes. */
export async function unfold(page: Page, key: string, locale: Locale = "en"): Promise<Locator> {
  const part = page.locator("details").filter({ has: page.locator("summary", { hasText: say(locale, key) }) });
  if (!(await part.evaluate((element) => (element as HTMLDetailsElement).open))) await part.locator("summary").click();
  return part;
}

/** Waits until the server knows all that was played on this page. */
export async function allTold(page: Page): Promise<void> {
  const waiting = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("dc-beats-")).length);
  await expect.poll(waiting, { message: "heartbeats that wait", timeout: 20_000 }).toBe(0);
}
