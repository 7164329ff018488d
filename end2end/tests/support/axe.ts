// Accessibility by axe-core. Its source goes in through the debugger, which the page's policy does not concern.
import type { Page } from "@playwright/test";
import { readFileSync } from "node:fs";

const SOURCE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  id: string;
  impact: string;
  help: string;
  nodes: { target: string[]; failureSummary?: string }[];
}

const RULES = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
/** The rule that another colour scheme can break; all others judge what both have in common. */
const COLOURS = { runOnly: { type: "rule", values: ["color-contrast"] } };

/** Rules that may be broken, by name, each with the reason why it does not apply here. */
const EXCUSED: Record<string, string> = {};

/** What is wrong with the page, however little, one line per rule and element. */
export async function violations(page: Page, only: "all" | "colours" = "all"): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(SOURCE);
  const found = await page.evaluate(async (rules) => {
    // Colours on their way to others would be measured half-way; where a child takes its colour over, its way begins after the parent's.
    for (let ways = 1; ways > 0; ) {
      await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
      const running = document.getAnimations().filter((one) => one instanceof CSSTransition);
      await Promise.allSettled(running.map((one) => one.finished));
      ways = running.length;
    }
    const { axe } = window as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } };
    // Style sheets are not fetched again: only a rule that is off by default reads them.
    const result = await axe.run({ resultTypes: ["violations"], preload: { assets: ["media"], timeout: 3_000 }, ...rules });
    return result.violations;
  }, only === "all" ? RULES : COLOURS);
  return found.filter((violation) => !(violation.id in EXCUSED)).flatMap(linesOf);
}

function linesOf({ id, impact, help, nodes }: Violation): string[] {
  return nodes.map((node) => `${id}, ${impact} (${help}): ${node.target.join(" ")} ${(node.failureSummary ?? "").replace(/\s+/g, " ").slice(0, 220)}`);
}
