import { createRenderEffect, createSignal, createUniqueId, type JSX, Show } from "solid-js";
import { createGrowing } from "./growing.ts";
import "./Field.css";

export interface FieldProps {
  readonly label: string;
  /** The label is for screen readers only, because the place says it already. */
  readonly isLabelHidden?: boolean;
  readonly description?: JSX.Element;
  /** What is wrong and what to do about it; "" or undefined when nothing is. */
  readonly error?: string | undefined;
}

/** Label, hint and complaint around one control, tied to it for screen readers. */
export function Field(
  props: FieldProps & { readonly children: (control: { id: string; describedBy: string | undefined; isInvalid: boolean }) => JSX.Element },
): JSX.Element {
  const id = createUniqueId();
  const isInvalid = () => Boolean(props.error);
  return (
    <div class="field" data-invalid={isInvalid() || undefined}>
      <label for={id} class={props.isLabelHidden ? "sr-only" : "field-label"}>
        {props.label}
      </label>
      {props.children({
        id,
        get describedBy() {
          return isInvalid() ? `${id}-error` : props.description ? `${id}-hint` : undefined;
        },
        get isInvalid() {
          return isInvalid();
        },
      })}
      <Show when={props.description && !isInvalid()}>
        <div class="field-hint" id={`${id}-hint`}>
          {props.description}
        </div>
      </Show>
      <Show when={props.error}>
        <div class="field-error" id={`${id}-error`}>
          {props.error}
        </div>
      </Show>
    </div>
  );
}

export interface TextFieldProps extends FieldProps {
  readonly value: string;
  /** With every letter. */
  readonly onInput?: (value: string) => void;
  /** When the field is left or Enter pressed. */
  readonly onChange?: (value: string) => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly onBlur?: () => void;
  readonly type?: "text" | "email" | "tel" | "url" | "search" | "number" | "date" | "password";
  readonly inputMode?: "text" | "email" | "tel" | "url" | "search" | "numeric" | "decimal";
  readonly placeholder?: string;
  readonly autocomplete?: string;
  readonly name?: string;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly autofocus?: boolean;
  readonly enterKeyHint?: "done" | "go" | "next" | "search" | "send";
  readonly start?: JSX.Element;
  readonly end?: JSX.Element;
  readonly ref?: (element: HTMLInputElement) => void;
}

export function TextField(props: TextFieldProps): JSX.Element {
  return (
    <Field label={props.label} isLabelHidden={props.isLabelHidden} description={props.description} error={props.error}>
      {(control) => (
        <div class="control">
          {props.start}
          <input
            ref={(element) => {
              props.ref?.(element);
              if (props.autofocus) queueMicrotask(() => element.focus());
            }}
            id={control.id}
            name={props.name}
            type={props.type ?? "text"}
            inputmode={props.inputMode}
            enterkeyhint={props.enterKeyHint}
            autocomplete={props.autocomplete ?? "off"}
            placeholder={props.placeholder}
            required={props.isRequired}
            disabled={props.isDisabled}
            aria-describedby={control.describedBy}
            aria-invalid={control.isInvalid || undefined}
            value={props.value}
            onInput={(event) => props.onInput?.(event.currentTarget.value)}
            onChange={(event) => props.onChange?.(event.currentTarget.value)}
            onKeyDown={(event) => props.onKeyDown?.(event)}
            onBlur={() => props.onBlur?.()}
          />
          {props.end}
        </div>
      )}
    </Field>
  );
}

export interface TextAreaProps extends FieldProps {
  readonly value: string;
  readonly onInput?: (value: string) => void;
  readonly onChange?: (value: string) => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly placeholder?: string;
  readonly rows?: number;
  readonly autofocus?: boolean;
  readonly ref?: (element: HTMLTextAreaElement) => void;
}

/** Grows with what is typed. */
export function TextArea(props: TextAreaProps): JSX.Element {
  const [field, setField] = createSignal<HTMLTextAreaElement>();
  createGrowing(field, () => props.value);
  return (
    <Field label={props.label} isLabelHidden={props.isLabelHidden} description={props.description} error={props.error}>
      {(control) => (
        <div class="control">
          <textarea
            ref={(element) => {
              props.ref?.(element);
              createRenderEffect(() => showIn(element, props.value));
              queueMicrotask(() => {
                setField(element);
                if (props.autofocus) element.focus();
              });
            }}
            id={control.id}
            rows={props.rows ?? 3}
            placeholder={props.placeholder}
            aria-describedby={control.describedBy}
            aria-invalid={control.isInvalid || undefined}
            onInput={(event) => props.onInput?.(event.currentTarget.value)}
            onChange={(event) => props.onChange?.(event.currentTarget.value)}
            onKeyDown={(event) => props.onKeyDown?.(event)}
          />
        </div>
      )}
    </Field>
  );
}

/** Puts other words into the text; the caret stays with the words it stood at, as when somebody else types elsewhere in it. */
function showIn(element: HTMLTextAreaElement, next: string): void {
  const before = element.value;
  if (before === next) return;
  const { selectionStart: at } = element;
  let same = 0;
  while (same < before.length && before[same] === next[same]) same++;
  element.value = next;
  if (element !== document.activeElement) return;
  const caret = at <= same ? at : Math.max(same, at + next.length - before.length);
  element.setSelectionRange(caret, caret);
}
