// Where the site under test is, and what it is started with.
import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const ROOT = resolve(__dirname, "../../..");
// Two checkouts on one machine must not meet on a port, so it follows from the folder.
const PORT = Number(process.env.E2E_PORT ?? 4310 + (createHash("md5").update(ROOT).digest().readUInt16BE(0) % 300) * 3);

export const BASE_URL = `http://127.0.0.1:${PORT}`;
/** Where the stand-in for Stripe lies at the root, like Stripe itself. */
export const STRIPE_HOST = { host: "127.0.0.1", port: PORT + 2, protocol: "http" } as const;
export const APP_DIR = join(ROOT, "app/src");
export const LOCALES_DIR = join(ROOT, "app/locales");
export const SCREENS_DIR = join(ROOT, "end2end/screens");

/** The cluster comes from outside; the database on it is the tests' own. Two runs on one cluster need two names. */
const ADMIN_URL = process.env.DATABASE_URL ?? "";
const DATABASE = process.env.E2E_DATABASE ?? "dreamcrowd_e2e";

export function databaseUrl(): string {
  if (!ADMIN_URL) throw new Error("DATABASE_URL is not set: it names the Postgres cluster for the browser tests");
  const url = new URL(ADMIN_URL);
  url.pathname = `/${DATABASE}`;
  return url.href;
}

export function serverEnv(): Record<string, string> {
  return {
    E2E_ADMIN_URL: ADMIN_URL,
    DATABASE_URL: ADMIN_URL ? databaseUrl() : `postgres://unset/${DATABASE}`,
    LEPTOS_SITE_ROOT: join(ROOT, "target/site"),
    SITE_ADDR: `127.0.0.1:${PORT}`,
    SITE_URL: BASE_URL,
    METRICS_ADDR: `127.0.0.1:${PORT + 1}`,
    SANDBOX_STRIPE_ADDR: `${STRIPE_HOST.host}:${STRIPE_HOST.port}`,
    SECRET_KEY: "a-key-for-browser-tests-and-nothing-else",
    DREAMCROWD_SANDBOX: "on",
    MEDIA_URL: pathToFileURL(join(ROOT, ".data/media")).href,
    RUST_LOG: process.env.E2E_RUST_LOG ?? "warn",
  };
}

export type Locale = "en" | "ar";
export const LOCALES: Locale[] = ["en", "ar"];

/** A path in a language. */
export function at(locale: Locale, path: string): string {
  if (locale === "en") return path;
  return path === "/" ? "/ar" : `/ar${path}`;
}
