// The course player: keyboard, captions, transcript, speed, notes, marks, the next lesson, and progress that nobody can forge.
import { lessonsOf, sql } from "./support/db";
import { FREE_COURSE, allTold, answer, film, hearBeats, isPaused, keptBeats, openPlayer, pictureReady, play, playing, seek, setHidden, state, unfold } from "./support/player";
import { enter, expect, test } from "./support/test";
import { say } from "./support/texts";

test.use({ as: "buyer" });

test("keys play, jump, mute, show captions and the list of keys", async ({ page }) => {
  const video = await openPlayer(page);
  await page.keyboard.press("Space");
  await playing(video);
  expect(await isPaused(video)).toBe(false);
  await page.keyboard.press("k");
  expect(await isPaused(video)).toBe(true);

  await seek(video, 12);
  const jump = async (key: string, to: number) => {
    await page.keyboard.press(key);
    await expect.poll(() => state(video, "currentTime"), { message: key }).toBeCloseTo(to, 0);
  };
  await jump("ArrowRight", 17);
  await jump("ArrowLeft", 12);
  await jump("l", 22);
  await jump("j", 12);

  await page.keyboard.press("m");
  expect(await video.evaluate((element) => (element as HTMLVideoElement).muted)).toBe(true);
  const help = page.locator("#player-help");
  await page.keyboard.press("?");
  await expect(help).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
});

test("the keys can be turned off, and stay off", async ({ page }) => {
  const video = await openPlayer(page);
  const isMuted = () => video.evaluate((element) => (element as HTMLVideoElement).muted);
  const help = page.locator("#player-help");
  const keys = help.getByRole("switch", { name: say("en", "learn-keys-on") });
  await page.keyboard.press("?");
  await keys.uncheck();
  await page.keyboard.press("m");
  expect(await isMuted()).toBe(false);
  await page.reload();
  await pictureReady(page);
  for (const key of ["m", "k", "?"]) await page.keyboard.press(key);
  expect(await isMuted()).toBe(false);
  expect(await isPaused(video)).toBe(true);
  await expect(help).toBeHidden();

  await page.getByRole("button", { name: say("en", "learn-keys") }).click();
  await keys.check();
  // The switch has the focus, and the keys act all the same.
  await page.keyboard.press("m");
  await expect.poll(isMuted).toBe(true);
});

test("on the video the browser's own keys act, once", async ({ page }) => {
  const video = await openPlayer(page);
  await video.focus();
  await page.keyboard.press("Space");
  await playing(video);
  await page.keyboard.press("Space");
  await expect.poll(() => isPaused(video)).toBe(true);
});

test("keys belong to whoever is typing", async ({ page }) => {
  const video = await openPlayer(page);
  const notes = await unfold(page, "learn-notes");
  await notes.getByLabel(say("en", "learn-note-label")).pressSequentially("k m j c ? n");
  expect(await isPaused(video)).toBe(true);
  await expect(notes.getByLabel(say("en", "learn-note-label"))).toHaveValue("k m j c ? n");
});

test("captions come in both languages, and the choice is remembered", async ({ page }) => {
  const video = await openPlayer(page);
  const shown = () =>
    video.evaluate((element) => [...(element as HTMLVideoElement).textTracks].filter((track) => track.mode === "showing").map((track) => `${track.language}:${(track.cues?.length ?? 0) > 0}`));
  await expect.poll(shown).toEqual(["en:true"]);
  const saved = answer(page, "save_player_settings");
  await page.getByLabel(say("en", "learn-captions")).selectOption("ar");
  expect((await saved).status()).toBe(200);
  await expect.poll(shown).toEqual(["ar:true"]);
  await page.keyboard.press("Tab");
  const off = answer(page, "save_player_settings");
  await page.locator("video").focus();
  await page.keyboard.press("c");
  await off;
  expect(await shown()).toEqual([]);
  const on = answer(page, "save_player_settings");
  await page.getByLabel(say("en", "learn-captions")).selectOption("ar");
  await on;
  await page.reload();
  await pictureReady(page);
  await expect(page.getByLabel(say("en", "learn-captions"))).toHaveValue("ar");
  await expect.poll(shown).toEqual(["ar:true"]);
});

test("a line of the transcript leads to its moment and is marked", async ({ page }) => {
  const video = await openPlayer(page);
  const transcript = await unfold(page, "learn-transcript");
  const line = transcript.locator("[data-transcript=en] [data-at]").nth(2);
  const at = Number(await line.getAttribute("data-at")) / 1000;
  await line.click();
  await expect.poll(() => state(video, "currentTime")).toBeGreaterThanOrEqual(at - 0.1);
  expect(await state(video, "currentTime")).toBeLessThan(at + 5);
  await expect(line).toHaveAttribute("aria-current", "true");
  await transcript.getByRole("link", { name: "العربية" }).click();
  await expect(transcript.locator("[data-transcript=ar]")).toBeVisible();
  await expect(transcript.locator("[data-transcript=ar]")).toHaveAttribute("dir", "rtl");
  await expect(transcript.locator("[data-transcript=en]")).toBeHidden();
});

