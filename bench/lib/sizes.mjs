// What each kind of page makes a browser fetch, against its budget.
import { value, rows } from "./database.mjs";
import { report } from "./report.mjs";
import { get, page } from "./site.mjs";
import { kB, loaded, styles } from "./weight.mjs";

/** The median page of the web: JavaScript and CSS on mobile, kB (HTTP Archive Almanac 2025). */
const WEB = { script: 632, css: 77 };
const BUDGETS = { public: 80, checkout: 150, player: 150 };
const BUYER = { email: "buyer@demo.test", password: "paper-boats-at-noon" };

const folder = () => process.env.LEPTOS_SITE_ROOT;

/** The demo buyer's cookie, an open order and a lesson with a video: what pages behind the login need. */
async function buyer(site) {
  const form = (fields) => ({ method: "POST", body: new URLSearchParams(fields).toString() });
  const headers = { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" };
  const login = await get(site, "/login", { ...form(BUYER), headers });
  const cookie = (login.headers["set-cookie"] ?? []).map((line) => line.split(";")[0]).join("; ");
  if (login.status !== 303 || !cookie) throw new Error(`the demo buyer's login answered ${login.status}`);
  const slug = value(`select o.slug from offerings o where status = 'published' and price_minor > 0 and slug not like 'synthetic-%'
    and not exists (select from enrolments e join accounts a on a.id = e.account_id where a.email = '${BUYER.email}' and e.offering_id = o.id) order by slug limit 1`);
  const order = await get(site, "/checkout", { ...form({ offering: slug, key: `measuring-${Date.now()}` }), headers: { ...headers, cookie } });
  const [enrolment, lesson] = rows(`select e.id, l.id from enrolments e join accounts a on a.id = e.account_id join lessons l using (offering_id)
    where a.email = '${BUYER.email}' and e.status = 'active' and l.kind = 'video' order by e.created_at, l.position limit 1`)[0];
  return { cookie, checkout: order.headers.location, player: `/learn/${enrolment}/${lesson}` };
}

/** Reports each page against its budget. */
export async function measureSizes(site, { slug, seller }) {
  const person = await buyer(site);
  const pages = [
    ["/", "/", "public"],
    ["/browse", "/browse", "public"],
    ["/o/{offering}", `/o/${slug}`, "public"],
    ["/s/{seller}", `/s/${seller}`, "public"],
    ["/ar/o/{offering}", `/ar/o/${slug}`, "public"],
    ["/checkout/{order}", person.checkout, "checkout"],
    ["/learn/{enrolment}/{lesson}", person.player, "player"],
  ];
  let css = 0;
  for (const [name, path, kind] of pages) {
    const headers = { cookie: kind === "public" ? "" : person.cookie };
    const html = (await page(site, path, { headers })).body.toString();
    const sent = (await page(site, path, { headers: { ...headers, "accept-encoding": "br" } })).body.length / 1_000;
    const script = loaded(folder(), html).reduce((sum, file) => sum + kB(folder(), file), 0);
    for (const path of styles(html)) css = Math.max(css, kB(folder(), path));
    report({ name: `${name}, JS and wasm`, unit: "kB br", ours: [script], reference: [WEB.script], against: "web's median", goal: { atMost: BUDGETS[kind] } });
    report({ name: `${name}, HTML as sent`, unit: "kB br", ours: [sent], goal: { atMost: 20 } });
  }
  report({ name: "CSS of every page", unit: "kB br", ours: [css], reference: [WEB.css], against: "web's median", goal: { atMost: 20 } });
  report({ name: "hls.js, where a browser needs it", unit: "kB br", ours: [kB(folder(), "/js/hls.light.min.js")], note: "counted apart" });
}
