import { createSignal, createUniqueId, type JSX, Show } from "solid-js";
import { text } from "./text.ts";
import "./InlineEdit.css";

export interface InlineEditProps {
  readonly label: string;
  readonly value: string;
  /** As it is shown while nobody edits: a day in words, a link; the value itself unless given. */
  readonly shown?: JSX.Element;
  /** Returns what is wrong, or undefined when it was taken. */
  readonly onSave: (value: string) => string | undefined | Promise<string | undefined>;
  readonly isMultiline?: boolean;
  readonly isLabelHidden?: boolean;
  readonly inputMode?: "text" | "email" | "tel" | "url" | "numeric" | "decimal";
  readonly placeholder?: string;
  readonly class?: string;
  /** Something beside the value while it is shown, such as "two values". */
  readonly aside?: JSX.Element;
}

/** Click the value, type, Enter. Escape gives up. Leaving the field saves, as nobody expects to lose what they typed. */
export function InlineEdit(props: InlineEditProps): JSX.Element {
  const id = createUniqueId();
  const [draft, setDraft] = createSignal<string | null>(null);
  const [problem, setProblem] = createSignal("");
  let button: HTMLButtonElement | undefined;
  const isEditing = () => draft() !== null;

  const close = (takesFocusBack: boolean): void => {
    setDraft(null);
    setProblem("");
    if (takesFocusBack) queueMicrotask(() => button?.focus());
  };
  const save = async (takesFocusBack: boolean): Promise<void> => {
    const value = draft();
    if (value === null) return;
    if (value === props.value) return close(takesFocusBack);
    const wrong = await props.onSave(value);
    if (wrong) setProblem(wrong);
    else close(takesFocusBack);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      event.preventDefault();
      close(true);
    } else if (event.key === "Enter" && (!props.isMultiline || event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      void save(true);
    }
  };
  const begin = (): void => {
    setDraft(props.value);
  };
  const editor = (element: HTMLInputElement | HTMLTextAreaElement): void => {
    queueMicrotask(() => {
      element.focus();
      if (element instanceof HTMLInputElement) element.select();
    });
  };

  return (
    <div class={`inline-edit ${props.class ?? ""}`} data-editing={isEditing() || undefined}>
      <Show when={!props.isLabelHidden}>
        <span class="inline-label" id={id}>
          {props.label}
        </span>
      </Show>
      <Show
        when={isEditing()}
        fallback={
          <div class="inline-shown">
            <button
              ref={(element) => (button = element)}
              type="button"
              class="inline-value"
              aria-label={`${props.label}: ${props.value || text().empty}`}
              data-empty={props.value === "" || undefined}
              onClick={begin}
            >
              {props.value === "" ? (props.placeholder ?? text().empty) : (props.shown ?? props.value)}
            </button>
            {props.aside}
          </div>
        }
      >
        <Show
          when={props.isMultiline}
          fallback={
            <input
              ref={editor}
              class="inline-input"
              aria-label={props.label}
              aria-invalid={problem() !== "" || undefined}
              aria-describedby={problem() ? `${id}-error` : undefined}
              inputmode={props.inputMode}
              autocomplete="off"
              enterkeyhint="done"
              value={draft() ?? ""}
              onInput={(event) => setDraft(event.currentTarget.value)}
              onKeyDown={onKeyDown}
              onBlur={() => void save(false)}
            />
          }
        >
          <textarea
            ref={editor}
            class="inline-input"
            aria-label={props.label}
            rows={3}
            value={draft() ?? ""}
            onInput={(event) => setDraft(event.currentTarget.value)}
            onKeyDown={onKeyDown}
            onBlur={() => void save(false)}
          />
        </Show>
        <Show when={problem()}>
          <div class="field-error" id={`${id}-error`}>
            {problem()}
          </div>
        </Show>
      </Show>
    </div>
  );
}
