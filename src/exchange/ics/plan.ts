// A dry run of calendars: appointments and tasks as drafts, what is here already changed where the file has a later version, and a report.
import type { Appointment } from "../../domain/appointment.ts";
import type { RecordId } from "../../lib/id.ts";
import { type Draft, type Hint, HintList, type RowProblem } from "../draft.ts";
import type { KnownEntry, KnownRecords } from "../known.ts";
import type { CalendarSource } from "../source.ts";
import { birthdayIn, namesOf } from "./birthday.ts";
import { changesIn } from "./changes.ts";
import { type IcsFile, readIcs } from "./entry.ts";
import { taskFields } from "./entryFields.ts";
import { type FileEntry, type Piece, type Pieces, piecesOf } from "./pieces.ts";
import { type TiedParty, Ties } from "./ties.ts";

export interface CalendarsPlan {
  /** Series before what replaces their times. */
  readonly drafts: readonly Draft[];
  /** Birthdays of contacts that the same import makes, by their keys. */
  readonly bornOn: ReadonlyMap<string, string>;
  readonly problems: readonly RowProblem[];
  readonly hints: readonly Hint[];
  /** Entries in the files. */
  readonly rows: number;
}

/** `drafts` are those of contacts that the same import makes; `zone` is the workspace's. */
export async function planCalendars(
  sources: readonly CalendarSource[],
  {
    zone,
    drafts,
    known = {},
    isAgain = false,
  }: { zone: string; drafts: readonly Draft[]; known?: KnownRecords | undefined; isAgain?: boolean },
): Promise<CalendarsPlan> {
  const desk = new Desk(new Ties(known.parties ?? [], drafts), known.isOfSameFiles === true && !isAgain);
  const entries = sources.flatMap((source) => desk.open(source, zone));
  const groups = new Map<string, FileEntry[]>();
  const unnamed = new Map<string, number>();
  for (const entry of entries) {
    if (desk.isBirthday(entry)) continue;
    const name = `${entry.is} ${entry.uid ?? uidFor(entry, unnamed)}`;
    groups.set(name, [...(groups.get(name) ?? []), entry]);
  }
  const here = (await known.calendar?.([...groups.keys()])) ?? nothingKnown;
  const series: SeriesToBe[] = [];
  for (const [name, group] of groups) {
    const head = here.byName.get(name);
    const uid = name.slice(name.indexOf(" ") + 1);
    if (group[0]?.is === "task") for (const entry of group) desk.task(entry, uid, entry.replaces ? undefined : head);
    else series.push(...desk.series(uid, group, head));
  }
  const more = (await known.calendar?.(series.flatMap(namesIn))) ?? nothingKnown;
  for (const one of series) desk.appointments(one, more);
  return desk.close(entries.length);
}

const nothingKnown: KnownCalendar = { byName: new Map(), movedOf: new Map() };

interface SeriesToBe {
  readonly uid: string;
  readonly group: readonly FileEntry[];
  /** What cancels all of it. */
  readonly called: readonly FileEntry[];
  readonly pieces: Pieces;
}

/** Under what its parts may be here already. */
const namesIn = ({ uid, pieces: { pieces } }: SeriesToBe): string[] => [
  `appointment ${uid}`,
  ...pieces.flatMap((piece) => (piece.uid ? [`appointment ${piece.uid}`] : [])),
  ...pieces.flatMap(({ entry }) => (entry.replaces ? [`appointment ics:${uid} ${entry.replaces}`] : [])),
];

/** One without a name is known again by what it says and when; the second of equal ones by being that. */
function uidFor({ title, start, due, rule }: FileEntry, given: Map<string, number>): string {
  const said = [title, start ?? due ?? "", rule ?? ""].join(" ").replaceAll(/[^\p{L}\p{N}]+/gu, "-");
  const count = (given.get(said) ?? 0) + 1;
  given.set(said, count);
  return count === 1 ? said : `${said}-${count}`;
}

/** What others have answered, or want to know: nothing that is planned. */
const answers = new Set(["REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"]);

interface KnownCalendar {
  readonly byName: ReadonlyMap<string, KnownEntry>;
  readonly movedOf: ReadonlyMap<RecordId, readonly KnownEntry[]>;
}

class Desk {
  readonly #ties: Ties;
  readonly #isHere: boolean;
  readonly #drafts: Draft[] = [];
  readonly #bornOn = new Map<string, string>();
  readonly #problems: RowProblem[] = [];
  readonly #hints = new Map<string | undefined, HintList>();
  readonly #programs = new Map<string | undefined, string>();
  #count = 0;

