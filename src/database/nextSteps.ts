// What is planned next with whom, and how that makes each contact stand: read from keys of the index alone, no record is read for it.
import { type Cadences, cadenceOf, type TouchState, touchState } from "../domain/cadence.ts";
import { valueKey } from "../domain/keys.ts";
import { type Staged, stageKindOf } from "../domain/stageKind.ts";
import { noPipeline, seriesMark, stepMark, unclosedMark } from "../domain/stepMark.ts";
import { dayHere } from "../lib/calendarDay.ts";
import type { RecordId } from "../lib/id.ts";
import type { DirectoryView } from "./directoryView.ts";
import { recordsOfNoun } from "./questions.ts";
import type { DirectoryEntry } from "./rows.ts";
import type { WorkspaceDatabase } from "./schema.ts";

export interface NextSteps {
  /** Contact → the day of the next step from today on; "" where something comes again and again. */
  readonly planned: ReadonlyMap<RecordId, string>;
  /** Contacts with an open deal. */
  readonly deals: ReadonlySet<RecordId>;
}

const endOfKeys = "\uffff";

/** The values behind the names of all keys from one on, up to the end of its mark. */
async function marked(db: WorkspaceDatabase, noun: string, mark: string, from: string): Promise<readonly string[]> {
  const start = valueKey(noun, [mark], [""]);
  const keys = await db.records.where("keys").between(`${start}${from}`, `${start}${endOfKeys}`).keys();
  return (keys as string[]).map((key) => key.slice(start.length));
}

export async function readNextSteps(db: WorkspaceDatabase, today: string): Promise<NextSteps> {
  const [tasks, appointments, series, unclosed, pipelines] = await Promise.all([
    marked(db, "task", stepMark, today),
    marked(db, "appointment", stepMark, today),
    marked(db, "appointment", seriesMark, today),
    marked(db, "deal", unclosedMark, ""),
    recordsOfNoun(db, "pipeline"),
  ]);
  const planned = new Map<RecordId, string>();
  for (const value of [...tasks, ...appointments]) {
    const [day, party] = [value.slice(0, 10), value.slice(11) as RecordId];
    const known = planned.get(party);
    if (known === undefined || day < known) planned.set(party, day);
  }
  for (const value of series) if (!planned.has(value.slice(11) as RecordId)) planned.set(value.slice(11) as RecordId, "");
  return { planned, deals: openDeals(unclosed, new Map(pipelines.map(({ id, record }) => [id, record as Staged]))) };
}

function openDeals(unclosed: readonly string[], pipelines: ReadonlyMap<string, Staged>): ReadonlySet<RecordId> {
  const open = new Set<RecordId>();
  for (const value of unclosed) {
    const [from, to] = [value.indexOf(" "), value.lastIndexOf(" ")];
    const pipeline = value.slice(0, from);
    if (stageKindOf(value.slice(from + 1, to), pipeline === noPipeline ? undefined : pipelines.get(pipeline)) === "open")
      open.add(value.slice(to + 1) as RecordId);
  }
  return open;
}

export interface TouchQuestion {
  readonly cadences: Cadences;
  readonly classOf?: (id: RecordId) => string | undefined;
  readonly today: string;
}

/** How a contact stands on a day; what was done and is planned with people of a firm counts for the firm. */
export function touchStateOf(
  view: DirectoryView,
  entry: DirectoryEntry,
  { planned, deals }: NextSteps,
  { cadences, classOf, today }: TouchQuestion,
): TouchState {
  const cadence = entry.isCollective ? null : cadenceOf(entry, cadences, classOf?.(entry.id));
  let plannedOn = planned.get(entry.id);
  if (plannedOn === undefined && planned.size > 0 && entry.kind !== "person")
    for (const person of view.staffOf(entry.id)) plannedOn ??= planned.get(person);
  // Days are dear where there are many contacts: only whom one wants to be in touch with is looked at more closely.
  const since = cadence ? dayHere(view.touchedOf(entry) || entry.createdAt) : "";
  return touchState(cadence, { knownSince: since, plannedOn, hasOpenDeal: deals.has(entry.id) }, today);
}
