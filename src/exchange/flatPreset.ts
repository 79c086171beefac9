// A plain noun of one table: which words its columns are called by, and what kind of value stands below. The rest follows.

import { deviceZone } from "../domain/zone.ts";
import { fold } from "../lib/fold.ts";
import type { Draft } from "./draft.ts";
import { targetsIn } from "./headingTargets.ts";
import { clockIn, readClock, readInstant } from "./instant.ts";
import type { Preset, PresetReader, Rooms } from "./preset.ts";
import { readRule } from "./ruleText.ts";
import { filled, type Made } from "./salesDesk.ts";
import type { SalesTable } from "./salesTable.ts";
import { isYes } from "./salesWords.ts";
import { tableKind, type ValueKind } from "./tableKind.ts";

type Reading =
  | { readonly as: "text" | "day" | "moment" | "time" | "rule" | "instant" | "number" | "flag" | "contact" | "contacts" | "numbers" }
  /** Word → what it stands for; `|` separates words of one meaning. */
  | { readonly as: "choice"; readonly words: ReadonlyMap<string, string> };
/** What a field is called in both languages, and other words for it, separated by "|"; all are headings it is known by. */
type FlatField = Reading & { readonly de: string; readonly en: string; readonly more: string };
type Maker = (de: string, en: string, more?: string) => FlatField;
const reading =
  (as: Exclude<Reading["as"], "choice">): Maker =>
  (de, en, more = "") => ({ as, de, en, more });

export const text = reading("text");
export const day = reading("day");
/** A day, or where the cell tells an hour a wall time: "2026-11-24T09:00". */
export const moment = reading("moment");
/** An hour by itself, "14 Uhr" or "2 pm" as well: "14:00". */
export const time = reading("time");
/** How something comes again, as a rule (RFC 5545) or in words: "jeden Montag", "weekly". */
export const rule = reading("rule");
export const instant = reading("instant");
export const number = reading("number");
export const flag = reading("flag");
/** Contacts by number, mail or name, several of them separated by ";": those of the import and of the workspace. */
export const contacts = reading("contacts");
/** One contact, found in the same way. */
export const contact = reading("contact");
/** Numbers of other records of the same program, which are tied when all of the import is read (`associated.ts`). */
export const numbers = reading("numbers");
/** One of a few words: key → what files write for it, separated by "|". */
export const choice = (de: string, en: string, words: Readonly<Record<string, string>>, more = ""): FlatField => ({
  ...{ as: "choice", de, en, more },
  words: new Map(
    Object.entries(words).flatMap(([key, written]) => [key, ...written.split("|")].map((word) => [wordKey(word), key] as const)),
  ),
});

const headingsOf = ({ de, en, more }: FlatField): string => [de, en, more].filter(Boolean).join("|");

const wordKey = (word: string): string => fold(word).replace(/[\s_-]+/g, "");

const valueKinds: Readonly<Partial<Record<Reading["as"], ValueKind>>> = { day: "day", moment: "day", instant: "day", number: "number" };

export interface FlatDescription<Field extends string> {
  readonly fields: Readonly<Record<Field, FlatField>>;
  /** A row without this is refused. */
  readonly required: NoInfer<Field>;
  /** A table lists it, if it has columns for all of these. */
  readonly tells: readonly NoInfer<Field>[];
  /** What an example shows beside its name. */
  readonly example?: { readonly on?: NoInfer<Field> };
  /** Put right what the rows say together: a day that something was done says that it is. */
  readonly settle?: (fields: Readonly<Record<string, unknown>>, zone: string) => Readonly<Record<string, unknown>>;
}

type Everywhere = "number" | "owner";
/** What every noun's table may have beside its own: the number by which it is known again, and whose it is. */
const everywhere: Readonly<Record<Everywhere, string>> = {
  number: "ID|Record ID|Nr|Nummer|Number",
  owner: "Owner|Zuständig|Zugewiesen an|Assigned to|Assigned to user|Assignee|Bearbeiter|Verantwortlich|Besitzer",
};

