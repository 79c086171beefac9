import { For, type JSX, Show, untrack } from "solid-js";
import { centsOf } from "../../domain/currency.ts";
import type { Party } from "../../domain/party.ts";
import { editedName } from "../../domain/typedName.ts";
import { customFieldName } from "../../i18n/customName.ts";
import { formatDay, formatMoney, formatNumber, languageName } from "../../i18n/format.ts";
import { word } from "../../i18n/words.ts";
import { type Plain, type PlainFields, plainOf } from "../../lib/plain.ts";
import type { ContactView } from "../../state/contact.ts";
import { createFieldDraft } from "../../state/draft.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { problemOf } from "../../ui/act.ts";
import { Tag } from "../../ui/Chip.tsx";
import { InlineEdit } from "../../ui/InlineEdit.tsx";
import { InlineSelect } from "../../ui/InlineSelect.tsx";
import { parsePartialDay } from "../../ui/parsePartialDay.ts";
import { readNumber } from "../../ui/readNumber.ts";
import { text } from "./text.ts";
import { savedWithUndo } from "./undo.ts";
import "./Fields.css";

export type FieldKind = "text" | "day" | "number" | "money" | "salutation" | "form" | "language";
export interface FieldPlan {
  readonly field: Extract<keyof Party, string>;
  readonly kind: FieldKind;
}

const plan = (kind: FieldKind, ...fields: Extract<keyof Party, string>[]): FieldPlan[] => fields.map((field) => ({ field, kind }));

export const personFields: readonly FieldPlan[] = [
  ...plan("salutation", "salutation"),
  ...plan("text", "honorificPrefix", "givenName", "additionalName", "familyName", "honorificSuffix", "nickname"),
  ...plan("day", "bornOn"),
  ...plan("form", "form"),
  ...plan("language", "language"),
];
export const organisationFields: readonly FieldPlan[] = [
  ...plan("text", "name", "legalForm", "industry", "vatId", "registerNumber"),
  ...plan("number", "employees"),
  ...plan("money", "annualRevenueCents"),
  ...plan("day", "foundedOn"),
  ...plan("language", "language"),
];

const languagesOfLetters = ["de", "en", "fr", "it", "es", "nl", "pl", "tr", "ru", "uk"];
export const fieldLabel = (field: string): string => text().fields[field] ?? field;

const currencyOf = (party: Party, usual: string | null | undefined): string => party.currency ?? usual ?? "EUR";

const rawText = (stored: unknown): string =>
  stored === undefined || stored === null ? "" : typeof stored === "object" ? JSON.stringify(stored) : String(stored);

/** What a field says in the reader's language; "" for an empty one, and what cannot be read as it stands. */
export function fieldText(
  { party, unreadable }: Pick<ContactView, "party" | "unreadable">,
  { field, kind }: FieldPlan,
  usualCurrency: string | null | undefined,
): string {
  if (Object.hasOwn(unreadable, field)) return rawText(unreadable[field]);
  const raw = rawText(party[field]);
  if (raw === "") return "";
  switch (kind) {
    case "day":
      return formatDay(raw);
    case "number":
      return formatNumber(Number(raw));
    case "money":
      return formatMoney(Number(raw), currencyOf(party, usualCurrency));
    case "language":
      return languageName(raw);
    case "salutation":
    case "form":
      return word(kind, raw);
    default:
      return raw;
  }
}

