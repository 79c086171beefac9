import Plus from "lucide-solid/icons/plus";
import { createEffect, createMemo, createSignal, createUniqueId, For, type JSX, on, Show } from "solid-js";
import { Avatar } from "./Avatar.tsx";
import { Field, type FieldProps } from "./TextField.tsx";
import { text } from "./text.ts";
import "./Combobox.css";

export interface ComboOption {
  readonly value: string;
  readonly label: string;
  readonly detail?: string;
  /** Shows initials before it: "person" or "organisation". */
  readonly avatar?: string;
}

export interface ComboboxProps extends FieldProps {
  /** What matches the letters typed; "" asks for suggestions. */
  readonly search: (typed: string) => readonly ComboOption[] | Promise<readonly ComboOption[]>;
  readonly onChoose: (option: ComboOption) => void;
  /** Offers what was typed as a new choice. */
  readonly onCreate?: (typed: string) => void;
  readonly createLabel?: (typed: string) => string;
  /** What becomes of typed words when the field is left and nothing is called just so: they stay, or are a new choice. */
  readonly onLeave?: "keep" | "create";
  readonly placeholder?: string;
  /** The chosen words, when one stays chosen; otherwise the field empties for the next. */
  readonly value?: string;
  readonly autofocus?: boolean;
}

interface Row extends ComboOption {
  readonly isNew?: boolean;
}

const isCalled =
  (wanted: string) =>
  (option: ComboOption): boolean =>
    option.label.toLocaleLowerCase() === wanted.toLocaleLowerCase();

/** Type, arrow down, Enter (ARIA combobox with a list below). Focus alone opens nothing: what stands below may be what is wanted. */
export function Combobox(props: ComboboxProps): JSX.Element {
  const list = createUniqueId();
  const [typed, setTyped] = createSignal<string | null>(null);
  const [options, setOptions] = createSignal<readonly ComboOption[]>([]);
  const [isOpen, setIsOpen] = createSignal(false);
  const [at, setAt] = createSignal(0);
  /** The first row is lit before anybody has gone down: the first arrow goes to it, not past it. */
  let hasMoved = false;
  let input!: HTMLInputElement;
  let asked = 0;

  const ask = async (wanted: string): Promise<void> => {
    const mine = ++asked;
    const found = await props.search(wanted);
    if (mine !== asked) return; // A later letter has been typed; its answer counts.
    setOptions(found);
    setAt(0);
    hasMoved = false;
  };
  createEffect(
    on([typed, isOpen], ([wanted, opened]) => {
      if (opened) void ask(wanted ?? "");
    }),
  );
  const rows = createMemo<readonly Row[]>(() => {
    const wanted = (typed() ?? "").trim();
    const isKnown = options().some(isCalled(wanted));
    return props.onCreate && wanted !== "" && !isKnown
      ? [...options(), { value: wanted, label: props.createLabel?.(wanted) ?? text().add(wanted), isNew: true }]
      : options();
  });
  const choose = (row: Row | undefined): void => {
    if (!row) return;
    if (row.isNew) props.onCreate?.(row.value);
    else props.onChoose(row);
    setTyped(null);
    setIsOpen(false);
  };
  /** Whoever leaves loses nothing: what is called just so is taken, the rest stays or is a new choice. */
  const leave = async (): Promise<void> => {
    setIsOpen(false);
    const left = typed();
    const wanted = (left ?? "").trim();
    if (left === null || wanted === props.value) return void setTyped(null);
    if (wanted === "") return void setTyped(null);
    const exact = options().find(isCalled(wanted)) ?? (await props.search(wanted)).find(isCalled(wanted));
    // Back again meanwhile, or already chosen.
    if (typed() !== left || document.activeElement === input) return;
    if (exact) choose(exact);
    else if (props.onCreate && props.onLeave === "create") choose({ value: wanted, label: wanted, isNew: true });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") {
      if (isOpen() && hasMoved) setAt(Math.min(rows().length - 1, at() + 1));
      hasMoved = isOpen();
      setIsOpen(true);
    } else if (event.key === "ArrowUp") setAt(Math.max(0, at() - 1));
    else if (event.key === "Enter" && isOpen() && rows()[at()]) choose(rows()[at()]);
    else if (event.key === "Escape" && isOpen()) {
      setIsOpen(false);
      setTyped(null);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <Field label={props.label} isLabelHidden={props.isLabelHidden} description={props.description} error={props.error}>
      {(control) => (
        <div class="combobox">
          <div class="control">
            <input
              ref={(element) => {
                input = element;
                if (props.autofocus) queueMicrotask(() => element.focus());
              }}
              id={control.id}
              role="combobox"
              autocomplete="off"
              aria-autocomplete="list"
              aria-expanded={isOpen() && rows().length > 0}
              aria-controls={list}
              aria-activedescendant={isOpen() && rows()[at()] ? `${list}-${at()}` : undefined}
              aria-describedby={control.describedBy}
              aria-invalid={control.isInvalid || undefined}
              placeholder={props.placeholder}
              value={typed() ?? props.value ?? ""}
              onInput={(event) => {
                setTyped(event.currentTarget.value);
                setIsOpen(true);
              }}
              onFocus={(event) => event.currentTarget.select()}
              onClick={() => setIsOpen(true)}
              onBlur={() => void leave()}
              onKeyDown={onKeyDown}
            />
          </div>
          <div id={list} class="combo-list" role="listbox" aria-label={props.label} hidden={!isOpen() || (rows().length === 0 && !typed())}>
            <For
              each={rows()}
              fallback={
                <div class="combo-none" role="option" aria-disabled="true" aria-selected="false">
                  {text().noMatch}
                </div>
              }
            >
              {(row, index) => (
                <div
                  id={`${list}-${index()}`}
                  class="combo-option"
                  role="option"
                  aria-selected={index() === at()}
                  // The field must not lose the focus before the click arrives.
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => {
                    choose(row);
                    input.blur();
                  }}
                  onMouseMove={() => setAt(index())}
                >
                  <Show when={row.isNew}>
                    <Plus />
                  </Show>
                  <Show when={row.avatar}>{(kind) => <Avatar size="small" name={row.label} seed={row.value} kind={kind()} />}</Show>
                  <span>{row.label}</span>
                  <Show when={row.detail}>
                    <small>{row.detail}</small>
                  </Show>
                </div>
              )}
            </For>
          </div>
        </div>
      )}
    </Field>
  );
}
