// A task in one line, German or English, whichever language the screens speak: "jeden montag 8:00 Wochenplan !hoch @Anna #büro".
// What was understood is told part by part, so that it can be shown and taken off; what may be something else is left in the title.

import { addDays } from "../lib/calendarDay.ts";
import { fold, foldedWords } from "../lib/fold.ts";
import { type Asked, dayOn, type FoundDay, timeAt } from "./lineDays.ts";
import { type Phrase, phrase, readAt, type Word, wordsOf } from "./linePhrase.ts";
import { firstOf, ruleAt, ruleText, type SaidRule } from "./lineRules.ts";
import type { TaskPriority } from "./task.ts";

export type Meaning = "day" | "time" | "rule" | "someday" | "priority" | "owner" | "tag" | "contact";

/** Some characters of the line that mean something. */
export interface LinePart {
  readonly from: number;
  readonly to: number;
  readonly means: Meaning;
}

export interface LineMember {
  readonly id: string;
  readonly name: string;
}

/** A word or a few that may be somebody's name: who is asked for knows. They stay in the title. */
export interface NameCandidate {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** A word before it says that it is somebody: "bei", "for". */
  readonly isCued: boolean;
}

export interface TaskLine {
  readonly title: string;
  readonly dueOn?: string;
  /** Instead of a day a wall time: "2026-11-24T09:00". */
  readonly due?: string;
  readonly rule?: string;
  readonly isSomeday: boolean;
  readonly priority?: TaskPriority;
  /** Members who are called so: one is the owner, between several somebody chooses. */
  readonly owners: readonly string[];
  readonly tags: readonly string[];
  readonly contacts: readonly NameCandidate[];
  readonly parts: readonly LinePart[];
}

export interface LineAsked {
  /** The wall clock of whoever writes: "2026-11-21T20:15". */
  readonly now: string;
  readonly members?: readonly LineMember[];
  /** Who writes: "@ich". */
  readonly self?: string | undefined;
  /** Parts that were taken off, by `partKey`: they are plain words of the title. */
  readonly without?: ReadonlySet<string>;
}

/** What a part is called, whatever is typed around it. */
export const partKey = (line: string, { from, to, means }: LinePart): string => `${means} ${fold(line.slice(from, to)).trim()}`;

type Found =
  | { readonly means: "day"; readonly value: FoundDay }
  | { readonly means: "time"; readonly value: string }
  | { readonly means: "rule"; readonly value: SaidRule }
  | { readonly means: "someday"; readonly value: true }
  | { readonly means: "priority"; readonly value: TaskPriority }
  | { readonly means: "owner"; readonly value: readonly string[] }
  | { readonly means: "tag"; readonly value: string };
type Part = Found & {
  /** Words, the last one not included. */
  readonly at: number;
  readonly end: number;
};

/** Nobody writes a task in more; a text that was pasted is a title. */
const longest = 400;

export function readTaskLine(line: string, asked: LineAsked): TaskLine {
  const words = line.length > longest ? [] : wordsOf(line);
  const parts = withOneDay(partsOf(line, words, asked), words);
  const of = <Means extends Found["means"]>(means: Means) =>
    parts.filter((part): part is Extract<Part, { readonly means: Means }> => part.means === means);
  const shown = parts.map(({ at, end, means }): LinePart => ({ ...rangeOf(words, at, end), means }));
  const priority = of("priority").at(-1)?.value;
  const rule = of("rule")[0]?.value;
  const days = of("day").map(({ value }) => value);
  const until = rule && days.find(({ isUntil }) => isUntil);
  const due = dueOf({ start: days.find((day) => day !== until), until: until?.day, time: of("time")[0]?.value, rule }, asked.now);
  return {
    title: titleOf(line, shown),
    ...(of("someday").length === 0 && due),
    isSomeday: of("someday").length > 0,
    ...(priority && { priority }),
    owners: of("owner").at(-1)?.value ?? [],
    tags: [...new Set(of("tag").map(({ value }) => value))],
    contacts: candidates(line, words, parts).filter((one) => !asked.without?.has(partKey(line, { ...one, means: "contact" }))),
    parts: shown,
  };
}

const rangeOf = (words: readonly Word[], at: number, end: number): { readonly from: number; readonly to: number } => ({
  from: words[at]?.from ?? 0,
  to: words[end - 1]?.to ?? 0,
});

// ---- parts -----------------------------------------------------------------------------------------------------------

