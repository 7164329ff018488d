// The few things that a browser cannot see or make: accounts without mail, and the provider's books.
import { execFileSync } from "node:child_process";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { databaseUrl, type Locale } from "./site";

export interface Account {
  email: string;
  password: string;
  name: string;
}

export const DEMO_BUYER: Account = { email: "buyer@demo.test", password: "paper-boats-at-noon", name: "Omar Nabil" };

export const DEMO_SELLER: Account = { email: "seller@demo.test", password: "cardamom-and-chalk", name: "Layla Hassan" };
export const DEMO_ADMIN: Account = { email: "admin@demo.test", password: "seven-quiet-ledgers", name: "Noor Haddad" };

/** Runs one statement and gives its rows, one line each, columns divided by `|`. Values go in as psql variables: `:'name'`. */
export function sql(statement: string, values: Record<string, string> = {}): string[] {
  const variables = Object.entries(values).flatMap(([name, value]) => ["-v", `${name}=${value}`]);
  const output = execFileSync("psql", ["-XqAt", "-v", "ON_ERROR_STOP=1", ...variables, databaseUrl()], { input: statement, encoding: "utf8" });
  return output.split("\n").filter((line) => line !== "");
}

/** A new buyer of its own for a test, with the demo buyer's password. */
export function makeBuyer(locale: Locale = "en"): Account {
  const email = `buyer-${randomUUID().slice(0, 13)}@e2e.test`;
  sql(
    `insert into accounts (id, email, email_verified_at, password_hash, display_name, locale, created_at)
     select gen_random_uuid(), :'email', now(), password_hash, 'Tess Buyer', :'locale', now() from accounts where email = :'demo'`,
    { email, locale, demo: DEMO_BUYER.email },
  );
  return { email, password: DEMO_BUYER.password, name: "Tess Buyer" };
}

/** An application to sell that has everything but a photo. */
export function makeApplication(account: Account, status: "draft" | "submitted" | "changes_requested"): void {
  sql(
    `insert into seller_applications (id, account_id, status, version, name_en, name_ar, handle, headline_en, bio_en, languages, country,
       time_zone, links, reason, created_at, updated_at, submitted_at)
     select gen_random_uuid(), id, :'status', 1, 'Tess Buyer', 'تِس', 'tess-' || left(id::text, 8), 'Weaving for beginners', 'I weave.',
       '[{"code": "en", "level": "native"}]', 'GB', 'Europe/London', '{https://example.org/tess}',
       case when :'status' = 'changes_requested' then 'Please add a photo of yourself.' else '' end, now(), now(), now()
     from accounts where email = :'email'`,
    { email: account.email, status },
  );
}

/** Makes somebody a seller; gives the handle. */
export function makeSeller(account: Account): string {
  const [handle] = sql(
    `insert into sellers (id, account_id, handle, name_en, name_ar, headline_en, bio_en, languages, country, time_zone, created_at)
     select gen_random_uuid(), id, 'tess-' || left(id::text, 8), display_name, '', 'Weaver', 'I weave.',
       '[{"code": "en", "level": "native"}]', 'GB', 'Europe/London', now() from accounts where email = :'email' returning handle`,
    { email: account.email },
  );
  return handle;
}

