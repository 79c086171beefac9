// What a day or a week asks of somebody: planned, due, promised, about to be lost, worth a word. Asked by index, beside the screen.
import type { HolidayTable } from "../calendar/holidays.ts";
import { readChoices } from "../database/choices.ts";
import { DirectoryView } from "../database/directoryView.ts";
import { readNextSteps, touchStateOf } from "../database/nextSteps.ts";
import { settingsRow } from "../database/questions.ts";
import type { DirectoryEntry, RecordRow } from "../database/rows.ts";
import type { WorkspaceDatabase } from "../database/schema.ts";
import { birthdayBetween } from "../domain/birthday.ts";
import { pressureOf, type TouchState } from "../domain/cadence.ts";
import { valueKey } from "../domain/keys.ts";
import { comparePromises, isOpenPromise, type PromiseSide, promiseNoun, sideOf } from "../domain/promise.ts";
import { read } from "../domain/read.ts";
import { idsOf, isDeleted, textIn } from "../domain/record.ts";
import { type Settings, settingsNoun } from "../domain/settings.ts";
import { compareTasks, dueDayOf, dueTimeOf, isSettled, taskNoun } from "../domain/task.ts";
import type { RecordId } from "../lib/id.ts";
import { ok, type Result } from "../lib/result.ts";
import { type AgendaRefusal, readAgenda } from "./agenda.ts";
import type { AgendaEntry } from "./agendaEntry.ts";

export interface TodayQuestion {
  /** Days: today, and the one before which it ends. What is overdue belongs to it as well. */
  readonly from: string;
  readonly to: string;
  /** Whose day: what is this member's and what is nobody's; absent: everybody's. */
  readonly member?: string;
  /** On whose clocks (IANA) the days begin and end. */
  readonly zone: string;
  /** Contact → ABC class, where a cadence is wanted for one. */
  readonly classes?: Readonly<Record<RecordId, string>>;
}

export interface TodayTask {
  readonly id: RecordId;
  readonly title: string;
  /** A day, and "" or the time on it. */
  readonly dueOn: string;
  readonly time: string;
  readonly isOverdue: boolean;
  readonly parties: readonly RecordId[];
}

export interface TodayPromise {
  readonly id: RecordId;
  readonly text: string;
  readonly side: PromiseSide;
  readonly dueOn: string;
  readonly isOverdue: boolean;
  readonly party: RecordId | null;
}

/** A contact that is about to be lost out of sight, and why. */
export interface TodayTouch extends TouchState {
  readonly party: RecordId;
  readonly name: string;
  /** The day of the last touch; "" where there was none. */
  readonly lastOn: string;
}

export interface TodayBirthday {
  readonly party: RecordId;
  readonly name: string;
  readonly day: string;
  readonly turns: number | null;
}

export interface TodayAnswer {
  readonly question: TodayQuestion;
  readonly appointments: readonly AgendaEntry[];
  readonly tasks: readonly TodayTask[];
  readonly promises: readonly TodayPromise[];
  /** The most pressing first; `moreTouches` are not among them. */
  readonly touches: readonly TodayTouch[];
  readonly moreTouches: number;
  readonly birthdays: readonly TodayBirthday[];
  /** Contacts where somebody has to choose, and between how many values. */
  readonly conflicts: readonly { readonly party: RecordId; readonly name: string; readonly count: number }[];
}

/** So many contacts about to be lost are told; the rest is a number. */
export const mostTouches = 200;

/** All contacts as a worker keeps them between two questions: asked again, it reads only the pages that changed. */
export class TodayDesk {
  readonly #view = new DirectoryView();
  #seen = -1;

  async answer(db: WorkspaceDatabase, question: TodayQuestion, table: HolidayTable): Promise<Result<TodayAnswer, AgendaRefusal>> {
    const { from, to, zone, member } = question;
    const agenda = await readAgenda(db, { from, to, zone, ...(member !== undefined && { members: [member] }) }, table);
    if (!agenda.ok) return agenda;
    const [tasks, promises, touched, conflicts] = await Promise.all([
      this.#tasks(db, question),
      this.#promises(db, question),
      this.#contacts(db, question),
      readChoices(db),
    ]);
    return ok({
      question,
      appointments: agenda.value.entries.filter(({ status }) => status !== "cancelled"),
      tasks,
      promises,
      ...touched,
      conflicts: this.#conflicts(conflicts),
    });
  }