function partsOf(line: string, words: readonly Word[], asked: LineAsked): Part[] {
  const parts: Part[] = [];
  const [today, clock] = [asked.now.slice(0, 10), asked.now.slice(11, 16)];
  const sayings: Asked = { words, today, clock };
  /** Where the last day or rule ended, also one that was taken off. */
  let behindDay = -1;
  for (let at = 0; at < words.length; ) {
    const isBehindDay = behindDay === at;
    const found = foundAt(sayings, at, asked, isBehindDay, parts);
    if (!found) {
      at++;
      continue;
    }
    // The words that lead to a day are its own, unless they are another part's.
    const start = Math.max(parts.at(-1)?.end ?? 0, at - (found.means === "day" ? found.value.led : 0));
    const end = at + found.length;
    const { length: _length, ...part } = found;
    const key = partKey(line, { ...rangeOf(words, start, end), means: part.means });
    // What somebody took off means nothing, in whole and in part.
    if (!asked.without?.has(key)) parts.push({ ...part, at: start, end } as Part);
    if (found.means === "day" || found.means === "rule") behindDay = end;
    at = end;
  }
  return parts;
}

type FoundAt = Found & { readonly length: number };

function foundAt(sayings: Asked, at: number, asked: LineAsked, isBehindDay: boolean, parts: readonly Part[]): FoundAt | undefined {
  const { words } = sayings;
  const has = (means: Meaning): boolean => parts.some((part) => part.means === means);
  const as = <Means extends Found["means"], Value>(means: Means, found: Phrase<Value> | undefined) =>
    found && ({ means, ...found } as unknown as FoundAt);
  return (
    as("owner", twoWordOwner(words, at, asked)) ??
    marked(words[at] as Word, asked) ??
    as("someday", readAt(words, at, [{ pattern: someday, value: () => true as const }])) ??
    (has("rule") ? undefined : as("rule", ruleAt(words, at))) ??
    (has("time") ? undefined : isBehindDay ? as("time", timeAt(words, at, true)) : undefined) ??
    as("day", dayOn(sayings, at)) ??
    (has("time") ? undefined : as("time", timeAt(words, at, false)))
  );
}

const someday = phrase("irgendwann(?: mal)?|someday|some day|eines tages");

const priorities: Readonly<Record<string, TaskPriority>> = {
  ...{
    high: "high",
    hoch: "high",
    wichtig: "high",
    dringend: "high",
    urgent: "high",
    important: "high",
    "1": "high",
    "!": "high",
    "!!": "high",
  },
  ...{ normal: "normal", mittel: "normal", medium: "normal", "2": "normal" },
  ...{ low: "low", niedrig: "low", gering: "low", "3": "low" },
};

