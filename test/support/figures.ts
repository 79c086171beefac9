import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";

/** Figures a bench measured, beside the budget each has in the README. Told one by one as they come, and all together at the end. */
export interface Figure {
  what: string;
  value: number;
  unit: string;
  budget?: number;
  /** How it was measured, or why it is missed. */
  note?: string;
}

const FILE = "test-results/figures.jsonl";

export function startFigures(): void {
  rmSync(FILE, { force: true });
}

export function report(figure: Figure): void {
  mkdirSync("test-results", { recursive: true });
  appendFileSync(FILE, `${JSON.stringify(figure)}\n`);
  console.log(sentence(figure));
}

/** The value below which the share of all values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function allFigures(): Figure[] {
  if (!existsSync(FILE)) return [];
  return readFileSync(FILE, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Figure);
}

export function sentence({ what, value, unit, budget, note }: Figure): string {
  const shown = (number: number) => `${Number(number.toPrecision(3)).toLocaleString("en")} ${unit}`;
  const verdict =
    budget === undefined
      ? ""
      : value <= budget
        ? `  budget ${shown(budget)}: met`
        : `  budget ${shown(budget)}: MISSED by ${shown(value - budget)}`;
  return `${what.padEnd(64)} ${shown(value).padStart(12)}${verdict}${note ? `  (${note})` : ""}`;
}