test("the speed is remembered, also for the next lesson", async ({ page }) => {
  const video = await openPlayer(page);
  const saved = answer(page, "save_player_settings");
  await page.getByLabel(say("en", "learn-speed")).selectOption("150");
  await saved;
  expect(await state(video, "playbackRate")).toBe(1.5);
  await page.keyboard.press("Tab");
  await page.locator(".player-bar [data-next-link]").click();
  await expect(page).toHaveURL(/play=1$/);
  const next = await pictureReady(page);
  await expect.poll(() => state(next, "playbackRate")).toBe(1.5);
  await expect(page.getByLabel(say("en", "learn-speed"))).toHaveValue("150");
});

test("notes stand at their moment", async ({ page }) => {
  const video = await openPlayer(page);
  await seek(video, 14);
  const notes = await unfold(page, "learn-notes");
  await expect(notes.locator("[data-note-time]")).toHaveText("0:14");
  await notes.getByLabel(say("en", "learn-note-label")).fill("Say it again <b>aloud</b>.");
  await notes.getByRole("button", { name: say("en", "learn-note-add") }).click();
  const note = notes.locator("[data-notes] [data-note]");
  await expect(note).toHaveCount(1);
  await expect(note).toContainText("Say it again <b>aloud</b>.");
  await page.reload();
  await pictureReady(page);
  await expect(note).toContainText("0:14");
  await note.locator("[data-at]").click();
  await expect.poll(() => state(video, "currentTime")).toBeGreaterThanOrEqual(13.9);
  await note.getByRole("button", { name: say("en", "action-delete") }).click();
  await expect(note).toHaveCount(0);
  await page.reload();
  await expect(page.locator("[data-notes] [data-note]")).toHaveCount(0);
});

test("a lesson is marked complete and the mark is taken back", async ({ page }) => {
  await openPlayer(page);
  const count = page.locator("[data-count]");
  const all = (await count.innerText()).split("/")[1];
  await page.getByRole("button", { name: say("en", "learn-complete") }).click();
  await expect(count).toHaveText(`1/${all}`);
  await expect(page.getByRole("button", { name: say("en", "learn-undo") })).toBeFocused();
  await page.reload();
  await pictureReady(page);
  await expect(count).toHaveText(`1/${all}`);
  await expect(page.locator('.lesson[aria-current="page"]')).toContainText(say("en", "learn-state-done"));
  await page.getByRole("button", { name: say("en", "learn-undo") }).click();
  await expect(count).toHaveText(`0/${all}`);
  await page.reload();
  await expect(page.getByRole("button", { name: say("en", "learn-complete") })).toBeVisible();
});

test("at the end the next lesson is offered, may be stopped, and is one key away", async ({ page }) => {
  const video = await openPlayer(page);
  await play(page, video);
  await video.evaluate((element) => ((element as HTMLVideoElement).currentTime = (element as HTMLVideoElement).duration - 0.8));
  const panel = page.locator("[data-next]");
  await expect(panel).toBeVisible();
  await expect(panel.getByRole("link", { name: say("en", "learn-next-now") })).toBeFocused();
  await panel.getByRole("button", { name: say("en", "learn-next-stay") }).click();
  await expect(panel).toBeHidden();
  const here = page.url();
  await page.keyboard.press("n");
  await expect(page).toHaveURL(/play=1$/);
  expect(page.url().split("?")[0]).not.toBe(here.split("?")[0]);
  const next = await pictureReady(page);
  await playing(next);
});

