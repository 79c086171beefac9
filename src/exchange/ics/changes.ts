// What a newer version of a calendar entry changes in the appointment or task that is here.
import { idsOf } from "../../domain/record.ts";

type Fields = Readonly<Record<string, unknown>>;

const plain: Readonly<Record<"appointment" | "task", readonly string[]>> = {
  appointment: ["title", "start", "end", "zone", "place", "text", "rule", "kept", "sequence", "series", "replaces"],
  task: ["title", "dueOn", "due", "zone", "text", "rule", "kept", "sequence"],
};

/**
 * Fields of a file that differ from those here, as a change at the door: `null` empties. What people may have added here stays: contacts,
 * tags, and reminders where the file has none; and what is settled here is not opened again by the same version.
 */
export function changesIn(noun: "appointment" | "task", here: Fields, said: Fields): Fields {
  const isNewer = Number(said["sequence"] ?? 0) > Number(here["sequence"] ?? 0);
  const out: Record<string, unknown> = {};
  for (const field of plain[noun]) {
    const [before, after] = [here[field] ?? null, said[field] ?? null];
    // The name of what is added later by Kontor itself stays.
    if (before !== after && !(field === "sequence" && !isNewer) && !(field === "series" && after === null)) out[field] = after;
  }
  for (const field of ["kind", "priority", "doneAt"])
    if (said[field] !== undefined && said[field] !== here[field]) out[field] = said[field];
  const status = statusAfter(noun, here, said, isNewer);
  if (status !== undefined && status !== (here["status"] ?? null)) out["status"] = status;
  const had = (field: string): readonly string[] => namesIn(here[field]);
  const has = (field: string): readonly string[] => (said[field] ?? []) as readonly string[];
  const replaced = [...(noun === "appointment" ? ["exceptions", "additions"] : []), ...(has("reminders").length > 0 ? ["reminders"] : [])];
  for (const field of [...replaced, "tags"]) {
    const add = has(field).filter((name) => !had(field).includes(name));
    const remove = field === "tags" ? [] : had(field).filter((name) => !has(field).includes(name));
    if (add.length + remove.length > 0) out[field] = { ...(add.length > 0 && { add }), ...(remove.length > 0 && { remove }) };
  }
  const parties = has("parties").filter((id) => !idsOf(here["parties"]).includes(id as never));
  if (parties.length > 0) out["parties"] = { add: parties };
  return out;
}

/** Undefined: as it is. */
function statusAfter(noun: "appointment" | "task", here: Fields, said: Fields, isNewer: boolean): unknown {
  const [before, after] = [here["status"] ?? null, said["status"]];
  if (after === undefined) return isNewer && before === "cancelled" ? null : undefined;
  const isSettled = noun === "task" && (before === "done" || before === "cancelled");
  if (noun === "task" && before === null && after === "open") return undefined;
  if (noun === "appointment" && before === null && after === "confirmed") return undefined;
  return isSettled && !isNewer && after !== "done" && after !== "cancelled" ? undefined : after;
}

const namesIn = (set: unknown): string[] => Object.entries((set ?? {}) as Fields).flatMap(([name, isIn]) => (isIn === true ? [name] : []));