  async #tasks(db: WorkspaceDatabase, { from, to, member }: TodayQuestion): Promise<TodayTask[]> {
    return (await openRows(db, taskNoun.name, to))
      .map(({ id, record }) => ({ id, record: read(taskNoun, record) }))
      .filter(({ record }) => !isSettled(record) && isMine(record.owner, member))
      .sort((a, b) => compareTasks(a.record, b.record, from))
      .map(({ id, record }) => ({
        ...{ id, title: record.title, dueOn: dueDayOf(record), time: dueTimeOf(record) },
        isOverdue: dueDayOf(record) < from,
        parties: idsOf(record.parties),
      }));
  }

  async #promises(db: WorkspaceDatabase, { from, to, member }: TodayQuestion): Promise<TodayPromise[]> {
    return (await openRows(db, promiseNoun.name, to))
      .map(({ id, record }) => ({ id, record: read(promiseNoun, record) }))
      .filter(({ record }) => isOpenPromise(record) && isMine(record.owner, member))
      .sort((a, b) => comparePromises(a.record, b.record, from))
      .map(({ id, record }) => ({
        ...{ id, text: record.text, side: sideOf(record), dueOn: record.dueOn ?? "" },
        isOverdue: (record.dueOn ?? "") < from,
        party: record.party ?? null,
      }));
  }

  async #contacts(
    db: WorkspaceDatabase,
    { from, to, member, classes }: TodayQuestion,
  ): Promise<Pick<TodayAnswer, "touches" | "moreTouches" | "birthdays">> {
    const [steps, settings] = await Promise.all([readNextSteps(db, from), settingsRow(db), this.#follow(db)]);
    const cadences = settings ? ((read(settingsNoun, settings.record) as Settings).cadences ?? {}) : {};
    const asked = { cadences, today: from, ...(classes && { classOf: (id: RecordId) => classes[id] }) };
    const touches: TodayTouch[] = [];
    const birthdays: TodayBirthday[] = [];
    for (const entry of this.#view.all()) {
      if (!isMine(entry.owner, member)) continue;
      const { id: party, name } = entry;
      const state = touchStateOf(this.#view, entry, steps, asked);
      if (state.light === "late") touches.push({ party, name, ...state, lastOn: this.#view.touchedOf(entry).slice(0, 10) });
      const birthday = entry.bornOn ? birthdayBetween(entry.bornOn, from, to) : undefined;
      if (birthday) birthdays.push({ party, name, ...birthday });
    }
    touches.sort((a, b) => pressureOf(b) - pressureOf(a) || compareTexts(a.name, b.name) || compareTexts(a.party, b.party));
    birthdays.sort((a, b) => compareTexts(a.day, b.day) || compareTexts(a.name, b.name));
    return { touches: touches.slice(0, mostTouches), moreTouches: Math.max(0, touches.length - mostTouches), birthdays };
  }

  #conflicts(choices: Awaited<ReturnType<typeof readChoices>>): TodayAnswer["conflicts"] {
    const counts = new Map<DirectoryEntry, number>();
    for (const { parties, count } of choices)
      for (const party of parties) {
        const entry = this.#view.get(party);
        if (entry) counts.set(entry, (counts.get(entry) ?? 0) + count);
      }
    return [...counts].map(([{ id: party, name }, count]) => ({ party, name, count }));
  }

  async #follow(db: WorkspaceDatabase): Promise<void> {
    const pages = await db.directory.where("version").above(this.#seen).toArray();
    for (const { version } of pages) if (version > this.#seen) this.#seen = version;
    this.#view.take(pages);
  }
}

/** What is open and due before a day, also what is long overdue. */
async function openRows(db: WorkspaceDatabase, noun: string, before: string): Promise<RecordRow[]> {
  const keyed = (day: string): string => valueKey(noun, ["open"], [day]);
  const rows = await db.records.where("keys").between(keyed("0"), keyed(before), true, false).toArray();
  return rows.filter(({ record }) => !isDeleted(record));
}

const isMine = (owner: string | null | undefined, member: string | undefined): boolean =>
  member === undefined || textIn(owner) === "" || owner === member;

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