/** "!high", "#tag", "@Anna". */
function marked({ typed, lower }: Word, { members = [], self }: LineAsked): FoundAt | undefined {
  const priority = lower.startsWith("!") && Object.hasOwn(priorities, lower.slice(1)) ? priorities[lower.slice(1)] : undefined;
  if (priority) return { means: "priority", value: priority, length: 1 };
  // "#12" is a number of something.
  if (/^#\p{L}[\p{L}\p{N}_/-]*$/u.test(typed)) return { means: "tag", value: typed.slice(1), length: 1 };
  if (!typed.startsWith("@") || typed.length < 2) return undefined;
  if (/^@(?:ich|mich|mir|me|myself)$/.test(lower)) return self === undefined ? undefined : { means: "owner", value: [self], length: 1 };
  const owners = membersNamed(members, typed.slice(1));
  return owners.length > 0 ? { means: "owner", value: owners, length: 1 } : undefined;
}

/** "@Anna Bär", where one of that name is a member. */
function twoWordOwner(words: readonly Word[], at: number, { members = [] }: LineAsked): Phrase<readonly string[]> | undefined {
  const [first, second] = [words[at], words[at + 1]];
  if (!first?.typed.startsWith("@") || !second) return undefined;
  const owners = membersNamed(members, `${first.typed.slice(1)} ${second.typed}`);
  return owners.length > 0 ? { length: 2, value: owners } : undefined;
}

function membersNamed(members: readonly LineMember[], name: string): readonly string[] {
  const wanted = foldedWords(name);
  const whole = members.filter((member) => foldedWords(member.name).join(" ") === wanted.join(" "));
  if (whole.length > 0) return whole.map(({ id }) => id);
  return members
    .filter((member) => wanted.length > 0 && wanted.every((word) => foldedWords(member.name).includes(word)))
    .map(({ id }) => id);
}

/** A weekday before its date is part of it; between two days the one at an edge of the line is meant, or nobody knows which. */
function withOneDay(parts: readonly Part[], words: readonly Word[]): Part[] {
  const out: Part[] = [];
  for (const part of parts) {
    const before = out.at(-1);
    if (part.means === "day" && before?.means === "day" && before.end === part.at && before.value.isWeekday && !part.value.isWeekday)
      out[out.length - 1] = { ...part, at: before.at, value: { ...part.value, isUntil: before.value.isUntil } };
    else out.push(part);
  }
  const hasRule = out.some(({ means }) => means === "rule");
  const days = out.filter((part) => part.means === "day");
  // A series may begin on one day and end on another.
  const isOf = (part: Part, kind: "isUntil" | "isFrom"): boolean => part.means === "day" && hasRule && part.value[kind];
  const until = days.filter((part) => isOf(part, "isUntil"));
  const [plain, kept] = [days.filter((part) => !isOf(part, "isUntil")), new Set<Part>(until.slice(0, 1))];
  const covered = new Set(
    out.filter((part) => !plain.includes(part as never)).flatMap(({ at, end }) => Array.from({ length: end - at }, (_, more) => at + more)),
  );
  const isFree = (from: number, to: number): boolean => {
    for (let at = from; at < to; at++) if (!covered.has(at)) return false;
    return true;
  };
  const edge = plain.length < 2 ? plain[0] : plain.find(({ at, end }) => isFree(0, at) || isFree(end, words.length));
  if (edge) kept.add(edge);
  return out.filter((part) => part.means !== "day" || kept.has(part));
}

// ---- what they say together ------------------------------------------------------------------------------------------

type Due = Pick<TaskLine, "dueOn" | "due" | "rule">;

interface Said {
  readonly start: FoundDay | undefined;
  readonly until: string | undefined;
  readonly time: string | undefined;
  readonly rule: SaidRule | undefined;
}

function dueOf({ start, until, time: saidTime, rule }: Said, now: string): Due {
  const [today, clock] = [now.slice(0, 10), now.slice(11, 16)];
  const time = saidTime ?? start?.time ?? (rule?.hour === undefined ? undefined : `${String(rule.hour).padStart(2, "0")}:00`);
  if (!start && time === undefined && !rule) return {};
  // A time that is over today is tomorrow's.
  const from = start?.day ?? (time !== undefined && time <= clock ? addDays(today, 1) : today);
  const day = rule ? firstOf(rule, from) : from;
  return {
    ...(time === undefined ? { dueOn: day } : { due: `${day}T${time}` }),
    ...(rule && { rule: ruleText(rule, day, until) }),
  };
}

function titleOf(line: string, parts: readonly LinePart[]): string {
  let title = "";
  let at = 0;
  for (const { from, to } of [...parts].sort((a, b) => a.from - b.from)) {
    title += `${line.slice(at, from)} `;
    at = to;
  }
  return `${title}${line.slice(at)}`
    .replace(/\s+/g, " ")
    .replace(/^[\s,;:–-]+|[\s,;:–-]+$/g, "")
    .trim();
}

// ---- names -----------------------------------------------------------------------------------------------------------

const cues = /^(?:bei|beim|mit|von|für|an|zu|herrn?|frau|familie|fam\.?|firma|with|for|at|to|from|mr\.?|mrs\.?|ms\.?)$/;
const noNames = new Set(
  "der die das den dem des ein eine einen einem einer und oder mit bei beim für von vom zu zum zur an am im in auf aus über wegen nach the a an and or with for from of to at by on in about herr herrn frau firma familie fam mr mrs ms call mail send check ask anrufen".split(
    " ",
  ),
);
const mostWords = 3;

/** Every run of words that is nothing else, the longest first. */
function candidates(line: string, words: readonly Word[], parts: readonly Part[]): NameCandidate[] {
  const isFree = (at: number): boolean => !parts.some((part) => at >= part.at && at < part.end);
  const isName = (at: number): boolean =>
    /^\p{L}[\p{L}\p{N}.'’&-]+$/u.test(words[at]?.typed ?? "") && !noNames.has(words[at]?.lower ?? "") && isFree(at);
  const out: NameCandidate[] = [];
  for (let length = Math.min(mostWords, words.length); length > 0; length--)
    for (let at = 0; at + length <= words.length; at++) {
      const all = words.slice(at, at + length);
      // A name does not go on behind a comma.
      if (!all.every((word, more) => isName(at + more) && (more === length - 1 || line.startsWith(`${word.typed} `, word.from)))) continue;
      const from = all[0]?.from ?? 0;
      const last = all.at(-1) as Word;
      const to = line.indexOf(last.typed, last.from) + last.typed.length;
      out.push({ from, to, text: all.map(({ typed }) => typed).join(" "), isCued: cues.test(words[at - 1]?.lower ?? "") });
    }
  return out;
}
