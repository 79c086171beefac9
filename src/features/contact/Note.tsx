import { createEffect, createSignal, type JSX, on, onCleanup, untrack } from "solid-js";
import type { ContactView } from "../../state/contact.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { TextArea } from "../../ui/TextField.tsx";
import { text } from "./text.ts";

/** Typing pauses this long before the letters are saved; leaving the field saves at once. */
const pauseMs = 600;

/** What stands in the field, and the text it grew out of. */
interface Typed {
  readonly note: string;
  readonly base: string;
}

/**
 * A text that several people may type into: what is sent is the difference to what the field said when typing began, so that
 * others' words stay. They appear here as soon as nobody types. Each letter is on the disk before it is saved for everybody.
 */
export function Note(props: { readonly contact: ContactView }): JSX.Element {
  const { engine, drafts, memberOf } = useWorkspace();
  const stored = (): string => (typeof props.contact.party.note === "string" ? props.contact.party.note : "");
  const [typed, setTyped] = createSignal<Typed | null>(null);
  const [state, setState] = createSignal<"idle" | "saving" | "saved">("idle");
  let timer: ReturnType<typeof setTimeout> | undefined;

  const id = untrack(() => props.contact.id);
  const name = `note ${id}`;
  onCleanup(drafts.enter(name));

  const save = async (): Promise<void> => {
    clearTimeout(timer);
    const own = typed();
    if (own === null) return;
    if (own.note === own.base) {
      drafts.drop(name);
      setTyped(null);
      return;
    }
    const done = await act(engine.patch(id, { note: own.note }, { note: own.base }));
    if (done === undefined) return;
    setState("saved");
    const now = typed();
    if (now?.note === own.note) {
      drafts.drop(name);
      setTyped(null);
    } else if (now) setTyped({ ...now, base: own.note });
  };
  const input = (note: string): void => {
    const next = { note, base: typed()?.base ?? stored() };
    setTyped(next);
    setState("saving");
    drafts.keep({ name, about: { kind: "note", party: id }, changes: { note }, base: { note: next.base } });
    clearTimeout(timer);
    timer = setTimeout(() => void save(), pauseMs);
  };
  // What the last window did not come to save is saved now: whatever others wrote since stays.
  createEffect(
    on(drafts.all, (all, _, isTaken?: boolean) => {
      if (all === undefined || isTaken) return isTaken;
      const kept = all.find((draft) => draft.name === name);
      if (kept && typed() === null) {
        setTyped({ note: String(kept.changes["note"]), base: String(kept.base["note"]) });
        void save();
      }
      return true;
    }),
  );
  onCleanup(() => {
    if (typed() !== null) void save();
  });
  const isJoined = (): boolean => {
    const own = typed();
    return own !== null && stored() !== own.base && stored() !== own.note;
  };
  const description = (): string | undefined => {
    if (isJoined()) return text().joinedNote(memberOf(props.contact.writerOf("note") ?? ""));
    return state() === "saving" ? text().saving : state() === "saved" ? text().saved : undefined;
  };
  return (
    <section class="details-section" aria-label={text().note}>
      <TextArea
        label={text().note}
        value={typed()?.note ?? stored()}
        placeholder={text().notePlaceholder}
        rows={2}
        onInput={input}
        onChange={() => void save()}
        description={description()}
      />
    </section>
  );
}