for (const reducedMotion of ["no-preference", "reduce"] as const) {
  test(`the next lesson ${reducedMotion === "reduce" ? "waits for those who want less motion" : "begins by itself after five seconds"}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion });
    await page.clock.install();
    const video = await openPlayer(page);
    const here = page.url();
    await play(page, video);
    await video.evaluate((element) => ((element as HTMLVideoElement).currentTime = (element as HTMLVideoElement).duration - 0.5));
    await expect(page.locator("[data-next]")).toBeVisible();
    if (reducedMotion === "reduce") {
      await expect(page.locator("[data-countdown]")).toBeHidden();
      await page.clock.runFor(10_000);
      expect(page.url()).toBe(here);
    } else {
      await expect(page.locator("[data-countdown]")).toBeVisible();
      await page.clock.runFor(5_000);
      await expect(page).toHaveURL(/play=1$/);
    }
  });
}

test("the picture leaves the page and fills the screen when that is wanted", async ({ page }) => {
  await page.addInitScript(() => {
    const calls: string[] = [];
    const note = (name: string) => async () => void calls.push(name);
    Object.defineProperty(document, "pictureInPictureEnabled", { get: () => true });
    Object.assign(HTMLVideoElement.prototype, { requestPictureInPicture: note("picture in picture") });
    Object.assign(Element.prototype, { requestFullscreen: note("full screen") });
    Object.assign(window, { calls });
  });
  await openPlayer(page);
  const calls = () => page.evaluate(() => (window as unknown as { calls: string[] }).calls);
  await page.locator("[data-pip]").click();
  await expect.poll(calls).toEqual(["picture in picture"]);
  await page.locator("video").focus();
  await page.keyboard.press("f");
  await expect.poll(calls).toEqual(["picture in picture", "full screen"]);
});

test("the place is kept and found again", async ({ page }) => {
  const video = await openPlayer(page);
  await seek(video, 24);
  await allTold(page);
  await page.goto("/learn");
  const card = page.getByRole("main").getByRole("article");
  await expect(card).toContainText("0:21");
  await card.getByRole("link").first().click();
  const again = await pictureReady(page);
  await expect.poll(() => state(again, "currentTime")).toBeCloseTo(21, 0);
});

test("a place that was just chosen is kept even by who leaves at once", async ({ page }) => {
  const video = await openPlayer(page);
  const lesson = page.url();
  await play(page, video);
  const told = answer(page, "record_beat");
  await page.keyboard.press("k");
  await told;
  await seek(video, 24);
  await page.goto("/faq");
  await page.goto(lesson);
  const again = await pictureReady(page);
  await expect.poll(() => state(again, "currentTime")).toBeCloseTo(21, 0);
});

test("what was watched without a connection is sent later", async ({ page, context, problems }) => {
  problems.allow(/request failed: net::ERR_INTERNET_DISCONNECTED/, /ERR_INTERNET_DISCONNECTED/);
  const told = await hearBeats(page);
  await page.clock.install();
  const video = await openPlayer(page);
  const at = await film(video);
  told.isOffline = true;
  await at(0, "playing");
  for (const [seconds, waiting] of [[15, "0-15000"], [30, "0-30000"], [45, "0-30000 30000-45000"]] as const) {
    await page.clock.runFor(15_000);
    await at(seconds, "timeupdate");
    await expect.poll(async () => (await keptBeats(page)).join(" ")).toBe(waiting);
    // Each beat is a new try, and none of them gets through.
    await expect.poll(() => told.lost).toBeGreaterThanOrEqual(seconds / 15);
  }
  expect(told.beats).toEqual([]);
  await page.clock.runFor(10_000);
  // The browser says so when the connection is there again.
  await context.setOffline(true);
  told.isOffline = false;
  await context.setOffline(false);
  await allTold(page);
  expect(told.beats).toEqual(["0 30000 100 true", "30000 45000 100 true"]);
});

test("what two tabs could not send is sent by the next", async ({ page, context, problems }) => {
  problems.allow(/request failed: net::ERR_INTERNET_DISCONNECTED/, /ERR_INTERNET_DISCONNECTED/);
  const told = await hearBeats(context);
  const first = await film(await openPlayer(page));
  const second = await context.newPage();
  await second.goto(page.url());
  const other = await film(await pictureReady(second));
  told.isOffline = true;
  await first(0, "playing");
  await first(15, "timeupdate");
  await other(60, "playing");
  await other(75, "timeupdate");
  await expect.poll(() => keptBeats(page)).toEqual(["0-15000", "60000-75000"]);
  const lesson = page.url();
  await Promise.all([page.close(), second.close()]);
  told.isOffline = false;
  const third = await context.newPage();
  await third.goto(lesson);
  await pictureReady(third);
  await allTold(third);
  expect([...new Set(told.beats)]).toEqual(["0 15000 100 true", "60000 75000 100 true"]);
});

test("what was watched after the login ended waits for the next one", async ({ page, context, account, problems }) => {
  problems.allow(/answer 401: POST \/api\/learning\//);
  const video = await openPlayer(page);
  const at = await film(video);
  const refused = answer(page, "record_beat");
  sql("delete from logins where account_id = (select id from accounts where email = :'email')", { email: account.email });
  await at(0, "playing");
  await at(15, "timeupdate");
  expect((await refused).status()).toBe(401);
  await expect(page.locator("[data-no-access]").first()).toBeVisible();
  expect(await keptBeats(page)).toEqual(["0-15000"]);
  await enter(context, account);
  const told = answer(page, "record_beat");
  await page.reload();
  expect((await told).status()).toBe(200);
});

test("what is played is told every fifteen seconds, at another speed, when the page is hidden, and at the end", async ({ page }) => {
  const told = await hearBeats(page);
  await page.clock.install();
  const video = await openPlayer(page);
  const at = await film(video);
  const tells = async (beat: string, act: () => Promise<unknown>) => {
    // So long that the next beat need not wait for its turn.
    await page.clock.runFor(6_000);
    await act();
    await expect.poll(() => told.beats.at(-1)).toBe(beat);
    await allTold(page);
  };

  await at(0, "playing");
  await at(8, "timeupdate");
  expect(told.beats).toEqual([]);
  await tells("0 15000 100 false", () => at(15, "timeupdate"));
  await at(20, "timeupdate");
  await tells("15000 20000 100 false", () => video.evaluate((element) => ((element as HTMLVideoElement).playbackRate = 1.5)));
  await at(26, "timeupdate");
  await tells("20000 26000 150 false", () => setHidden(page, true));
  await setHidden(page, false);
  await tells("26000 32000 150 false", () => at(32, "ended"));
  expect(told.beats).toHaveLength(4);
});

test("a forged heartbeat completes nothing", async ({ page, account }) => {
  const video = await openPlayer(page);
  const length = Math.round((await state(video, "duration")) * 1000);
  const [, enrolment, lesson] = /learn\/([0-9a-f-]{36})\/([0-9a-f-]{36})/.exec(page.url()) ?? [];
  const views = await page.evaluate(
    async ({ enrolment, lesson, length }) => {
      const send = async (from: number, to: number, queued: boolean) => {
        const beat = { from_ms: from, to_ms: to, speed_percent: 200, queued, age_ms: queued ? 86_400_000 : 0 };
        const fields = Object.entries(beat).map(([name, value]) => [`beat[${name}]`, String(value)]);
        const body = new URLSearchParams([["enrolment", enrolment], ["lesson", lesson], ...fields]);
        const response = await fetch("/api/learning/record_beat", { method: "POST", headers: { accept: "application/json" }, body });
        return (await response.json()) as { is_done: boolean; seen_percent: number };
      };
      const beats: [number, number, boolean][] = [[0, length, false], [0, length, true], [0, 10 * length, true], [length - 1, length, false], [-length, length, true]];
      const views = [];
      for (const beat of beats) views.push(await send(...beat));
      return views;
    },
    { enrolment, lesson, length },
  );
  for (const view of views) expect(view.is_done).toBe(false);
  const [done] = sql(
    `select count(*) from lesson_progress join enrolments on enrolments.id = enrolment_id
     join accounts on accounts.id = account_id where email = :'email' and completed_at is not null`,
    { email: account.email },
  );
  expect(done).toBe("0");
});

test("media are for those who hold a grant, and in ranges", async ({ page, context }) => {
  await openPlayer(page);
  const master = await page.locator("video").evaluate((element) => {
    const track = element.querySelector("track");
    return track ? track.src.replace(/captions\/.*$/, "poster.jpg") : "";
  });
  const whole = await context.request.get(master);
  expect(whole.status()).toBe(200);
  const part = await context.request.get(master, { headers: { range: "bytes=0-99" } });
  expect(part.status()).toBe(206);
  expect((await part.body()).length).toBe(100);
  const beyond = await context.request.get(master, { headers: { range: "bytes=999999999-" } });
  expect(beyond.status()).toBe(416);
  const tampered = master.replace(/\/media\/(.)/, (_, first: string) => `/media/${first === "a" ? "b" : "a"}`);
  expect((await context.request.get(tampered)).status()).toBeGreaterThanOrEqual(400);
});

test.describe("without a login", () => {
  test.use({ as: "stranger" });

  test("a stranger watches a free lesson, and nothing is recorded", async ({ page }) => {
    let beats = 0;
    page.on("request", (request) => (beats += Number(request.url().includes("record_beat"))));
    const free = lessonsOf(FREE_COURSE).find((lesson) => lesson.isFree && lesson.kind === "video");
    await page.goto(`/o/${FREE_COURSE}`);
    await page.getByRole("main").locator(`a[href$="/o/${FREE_COURSE}/preview/${free?.id}"]`).first().click();
    const video = await pictureReady(page);
    await play(page, video);
    await page.keyboard.press("k");
    expect(await isPaused(video)).toBe(true);
    expect(beats).toBe(0);
    await expect(page.getByRole("link", { name: new RegExp(say("en", "learn-preview-course")) })).toBeVisible();
  });

  test("a lesson that is not free is not for strangers", async ({ page, problems }) => {
    problems.allow(/answer 404: GET/);
    const closed = lessonsOf(FREE_COURSE).find((lesson) => !lesson.isFree);
    const response = await page.goto(`/o/${FREE_COURSE}/preview/${closed?.id}`);
    expect(response?.status()).toBe(404);
  });
});