  /** `isHere`: these very files were taken before, and what they made stays as people left it. */
  constructor(ties: Ties, isHere: boolean) {
    this.#ties = ties;
    this.#isHere = isHere;
  }

  #hintsOf(file: string | undefined): HintList {
    const known = this.#hints.get(file) ?? new HintList();
    this.#hints.set(file, known);
    return known;
  }

  open({ text, file }: CalendarSource, zone: string): FileEntry[] {
    const read = readIcs(text, zone);
    this.#programs.set(file, read.program ?? "");
    this.#report(read, file);
    if (read.method && answers.has(read.method)) {
      const hints = this.#hintsOf(file);
      for (const { line, title } of read.entries) hints.add("calendar-answer", line, title, read.method);
      return [];
    }
    return read.entries.map((entry) => ({ ...entry, file, isCancelling: read.method === "CANCEL" }));
  }

  #report({ problems, others, entries }: IcsFile, file: string | undefined): void {
    const hints = this.#hintsOf(file);
    const isOfNothing = entries.length + others.length === 0 && problems.every(({ code }) => code !== "start-unreadable");
    if (isOfNothing) this.#problems.push({ line: 1, code: "calendar-missing", ...(file !== undefined && { file }) });
    for (const { line, code, value, component } of isOfNothing ? [] : problems) {
      // Without a start there is no appointment.
      if (code === "start-unreadable" && component === "VEVENT")
        this.#problems.push({ line, code: "start-unreadable", column: component, value, ...(file !== undefined && { file }) });
      else hints.add(`calendar-${code}`, line, value, component);
    }
    for (const { name, line } of others) hints.add("calendar-left-out", line, name);
  }

  // ---- birthdays -------------------------------------------------------------------------------------------------------

  isBirthday(entry: FileEntry): boolean {
    const found = birthdayIn(entry, this.#programs.get(entry.file) ?? "");
    if (!found) return false;
    const own = /^birthday-(.+)@kontor$/.exec(entry.uid ?? "")?.[1];
    const called = new Map(
      namesOf(found)
        .flatMap((name) => this.#ties.named(name) ?? [])
        .map((party) => [party.reference, party]),
    );
    const party = (own ? this.#ties.byId(own) : undefined) ?? (called.size === 1 ? [...called.values()][0] : undefined);
    if (!party?.isPerson) return false;
    const known = this.#bornOn.get(party.reference) ?? party.bornOn ?? "";
    // Another day than the one that is known: nobody can tell which is right.
    if (known !== "" && known.slice(-5) !== found.bornOn.slice(-5)) return false;
    const isNew = known === "" || (known.startsWith("--") && !found.bornOn.startsWith("--"));
    if (!isNew && !known.startsWith("--") && !found.bornOn.startsWith("--") && known !== found.bornOn) return false;
    const hints = this.#hintsOf(entry.file);
    if (!isNew) hints.add("calendar-unchanged", entry.line, entry.title);
    else {
      hints.add("birthday-taken", entry.line, party.name);
      this.#born(party, found.bornOn, entry);
    }
    return true;
  }

  #born({ reference }: TiedParty, bornOn: string, { line, file }: FileEntry): void {
    this.#bornOn.set(reference, bornOn);
    if (reference.startsWith("#")) return;
    this.#drafts.push({
      ...{ key: `born-${this.#drafts.length + 1}`, kind: "party", id: reference as RecordId, fields: { bornOn }, line },
      ...(file !== undefined && { file }),
    });
  }

  // ---- tasks -----------------------------------------------------------------------------------------------------------

  task(entry: FileEntry, uid: string, here: KnownEntry | undefined): void {
    if (entry.isCancelling) {
      this.#cancel(entry, here);
      return;
    }
    const name = entry.replaces === undefined ? { uid } : { uid: `${uid} ${entry.replaces}` };
    this.#put(entry, { ...taskFields(entry), ...name }, here);
  }

  // ---- appointments ----------------------------------------------------------------------------------------------------

  series(uid: string, group: readonly FileEntry[], here: KnownEntry | undefined): SeriesToBe[] {
    const said = group.filter((entry) => !entry.isCancelling || entry.replaces !== undefined);
    const called = group.filter((entry) => entry.isCancelling && entry.replaces === undefined);
    // A whole series that is cancelled, and nothing else said of it.
    for (const entry of said.length === 0 ? called : []) this.#cancel(entry, here);
    if (said.length === 0) return [];
    return [{ uid, group, called, pieces: piecesOf(uid, said, here?.fields as Appointment | undefined) }];
  }

  appointments({ uid, group, called, pieces: { pieces, ended } }: SeriesToBe, known: KnownCalendar): void {
    const references = new Map<string, string>();
    for (const piece of pieces) this.#piece(piece, uid, known, references, called);
    const isSplit = pieces.some((piece) => piece.uid && known.byName.has(`appointment ${piece.uid}`));
    for (const { uid: of, fields } of ended) {
      const head = known.byName.get(`appointment ${of}`);
      const [entry] = group;
      if (head && entry && !this.#isHere && !isSplit) this.#push(entry, fields, head.id);
    }
  }

  #piece(
    { entry, uid, fields, series, replaces }: Piece,
    base: string,
    known: KnownCalendar,
    references: Map<string, string>,
    called: readonly FileEntry[],
  ): void {
    if (uid !== undefined) {
      const here = known.byName.get(`appointment ${uid}`);
      const isCancelled = called.some(({ sequence }) => sequence >= entry.sequence);
      const key = this.#put(entry, { ...fields, uid, ...(isCancelled && { status: "cancelled" }) }, here);
      references.set(uid, here?.id ?? `#${key}`);
      return;
    }
    const apart = known.byName.get(`appointment ics:${base} ${entry.replaces}`);
    if (series === undefined || replaces === undefined) {
      if (entry.isCancelling) this.#cancel(entry, apart);
      else this.#put(entry, fields, apart);
      return;
    }
    const head = known.byName.get(`appointment ${series}`);
    const moved = head ? (known.movedOf.get(head.id) ?? []) : [];
    const here =
      moved.find(({ fields: one }) => one["replaces"] === replaces || String(one["replaces"]).slice(0, 10) === replaces) ?? apart;
    if (entry.isCancelling && here) this.#cancel(entry, here);
    else this.#put(entry, { ...fields, series: references.get(series) ?? head?.id, replaces }, here);
  }

  /** The file says no more than that it is off: nothing else is taken from it. */
  #cancel(entry: FileEntry, here: KnownEntry | undefined): void {
    const hints = this.#hintsOf(entry.file);
    if (!here) hints.add("calendar-cancel-unknown", entry.line, entry.title);
    else if (Number(here.fields["sequence"] ?? 0) > entry.sequence) hints.add("calendar-older", entry.line, titleIn(here));
    else if (here.fields["status"] === "cancelled") hints.add("calendar-unchanged", entry.line, titleIn(here));
    else {
      hints.add("calendar-cancelled", entry.line, titleIn(here));
      this.#push(entry, { status: "cancelled", ...(entry.sequence > 0 && { sequence: entry.sequence }) }, here.id);
    }
  }

  /** Made, or changed where it is here and the file is not older; the key of its draft. */
  #put(entry: FileEntry, fields: Readonly<Record<string, unknown>>, here: KnownEntry | undefined): string {
    const hints = this.#hintsOf(entry.file);
    const { parties, others } = this.#ties.of(entry);
    const said = parties.length > 0 ? { ...fields, parties: parties.map(({ reference }) => reference) } : fields;
    for (const { name } of parties) hints.add("calendar-contact", entry.line, name);
    for (const name of others) hints.add("calendar-person-kept", entry.line, name);
    if (!here) return this.#push(entry, said);
    if (Number(here.fields["sequence"] ?? 0) > entry.sequence) hints.add("calendar-older", entry.line, titleIn(here));
    else {
      const changes = this.#isHere ? {} : changesIn(entry.is, here.fields, said);
      if (Object.keys(changes).length > 0) return this.#push(entry, changes, here.id);
      hints.add("calendar-unchanged", entry.line, titleIn(here));
    }
    return "";
  }

  #push({ is, line, file }: FileEntry, fields: Readonly<Record<string, unknown>>, id?: RecordId): string {
    const key = `${is}-${++this.#count}`;
    this.#drafts.push({ key, kind: is, fields, line, ...(id && { id }), ...(file !== undefined && { file }) });
    return key;
  }

  close(rows: number): CalendarsPlan {
    return {
      drafts: this.#drafts,
      bornOn: new Map([...this.#bornOn].flatMap(([reference, day]) => (reference.startsWith("#") ? [[reference.slice(1), day]] : []))),
      problems: this.#problems,
      hints: [...this.#hints].flatMap(([file, hints]) => hints.list(file)),
      rows,
    };
  }
}

const titleIn = ({ fields }: KnownEntry): string => String(fields["title"] ?? "");