/** An offering of somebody's own in a state, whole but for its lessons; the same one when it was made before. Gives its id. */
export function makeOffering(account: Account, kind: "video_course" | "live_class" | "service", status: "draft" | "in_review"): string {
  const slug = `e2e-${kind}-${status}-${account.email.split("@")[0]}`.replaceAll("_", "-");
  const values = { email: account.email, kind, status, slug };
  sql(
    `insert into offerings (id, slug, seller_id, category_id, kind, status, version, step_versions, title_en, title_ar, promise_en, description_en,
       outcomes, tags, level, language, price_minor, currency, created_at, updated_at, submitted_at, review_note)
     select gen_random_uuid(), :'slug', s.id, c.id, :'kind', :'status', 1, '{"price": 1, "class": 1}', 'Weaving on a small loom', '',
       'Weave a scarf in a weekend.', 'Everything about **small** looms.', '[{"en": "Dress a loom", "ar": ""}]', '{loom,wool}', 'beginner', 'en',
       4900, 'USD', now(), now(), case when :'status' = 'in_review' then now() end,
       case when :'status' = 'draft' then 'Please say how long it takes.' else '' end
     from sellers s join accounts a on a.id = s.account_id, categories c where a.email = :'email' and c.slug = 'arabic-calligraphy'
     on conflict (slug) do nothing`,
    values,
  );
  sql(
    `insert into live_classes (offering_id, format, place, city, address, duration_minutes, min_seats, max_seats, trial, trial_minutes,
       trial_price_minor, time_zone)
     select id, 'group', 'in_person', 'Fez', '1 Weavers Street', 60, 3, 8, 'free', 30, 0, 'Europe/London' from offerings
     where slug = :'slug' and kind = 'live_class' on conflict do nothing`,
    values,
  );
  sql(
    `insert into live_class_dates (id, offering_id, format, local_date, local_time, time_zone, starts_at, ends_at, created_at)
     select gen_random_uuid(), c.offering_id, 'group', (now() + interval '20 days')::date, '18:00', 'UTC',
       date_trunc('day', now() at time zone 'UTC') at time zone 'UTC' + interval '20 days 18 hours',
       date_trunc('day', now() at time zone 'UTC') at time zone 'UTC' + interval '20 days 19 hours', now()
     from live_classes c join offerings o on o.id = c.offering_id where o.slug = :'slug' on conflict do nothing`,
    values,
  );
  sql("insert into services (offering_id) select id from offerings where slug = :'slug' and kind = 'service' on conflict do nothing", values);
  sql(
    `insert into service_packages (id, offering_id, position, name_en, includes, price_minor, days, revisions)
     select gen_random_uuid(), s.offering_id, 1, 'Basic', '[{"en": "One scarf", "ar": ""}]', 5000, 7, 2 from services s
     join offerings o on o.id = s.offering_id where o.slug = :'slug' on conflict do nothing`,
    values,
  );
  const [id] = sql("select id from offerings where slug = :'slug'", values);
  return id;
}

/** Gives a course a section with something to read. */
export function addLesson(offering: string): void {
  sql(
    `with section as (
       insert into course_sections (id, offering_id, position, title_en, title_ar)
       values (gen_random_uuid(), :'offering'::uuid, 1, 'Start', '') returning id)
     insert into lessons (id, offering_id, section_id, position, kind, title_en, title_ar, body_en, created_at)
     select gen_random_uuid(), :'offering'::uuid, id, 1, 'text', 'The loom', '', 'A loom has two beams.', now() from section`,
    { offering },
  );
}

/** A login, as the server keeps it: gives its token, of which the table has the hash. */
export function makeLogin(account: Account): string {
  const token = randomBytes(32).toString("base64url");
  const made = sql(
    `insert into logins (id, token_hash, account_id, created_at, last_seen_at, expires_at)
     select gen_random_uuid(), decode(:'hash', 'hex'), id, now(), now(), now() + interval '1 day' from accounts where email = :'email' returning 1`,
    { hash: hashOf(token), email: account.email },
  );
  if (made.length !== 1) throw new Error(`nobody has the address ${account.email}`);
  return token;
}

/** A link as it stands in a mail to somebody: gives its token. */
export function makeLink(purpose: "reset_password" | "change_email" | "verify_email", account: Account, payload: object = {}): string {
  const token = randomBytes(32).toString("base64url");
  sql(
    `insert into account_links (token_hash, account_id, purpose, payload, created_at, expires_at)
     select decode(:'hash', 'hex'), id, :'purpose', :'payload'::jsonb, now(), now() + interval '1 hour' from accounts where email = :'email'`,
    { hash: hashOf(token), purpose, payload: JSON.stringify(payload), email: account.email },
  );
  return token;
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** How often the provider took money for an order, by its own books. */
export function chargesOf(order: string): number {
  const [count] = sql(
    `select count(*) from sandbox.stripe_objects charge
     join payments on payments.provider_ref = charge.body ->> 'payment_intent'
     where charge.kind = 'charge' and charge.body ->> 'status' = 'succeeded' and payments.order_id = :'order'::uuid`,
    { order },
  );
  return Number(count);
}

/** Lessons of a course in their order: id, kind, whether free. */
export function lessonsOf(slug: string): { id: string; kind: string; isFree: boolean }[] {
  return sql(
    `select lessons.id, lessons.kind, lessons.is_free_preview from lessons
     join course_sections section on section.id = lessons.section_id
     join offerings on offerings.id = lessons.offering_id
     where offerings.slug = :'slug' order by section.position, lessons.position`,
    { slug },
  ).map((line) => {
    const [id, kind, free] = line.split("|");
    return { id, kind, isFree: free === "t" };
  });
}
