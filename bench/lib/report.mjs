// The lines that come out: name, ours, reference, ratio, min–max of the rounds, goal, met or missed.
import { median } from "./load.mjs";

const lines = [];

/**
 * One measure. `ours` and `reference` have one value per round. The goal is about our value (`atMost`, `atLeast`) or about the
 * ratio (`ratioAtMost`, `ratioAtLeast`); without one the line only tells.
 */
export function report({ name, unit = "", ours, reference, against = "", goal = {}, note = "" }) {
  const own = median(ours.filter(Number.isFinite));
  const ratios = reference?.map((value, round) => ours[Math.min(round, ours.length - 1)] / value);
  const ratio = reference && own / median(reference.filter(Number.isFinite));
  const [kind, limit] = Object.entries(goal)[0] ?? [];
  const isOfRatio = kind?.startsWith("ratio") ?? false;
  const judged = isOfRatio ? ratio : own;
  const range = (isOfRatio ? ratios : ours).filter(Number.isFinite);
  const isMet = kind === undefined ? undefined : kind.endsWith("Most") ? judged <= limit : judged >= limit;
  lines.push({
    name: unit ? `${name}, ${unit}` : name,
    ours: shown(own),
    reference: reference ? `${shown(median(reference.filter(Number.isFinite)))}${against ? ` ${against}` : ""}` : "–",
    ratio: reference ? shown(ratio) : "–",
    range: range.length > 1 ? `${shown(Math.min(...range))}–${shown(Math.max(...range))}` : "–",
    goal: kind === undefined ? note || "–" : `${isOfRatio ? "ratio " : ""}${kind.endsWith("Most") ? "≤" : "≥"} ${shown(limit)}`,
    verdict: isMet === undefined ? "" : isMet ? "met" : "MISSED",
  });
}

/** Something that could not be measured is a line, too. */
export function reportFailure(name, error) {
  lines.push({ name, ours: "–", reference: "–", ratio: "–", range: "–", goal: "–", verdict: `NOT MEASURED: ${error.message}` });
}

const head = { name: "measure", ours: "ours", reference: "reference", ratio: "ratio", range: "min–max", goal: "goal", verdict: "" };
const columns = Object.keys(head);

/** The same table in Markdown. */
export function markdown() {
  const row = (cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
  const rule = row(columns.map((column) => (column === "name" || column === "verdict" ? "---" : "---:")));
  return [row(Object.values(head)), rule, ...lines.map((line) => row(columns.map((column) => line[column])))].join("\n");
}

/** Prints all lines as a table. */
export function print() {
  const width = Object.fromEntries(columns.map((column) => [column, Math.max(...[head, ...lines].map((line) => line[column].length))]));
  for (const line of [head, ...lines]) {
    const cells = columns.map((column) => (column === "name" || column === "verdict" ? line[column].padEnd(width[column]) : line[column].padStart(width[column])));
    console.log(cells.join("  ").trimEnd());
  }
}

function shown(value) {
  if (!Number.isFinite(value)) return "–";
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 0.1 ? 2 : 4;
  return value.toLocaleString("en", { maximumFractionDigits: digits }).replaceAll(",", " ");
}
