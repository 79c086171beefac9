import { createEffect, createSignal, createUniqueId, For, type JSX, Show, untrack } from "solid-js";
import { Button } from "./Button.tsx";
import { Meanwhile } from "./Meanwhile.tsx";
import { text } from "./text.ts";
import "./InlineEdit.css";

export interface InlineEditProps {
  readonly label: string;
  readonly value: string;
  /** As it is shown while nobody edits: a day in words, a link; the value itself unless given. */
  readonly shown?: JSX.Element;
  /** What is stored behind the value; handed back as it stood when typing began. */
  readonly stored?: unknown;
  /** Returns what is wrong, or undefined when it was taken. */
  readonly onSave: (value: string, seen: unknown) => string | undefined | Promise<string | undefined>;
  /** Who changed the value last, to be named when that happens while somebody types here. */
  readonly changedBy?: string;
  /** What was typed here before the window went away; undefined where nothing was. */
  readonly kept?: InlineDraft | undefined;
  /** With every letter, and null when it is saved or given up. */
  readonly onType?: (draft: InlineDraft | null) => void;
  readonly isMultiline?: boolean;
  readonly isLabelHidden?: boolean;
  readonly inputMode?: "text" | "email" | "tel" | "url" | "numeric" | "decimal";
  readonly placeholder?: string;
  readonly class?: string;
  /** Something beside the value while it is shown, such as "two values". */
  readonly aside?: JSX.Element;
}

/** What was typed, and what stood there when typing began: as shown, and as stored. */
export interface InlineDraft {
  readonly typed: string;
  readonly shown: string;
  readonly stored: unknown;
}

/** Click the value, type, Enter. Escape gives up. Leaving the field saves, as nobody expects to lose what they typed. */
export function InlineEdit(props: InlineEditProps): JSX.Element {
  const id = createUniqueId();
  const [draft, setDraft] = createSignal<InlineDraft | null>(null);
  const [problem, setProblem] = createSignal("");
  const [isRestored, setIsRestored] = createSignal(false);
  let root!: HTMLDivElement;
  let button: HTMLButtonElement | undefined;
  let isClosed = false;
  const isEditing = () => draft() !== null;
  const isOvertaken = (): boolean => {
    const own = draft();
    return own !== null && own.shown !== props.value && own.typed !== props.value;
  };
  // What was left unsaved stands there again, without taking the focus from where it is.
  createEffect(() => {
    const kept = props.kept;
    if (!kept || isClosed || untrack(isEditing)) return;
    setIsRestored(true);
    setDraft(kept);
  });

  const close = (takesFocusBack: boolean): void => {
    isClosed = true;
    setDraft(null);
    setProblem("");
    setIsRestored(false);
    props.onType?.(null);
    if (takesFocusBack) queueMicrotask(() => button?.focus());
  };
  const save = async (takesFocusBack: boolean): Promise<void> => {
    const own = draft();
    if (own === null) return;
    if (own.typed === props.value || own.typed === own.shown) return close(takesFocusBack);
    const wrong = await props.onSave(own.typed, own.stored);
    if (wrong) setProblem(wrong);
    else close(takesFocusBack);
  };
  const type = (typed: string): void => {
    const own = draft();
    if (!own) return;
    const next = { ...own, typed };
    setDraft(next);
    props.onType?.(next);
  };
  /** Who leaves for the buttons below has not left. */
  const onBlur = (event: FocusEvent): void => {
    if (!(event.relatedTarget instanceof Node && root.contains(event.relatedTarget))) void save(false);
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
    setDraft({ typed: props.value, shown: props.value, stored: props.stored });
  };
  const editor = (element: HTMLInputElement | HTMLTextAreaElement): void => {
    if (untrack(isRestored)) return;
    queueMicrotask(() => {
      element.focus();
      if (element instanceof HTMLInputElement) element.select();
    });
  };

  return (
    <div ref={root} class={`inline-edit ${props.class ?? ""}`} data-editing={isEditing() || undefined}>
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
              {props.value === "" ? (props.placeholder ?? text().empty) : (props.shown ?? <Breakable text={props.value} />)}
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
              value={draft()?.typed ?? ""}
              onInput={(event) => type(event.currentTarget.value)}
              onKeyDown={onKeyDown}
              onBlur={onBlur}
            />
          }
        >
          <textarea
            ref={editor}
            class="inline-input"
            aria-label={props.label}
            rows={3}
            value={draft()?.typed ?? ""}
            onInput={(event) => type(event.currentTarget.value)}
            onKeyDown={onKeyDown}
            onBlur={onBlur}
          />
        </Show>
        <Show when={isOvertaken()}>
          <Meanwhile
            who={props.changedBy ?? ""}
            value={props.value}
            onTheirs={() => close(true)}
            onMine={() => {
              const own = draft();
              if (own) setDraft({ ...own, shown: props.value, stored: props.stored });
            }}
          />
        </Show>
        <Show when={isRestored() && !isOvertaken()}>
          <div class="inline-restored" role="status" onMouseDown={(event) => event.preventDefault()}>
            <span>{text().unsaved}</span>
            <Button size="small" onClick={() => void save(true)}>
              {text().save}
            </Button>
            <Button size="small" kind="quiet" onClick={() => close(true)}>
              {text().discard}
            </Button>
          </div>
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

/** A path breaks behind its slashes, and not in the middle of a word. */
function Breakable(props: { readonly text: string }): JSX.Element {
  return (
    <For each={props.text.match(/[^/]+\/*|\/+/g) ?? []}>
      {(part, i) => (
        <>
          {i() > 0 && <wbr />}
          {part}
        </>
      )}
    </For>
  );
}
