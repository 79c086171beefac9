import { createSignal, type JSX, onCleanup, untrack } from "solid-js";
import type { ContactView } from "../../state/contact.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { TextArea } from "../../ui/TextField.tsx";
import { text } from "./text.ts";

/** Typing pauses this long before the letters are saved; leaving the field saves at once. */
const pauseMs = 600;

/** A text that several people may type into: only the difference is sent, and what others type appears while nobody types here. */
export function Note(props: { readonly contact: ContactView }): JSX.Element {
  const { engine } = useWorkspace();
  const stored = (): string => (typeof props.contact.party.note === "string" ? props.contact.party.note : "");
  const [typed, setTyped] = createSignal<string | null>(null);
  const [state, setState] = createSignal<"idle" | "saving" | "saved">("idle");
  let timer: ReturnType<typeof setTimeout> | undefined;

  const id = untrack(() => props.contact.id);

  const save = async (): Promise<void> => {
    clearTimeout(timer);
    const note = typed();
    if (note === null) return;
    if (note === stored()) {
      setTyped(null);
      return;
    }
    const done = await act(engine.patch(id, { note }));
    if (done === undefined) return;
    setState("saved");
    if (typed() === note) setTyped(null);
  };
  const input = (value: string): void => {
    setTyped(value);
    setState("saving");
    clearTimeout(timer);
    timer = setTimeout(() => void save(), pauseMs);
  };
  onCleanup(() => {
    if (typed() !== null) void save();
  });
  return (
    <section class="details-section" aria-label={text().note}>
      <TextArea
        label={text().note}
        value={typed() ?? stored()}
        placeholder={text().notePlaceholder}
        rows={2}
        onInput={input}
        onChange={() => void save()}
        description={state() === "saving" ? text().saving : state() === "saved" ? text().saved : undefined}
      />
    </section>
  );
}
