// The site's own texts, read from the locale files: tests look for what the page means to say, in both languages.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { LOCALES_DIR, type Locale } from "./site";

const cache = new Map<Locale, Map<string, string>>();

/** A text, with its gaps filled in. Of a counted text this is its first variant; use `pattern` for those. */
export function say(locale: Locale, key: string, args: Record<string, string> = {}): string {
  const raw = load(locale).get(key);
  if (raw === undefined) throw new Error(`no text ${key} in ${locale}`);
  return raw.replace(/\{ \$(\w+) \}/g, (gap, name: string) => args[name] ?? gap);
}

/** A text as a pattern in which every gap may be anything. */
export function pattern(locale: Locale, key: string): RegExp {
  const parts = say(locale, key).split(/\{ \$\w+ \}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(parts.join(".+"));
}

/** Every key; a page that shows one of them has lost a text. */
export function keys(): string[] {
  return [...load("en").keys()];
}

function load(locale: Locale): Map<string, string> {
  const known = cache.get(locale);
  if (known) return known;
  const texts = new Map<string, string>();
  const folder = join(LOCALES_DIR, locale);
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".ftl"))) {
    let key = "";
    for (const line of readFileSync(join(folder, file), "utf8").split("\n")) {
      const entry = /^([a-z][\w-]*) =\s?(.*)$/.exec(line);
      if (entry) {
        key = entry[1];
        texts.set(key, entry[2]);
      } else if (key && /^\s+\*?\[\w+\] /.test(line) && !texts.get(key)) {
        texts.set(key, line.replace(/^\s+\*?\[\w+\] /, ""));
      }
    }
  }
  cache.set(locale, texts);
  return texts;
}
