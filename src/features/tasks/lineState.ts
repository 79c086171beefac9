// What a line in the making means, with what somebody has said about it: parts taken off, and who is meant.

import { createMemo, createSignal } from "solid-js";
import { type NamedContact, namedContacts } from "../../domain/namedContacts.ts";
import { type LinePart, partKey, readTaskLine, type TaskLine } from "../../domain/taskLine.ts";
import { deviceZone } from "../../domain/zone.ts";
import { localDayOf } from "../../i18n/format.ts";
import { fold } from "../../lib/fold.ts";
import type { RecordId } from "../../lib/id.ts";
import type { PlainFields } from "../../lib/plain.ts";
import { useWorkspace } from "../../state/workspace.tsx";

export interface LineState {
  readonly line: () => TaskLine;
  /** Contacts that are named, chosen ones and those to be chosen between. */
  readonly contacts: () => readonly (NamedContact & { readonly chosen: RecordId | undefined })[];
  /** The owner the line names; undefined where it names none, or several. */
  readonly owner: () => string | undefined;
  readonly takeOff: (part: LinePart) => void;
  readonly chooseContact: (text: string, id: RecordId) => void;
  readonly chooseOwner: (id: string) => void;
  readonly clear: () => void;
  /** As a new task is stored; without a title while nothing is left for one. */
  readonly fields: () => PlainFields;
}

const twoDigits = (value: number): string => String(value).padStart(2, "0");
/** What the clocks of this device show. */
export const wallClock = (now: Date): string => `${localDayOf(now)}T${twoDigits(now.getHours())}:${twoDigits(now.getMinutes())}`;

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const nothing = { off: new Set<string>(), chosen: new Map<string, string>() } as const;

export function createLineState(typed: () => string): LineState {
  const { status, directory } = useWorkspace();
  const [off, setOff] = createSignal<ReadonlySet<string>>(nothing.off);
  const [chosen, setChosen] = createSignal<ReadonlyMap<string, string>>(nothing.chosen);
  // What means the same is the same: else a menu would close whenever a colleague comes or goes.
  const line = createMemo(
    () => readTaskLine(typed(), { now: wallClock(new Date()), members: status()?.members ?? [], self: status()?.member, without: off() }),
    undefined,
    { equals: isSame },
  );
  const contacts = createMemo(
    () =>
      namedContacts(line().contacts, (text) => directory()?.search(text, 12) ?? []).map((named) => {
        const said = chosen().get(fold(named.text)) as RecordId | undefined;
        return { ...named, chosen: said ?? (named.isCertain ? named.choices[0] : undefined) };
      }),
    undefined,
    { equals: isSame },
  );
  const owner = (): string | undefined => {
    const { owners } = line();
    return owners.length > 1 ? owners.find((id) => id === chosen().get("@")) : owners[0];
  };
  const choose = (name: string, id: string): void => void setChosen((all) => new Map(all).set(name, id));
  const parties = (): RecordId[] => [...new Set(contacts().flatMap((one) => one.chosen ?? []))];
  return {
    line,
    contacts,
    owner,
    takeOff: (part) => setOff((all) => new Set(all).add(partKey(typed(), part))),
    chooseContact: (text, id) => choose(fold(text), id),
    chooseOwner: (id) => choose("@", id),
    clear: () => {
      setOff(nothing.off);
      setChosen(nothing.chosen);
    },
    fields: () => {
      const { title, dueOn, due, rule, priority, tags } = line();
      return {
        title,
        ...(dueOn && { dueOn }),
        ...(due && { due, zone: deviceZone() }),
        ...(rule && { rule }),
        ...(priority && priority !== "normal" && { priority }),
        ...(tags.length > 0 && { tags: [...tags] }),
        ...(parties().length > 0 && { parties: parties() }),
        ...(owner() !== undefined && { owner: owner() as string }),
      };
    },
  };
}
