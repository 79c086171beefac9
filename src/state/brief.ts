// A brief of a contact: what rows say at once, and what the reports add as soon as they have answered.
import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import { type Brief, briefOf, readBrief } from "../database/brief.ts";
import type { CustomerFigures } from "../domain/brief.ts";
import { dayIn, deviceZone } from "../domain/zone.ts";
import type { RecordId } from "../lib/id.ts";
import { createFactsVersion } from "./analysis.ts";
import { createLiveQuery } from "./liveQuery.ts";
import { useSession } from "./session.tsx";
import { useWorkspace } from "./workspace.tsx";

export type { Brief } from "../database/brief.ts";

export interface BriefView {
  /** `null` when there is no such contact; undefined until it has been read. */
  readonly brief: Accessor<Brief | null | undefined>;
  /** Whether the reports have answered what is asked now; until then their last answer counts, which names its day. */
  readonly isComplete: Accessor<boolean>;
}

/** What the reports said last of a contact of a workspace, for as long as this window lives. */
const said = new Map<string, CustomerFigures | null>();

/** Keeps the brief of a contact up to date. */
export function createBrief(id: () => RecordId): BriefView {
  const dayOf = (at: string): string => dayIn(at, deviceZone());
  const today = (): string => dayOf(new Date().toISOString());
  const rows = createLiveQuery(
    () => ({ id: id(), today: today() }),
    (db, asked) => readBrief(db, asked.id, asked.today),
  );
  const { figures, isComplete } = createFigures(id);
  const brief = createMemo(() => {
    const read = rows();
    if (!read || read.id !== id()) return read === null ? null : undefined;
    return briefOf(read, figures(), { today: today(), dayOf });
  });
  return { brief, isComplete };
}

function createFigures(id: () => RecordId): { readonly figures: Accessor<CustomerFigures | null>; readonly isComplete: Accessor<boolean> } {
  const session = useSession();
  const { id: workspace } = useWorkspace();
  const nameOf = (party: RecordId): string => `${workspace} ${party}`;
  const version = createFactsVersion();
  const [answer, setAnswer] = createSignal<{ readonly of: RecordId; readonly value: CustomerFigures | null }>();
  createEffect(
    on([id, version], ([party, known]) => {
      if (known === undefined) return;
      let isWanted = true;
      onCleanup(() => (isWanted = false));
      session.customerFigures(party).then(
        (value) => {
          said.set(nameOf(party), value);
          if (isWanted) setAnswer({ of: party, value });
        },
        // What the reports cannot say is not said: everything else stands there all the same.
        () => isWanted && setAnswer({ of: party, value: null }),
      );
    }),
  );
  const own = () => (answer()?.of === id() ? answer() : undefined);
  return { figures: () => own()?.value ?? said.get(nameOf(id())) ?? null, isComplete: () => own() !== undefined };
}
