import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { openBrowserPath } from "./browser.ts";
import { dataFolder } from "./data.ts";
import { type Engine, engineNames, openEngine } from "./engines.ts";
import { allFigures, sentence, startFigures } from "./figures.ts";

/** `npm test`: everything, one after the other (two cores are shared by browsers and servers), then one line that sums all of it. */

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const BIN = "node_modules/.bin";
const RESULTS = "test-results";

function start(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): boolean {
  // A shell only where programs are .cmd files.
  return spawnSync(command, args, { stdio: "inherit", env: { ...process.env, ...env }, shell: process.platform === "win32" }).status === 0;
}

const once = (isFine: boolean): Count => ({ passed: isFine ? 1 : 0, failed: isFine ? 0 : 1, skipped: 0 });

const tool = (name: string, ...args: string[]) => once(start(join(BIN, name), args));

/** A runner that ends badly although all its tests passed, or before it could write its report, counts as one failure. */
const atLeastOneFailure = (count: Count, isFine: boolean): Count => (isFine || count.failed > 0 ? count : { ...count, failed: 1 });

function vitest(project: string): Count {
  const file = join(RESULTS, `vitest-${project}.json`);
  rmSync(file, { force: true });
  const isFine = start(join(BIN, "vitest"), [
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ]);
  const report = readReport(file) as
    | { numPassedTests: number; numFailedTests: number; numPendingTests: number; numTodoTests: number }
    | undefined;
  if (!report) return once(false);
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests, numTodoTests } = report;
  return atLeastOneFailure({ passed, failed, skipped: numPendingTests + numTodoTests }, isFine);
}

function playwright(project: string): Count {
  const file = join(RESULTS, `playwright-${project}.json`);
  rmSync(file, { force: true });
  // Outside its output folder, which it empties at its start.
  const args = ["test", "--project", project, "--reporter=list,json", "--output", join(RESULTS, project)];
  const isFine = start(join(BIN, "playwright"), args, { PLAYWRIGHT_JSON_OUTPUT_FILE: file });
  const report = readReport(file) as { stats: { expected: number; unexpected: number; flaky: number; skipped: number } } | undefined;
  if (!report) return once(false);
  const { expected, unexpected, flaky, skipped } = report.stats;
  return atLeastOneFailure({ passed: expected, failed: unexpected + flaky, skipped }, isFine);
}

/** The journeys that matter, in one more engine; where it cannot be had they count as skipped. */
async function journeysIn(engine: Engine, project: string = engine): Promise<Count> {
  if (await openEngine(engine)) return playwright(project);
  const { stdout } = spawnSync(join(BIN, "playwright"), ["test", "--project", project, "--list", "--reporter=json"], {
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  const { stats } = JSON.parse(stdout) as { stats: { expected: number; skipped: number } };
  const skipped = stats.expected + stats.skipped;
  console.log(`${engineNames[engine]} is neither here nor can it be had: its ${skipped} journeys are skipped.`);
  return { passed: 0, failed: 0, skipped };
}

function readReport(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

function data(): Count {
  if (existsSync(dataFolder)) return vitest("data");
  console.log(`Tests with real data are left out: there is no folder ${dataFolder} (KONTOR_DATA names another).`);
  return { passed: 0, failed: 0, skipped: 0 };
}

const steps: Readonly<Record<string, readonly [title: string, run: () => Count | Promise<Count>][]>> = {
  test: [
    ["Types", () => tool("tsc", "--noEmit", "-p", ".")],
    ["Lint", () => tool("oxlint")],
    ["Units, properties, architecture", () => vitest("unit")],
    ["Real data", data],
    ["Components in Chromium", () => vitest("component")],
    ["Build", () => tool("vite", "build", "--logLevel", "warn")],
    ["Size of the first screen", () => tool("size-limit")],
    ["Journeys with the built app", () => playwright("journeys")],
    ...(["sqlite", "firefox", "webkit"] as const).map(
      (engine) => [`Journeys in ${engineNames[engine]}`, () => journeysIn(engine)] as [string, () => Promise<Count>],
    ),
  ],
  // Hours rather than minutes: what happens once in a thousand times.
  soak: [
    ["Fuzz and endurance", () => vitest("soak")],
    ["Build", () => tool("vite", "build", "--logLevel", "warn")],
    ["Kills and power cuts with the built app", () => playwright("soak")],
    ...(["sqlite", "firefox"] as const).map(
      (engine) => [`Kept in ${engineNames[engine]}`, () => journeysIn(engine, `soak-${engine}`)] as [string, () => Promise<Count>],
    ),
  ],
  bench: [
    ["Build", () => tool("vite", "build", "--logLevel", "warn")],
    ["Size of the first screen", () => tool("size-limit")],
    ["Benches with the built app", () => playwright("bench")],
  ],
};

const what = process.argv[2] ?? "test";
mkdirSync(RESULTS, { recursive: true });
await openBrowserPath();
if (what !== "test") startFigures();

const total: Count = { passed: 0, failed: 0, skipped: 0 };
const failedSteps: string[] = [];
for (const [title, run] of steps[what] ?? []) {
  console.log(`\n== ${title}`);
  const startedAt = performance.now();
  const count = await run();
  console.log(`   ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  if (count.failed > 0) failedSteps.push(title);
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
}
if (what !== "test") console.log(`\n${allFigures().map(sentence).join("\n")}`);
console.log(failedSteps.length > 0 ? `\nFailed: ${failedSteps.join(", ")}` : "");
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ""}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