/** One plain field of a contact, edited where it stands. */
function PlainField(props: { readonly contact: ContactView; readonly plan: FieldPlan }): JSX.Element {
  const { engine, settings, memberOf } = useWorkspace();
  const draft = createFieldDraft(
    untrack(() => props.contact.id),
    untrack(() => props.plan.field),
    () => fieldLabel(props.plan.field),
  );
  const readable = (): boolean => !Object.hasOwn(props.contact.unreadable, props.plan.field);
  const stored = (): unknown => (readable() ? props.contact.party[props.plan.field] : props.contact.unreadable[props.plan.field]);
  const raw = (): string => rawText(stored());
  const currency = (): string => currencyOf(props.contact.party, settings().currency);
  const patch = (value: Plain, seen: unknown, more: PlainFields = {}): Promise<string | undefined> =>
    problemOf(
      engine.patch(
        props.contact.id,
        { [props.plan.field]: value === "" ? null : value, ...more },
        { [props.plan.field]: plainOf(seen) ?? null },
      ),
      savedWithUndo(engine),
    );

  const save = (typed: string, seen: unknown): string | undefined | Promise<string | undefined> => {
    const clean = typed.trim();
    if (clean === "") return props.plan.field === "name" && props.contact.party.kind !== "person" ? text().nameMissing : patch(null, seen);
    if (props.plan.kind === "day") {
      const day = parsePartialDay(clean);
      return day === undefined ? text().dayWrong : patch(day, seen);
    }
    if (props.plan.kind === "number" || props.plan.kind === "money") {
      const number = readNumber(clean);
      if (number === undefined) return text().numberWrong;
      if (props.plan.kind === "number") return patch(number, seen);
      return patch(centsOf(number, currency()), seen, props.contact.party.currency ? {} : { currency: currency() });
    }
    const { field } = props.plan;
    if (props.contact.party.kind !== "person" || (field !== "givenName" && field !== "familyName")) return patch(clean, seen);
    // "Dr. Anna" is a title and a first name, wherever it was typed.
    const { [field]: own, ...others } = editedName(props.contact.party, field, clean);
    return patch(own ?? "", seen, others);
  };
  const choices = (): readonly { value: string; label: string }[] => {
    if (props.plan.kind === "salutation") return ["ms", "mr", "none"].map((key) => ({ value: key, label: word("salutation", key) }));
    if (props.plan.kind === "form") return ["formal", "informal"].map((key) => ({ value: key, label: word("form", key) }));
    return languagesOfLetters.map((key) => ({ value: key, label: languageName(key) }));
  };

  return (
    <Show
      when={props.plan.kind === "salutation" || props.plan.kind === "form" || props.plan.kind === "language"}
      fallback={
        <InlineEdit
          label={fieldLabel(props.plan.field)}
          value={fieldText(props.contact, props.plan, currency())}
          stored={stored()}
          onSave={save}
          changedBy={memberOf(props.contact.writerOf(props.plan.field) ?? "")}
          kept={draft.kept()}
          onType={draft.onType}
          aside={
            <Show when={!readable()}>
              <Tag tone="warn" label={text().unreadable} />
            </Show>
          }
        />
      }
    >
      <InlineSelect
        label={fieldLabel(props.plan.field)}
        value={raw()}
        options={choices()}
        labelOf={(key) => fieldText(props.contact, props.plan, currency()) || key}
        onSave={(next, seen) => void patch(next, seen || null)}
      />
    </Show>
  );
}

/** Filled fields and the everyday ones; the rest waits behind "more". */
export const FieldGrid = (props: { readonly contact: ContactView; readonly plans: readonly FieldPlan[] }): JSX.Element => (
  <div class="field-grid">
    <For each={props.plans}>{(one) => <PlainField contact={props.contact} plan={one} />}</For>
  </div>
);

/** What stands in numbers, addresses and other lists and cannot be read there: shown as it came, and kept. */
export function UnreadableFields(props: { readonly contact: ContactView }): JSX.Element {
  const shownInPlace = new Set([...personFields, ...organisationFields].map(({ field }): string => field));
  const fields = (): string[] => Object.keys(props.contact.unreadable).filter((field) => !shownInPlace.has(field));
  return (
    <Show when={fields().length > 0}>
      <section class="details-section" aria-label={text().unreadable}>
        <h2 class="small-heading">{text().unreadable}</h2>
        <dl class="unreadable-fields">
          <For each={fields()}>
            {(field) => (
              <div>
                <dt>{fieldLabel(field)}</dt>
                <dd>{rawText(props.contact.unreadable[field])}</dd>
              </div>
            )}
          </For>
        </dl>
      </section>
    </Show>
  );
}

/** What nobody mapped when it was imported: kept as it came, to be read and corrected as text. */
export function CustomFields(props: { readonly contact: ContactView }): JSX.Element {
  const { engine, memberOf } = useWorkspace();
  const names = (): string[] => Object.keys(props.contact.party.custom ?? {});
  return (
    <Show when={names().length > 0}>
      <section class="details-section" aria-label={text().custom}>
        <h2 class="small-heading">{text().custom}</h2>
        <div class="field-grid">
          <For each={names()}>
            {(name) => {
              const draft = createFieldDraft(
                untrack(() => props.contact.id),
                `custom ${name}`,
                () => name,
              );
              const value = (): string => {
                const own = props.contact.party.custom?.[name];
                return own === undefined || own === null ? "" : typeof own === "string" ? own : JSON.stringify(own);
              };
              return (
                <InlineEdit
                  label={customFieldName(name)}
                  value={value()}
                  stored={props.contact.party.custom?.[name]}
                  changedBy={memberOf(props.contact.writerOf(`custom ${name}`) ?? "")}
                  kept={draft.kept()}
                  onType={draft.onType}
                  onSave={(next, seen) =>
                    problemOf(
                      engine.patch(
                        props.contact.id,
                        { custom: { [name]: next === "" ? null : next } },
                        { custom: { [name]: plainOf(seen) ?? null } },
                      ),
                      savedWithUndo(engine),
                    )
                  }
                />
              );
            }}
          </For>
        </div>
      </section>
    </Show>
  );
}
