// Small comforts on every page; nothing depends on them.
const site = document.getElementById("site")?.dataset ?? {};

// Pages that the visitor is about to open (the pointer rests on the link, or a finger comes down) are fetched early. Only
// reading pages that change rarely: never one that acts, and none that a button elsewhere could have made old.
const READING = ["/browse", "/c/*", "/o/*", "/s/*", "/p/*", "/faq"];
const NOT_EARLY = "[data-no-prefetch], [data-no-prefetch] *, [rel~=nofollow], [download], [target=_blank]";
let rules;
function fetchEarly() {
  if (!HTMLScriptElement.supports?.("speculationrules")) return;
  // Taking the old rules away drops what was fetched under them.
  rules?.remove();
  rules = document.createElement("script");
  rules.type = "speculationrules";
  rules.nonce = document.querySelector("script[nonce]")?.nonce ?? "";
  rules.textContent = JSON.stringify({
    prefetch: [{
      where: { and: [
        { href_matches: ["/", "/ar", ...READING, ...READING.map((path) => `/ar${path}`)] },
        { not: { selector_matches: NOT_EARLY } },
      ] },
      eagerness: "moderate",
    }],
  });
  document.head.append(rules);
}
fetchEarly();

// A form is sent once, however often its button is pressed; coming back by the back button makes it usable again. So does time: who
// stopped the loading is not told of here, and what is sent twice counts once for the server too.
const SENT_MS = 10_000;
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "true";
  if (form.dataset.wish) { event.preventDefault(); wish(form); return; }
  for (const button of form.querySelectorAll("button[type=submit]")) button.setAttribute("aria-busy", "true");
  setTimeout(release, SENT_MS, form);
});
function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}
addEventListener("pageshow", (event) => {
  // A card form out of the browser's memory may still be busy with a payment that is long over: the server knows.
  if (event.persisted && document.querySelector("form[data-stage]")) location.reload();
  document.querySelectorAll("form[data-sent]").forEach(release);
});

// A heart fills at once; it empties again, with a word, when the wish did not arrive.
async function wish(form) {
  const isWanted = form.elements.wish.value === "1";
  const body = new URLSearchParams(new FormData(form));
  showWish(form, isWanted);
  let status = 0;
  try {
    const headers = { accept: "application/json" };
    status = (await fetch(form.action, { method: "POST", body, headers, signal: AbortSignal.timeout(10_000) })).status;
  } catch (error) {
    console.warn("wish not sent", error);
  }
  delete form.dataset.sent;
  if (status === 204) { fetchEarly(); return; }
  showWish(form, !isWanted);
  if (status === 401) {
    // The login ended meanwhile: the plain way leads through the login page.
    delete form.dataset.wish;
    form.requestSubmit();
  } else {
    say(site.wishFailed);
  }
}

// The same course may stand on a page more than once.
function showWish(form, isWished) {
  for (const same of document.querySelectorAll("form[data-wish]")) {
    if (same.action !== form.action) continue;
    same.elements.wish.value = isWished ? "0" : "1";
    const button = same.querySelector("button");
    button.setAttribute("aria-pressed", String(isWished));
    button.querySelector("svg")?.classList.toggle("icon-fill", isWished);
  }
}

// A line at the foot of the window that is also read out. It must be on the page before its text is.
let line, lineTimer;
function say(text) {
  if (!text) return;
  if (!line) {
    line = document.createElement("p");
    line.className = "page-note";
    line.setAttribute("role", "status");
    document.body.append(line);
  }
  line.textContent = "";
  clearTimeout(lineTimer);
  setTimeout(() => { line.textContent = text; }, 50);
  lineTimer = setTimeout(() => { line.textContent = ""; }, 10_000);
}

// Times are told in the zone of whoever has an account; who makes one brings its name along.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone) {
  for (const field of document.querySelectorAll("input[data-zone]")) field.value = zone;
  for (const link of document.querySelectorAll("a[data-zone]")) {
    const url = new URL(link.href);
    url.searchParams.set("time_zone", zone);
    link.href = url.href;
  }
}

// A search box that is used fetches the script for its suggestions.
for (const form of document.querySelectorAll("form[data-suggest]")) {
  const load = () => import(site.suggest).then(({ attach }) => attach(form), (error) => console.warn("no suggestions", error));
  if (form.contains(document.activeElement)) load();
  else form.addEventListener("focusin", load, { once: true });
}

// A select that filters or sorts needs no button where scripts run.
for (const select of document.querySelectorAll("select[data-submit]")) {
  select.addEventListener("change", () => select.form?.requestSubmit());
}
