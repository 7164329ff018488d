// The few things that a browser cannot see or make: accounts without mail, and the provider's books.
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { databaseUrl, type Locale } from "./site";

export interface Account {
  email: string;
  password: string;
  name: string;
}

export const DEMO_BUYER: Account = { email: "buyer@demo.test", password: "paper-boats-at-noon", name: "Omar Nabil" };

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