export function flatPreset<const Noun extends string, Field extends string>(noun: Noun, description: FlatDescription<Field>): Preset<Noun> {
  const { fields, required, tells, example = {} } = description;
  const own = Object.entries(fields) as [Field, FlatField][];
  type Target = Field | Everywhere;
  const kind = tableKind<Target>({
    role: noun,
    rank: 6,
    targets: Object.fromEntries([
      ...own.map(([field, { as }]) => [field, valueKinds[as] ?? "text"] as const),
      ...Object.keys(everywhere).map((field) => [field, "text"] as const),
    ]) as Partial<Record<Target, ValueKind>>,
    phrases: { ...everywhere, ...Object.fromEntries(own.map(([field, of]) => [field, headingsOf(of)])) } as Partial<Record<Target, string>>,
  });
  return {
    noun,
    tables: [kind],
    isFlat: true,
    labels: {
      de: { ...Object.fromEntries(own.map(([field, { de }]) => [field, de])), number: "Nummer" },
      en: { ...Object.fromEntries(own.map(([field, { en }]) => [field, en])), number: "Number" },
    },
    speaksFor: ({ headings, hasHeader }) => {
      const targets = targetsIn(headings, kind);
      return hasHeader && tells.every((field) => targets.has(field));
    },
    open: (rooms) => {
      const made: Made[] = [];
      const reader: PresetReader = {
        read: (_role, sources) => {
          for (const source of sources) {
            const table = rooms.desk.open(source, kind);
            for (const row of table.rows) addRow(rooms, made, noun, description, table, row);
          }
        },
        drafts: () => made,
      };
      return reader;
    },
    exampleOf: (draft, { partyOf }) => {
      const party = partyOf(draft["party"] ?? (draft["parties"] as readonly unknown[] | undefined)?.[0]);
      const on = example.on === undefined ? undefined : draft[example.on];
      return {
        name: String(draft[required] ?? ""),
        currency: "",
        ...(party !== undefined && { party }),
        ...(typeof on === "string" && { on }),
      };
    },
  };
}

function addRow<Field extends string>(
  { desk, customers }: Rooms,
  made: Made[],
  noun: string,
  { fields, required, settle }: FlatDescription<Field>,
  table: SalesTable<Field | Everywhere>,
  row: SalesTable["rows"][number],
): void {
  const kept: Record<string, string> = { ...table.custom(row) };
  const out: Record<string, unknown> = {};
  const hints = desk.hintsFor(table.file);
  const zone = desk.options.zone ?? deviceZone();
  for (const [field, { as, ...rest }] of Object.entries(fields) as [Field, FlatField][]) {
    const cell = table.text(row, field);
    if (cell === "") continue;
    const heading = table.headingOf(field);
    if (as === "text") out[field] = cell;
    else if (as === "numbers") kept[heading] = cell;
    else if (as === "flag") out[field] = isYes(cell);
    else if (as === "time" || as === "rule") {
      const read = as === "time" ? readClock(cell) : readRule(cell);
      if (read !== undefined) out[field] = read;
      else {
        kept[heading] = cell;
        hints.add("word-unknown", row.line, cell, heading);
      }
    } else if (as === "day" || as === "instant" || as === "moment") {
      const read = table.dayKey(row, field);
      if (!/^\d{4}-\d\d-\d\d$/.test(read)) {
        table.problem(row, "day-unreadable", field, cell);
        return;
      }
      const clock = as === "moment" ? clockIn(cell) : undefined;
      if (as === "instant") out[field] = readInstant(read, cell, heading, zone);
      else out[field] = clock === undefined ? read : `${read}T${clock}`;
    } else if (as === "number") {
      const read = table.number(row, field);
      if (read === undefined) return;
      if (read !== null) out[field] = read;
    } else if (as === "choice") {
      const key = (rest as { readonly words: ReadonlyMap<string, string> }).words.get(wordKey(cell));
      if (key === undefined) {
        kept[heading] = cell;
        hints.add("word-unknown", row.line, cell, heading);
      } else out[field] = key;
    } else {
      const found = customers.found(cell);
      if (found.known.length > 0) out[field] = as === "contact" ? found.known[0] : found.known;
      if (found.unknown.length === 0) continue;
      kept[heading] = found.unknown.join("; ");
      hints.add("contact-unknown", row.line, found.unknown.join("; "), heading);
    }
  }
  if (out[required] === undefined) {
    table.problem(row, "name-missing", required);
    return;
  }
  const key = table.text(row, "number") || table.key(row);
  const { custom = {}, ...settled } = settle?.(out, zone) ?? out;
  Object.assign(kept, custom);
  desk.make(`${noun}-`, made, noun as Draft["kind"], table, row, {
    ...settled,
    ...filled("owner", table.text(row, "owner")),
    externalIds: key !== "" ? { [desk.systemOf(table)]: key } : { row: saidBy(table, row, fields, required) },
    ...(Object.keys(kept).length > 0 && { custom: kept }),
  });
}

/** A row without a number is known again by what it is called, its day and whom it is about: states and notes change. */
const saidBy = <Field extends string>(
  table: SalesTable<Field | Everywhere>,
  row: SalesTable["rows"][number],
  fields: Readonly<Record<Field, FlatField>>,
  required: Field,
): string =>
  (Object.entries(fields) as [Field, FlatField][])
    .filter(([field, { as }]) => field === required || as === "day" || as === "moment" || as === "contact" || as === "contacts")
    .map(([field, { as }]) => (as === "day" || as === "moment" ? table.dayKey(row, field) : fold(table.text(row, field))))
    .join("|");
