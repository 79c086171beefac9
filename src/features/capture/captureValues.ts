// What stands in the form of an activity, and what of it is stored.
import { idsOf } from "../../domain/record.ts";
import { type InteractionKind, interactionKinds } from "../../domain/words.ts";
import type { RecordId } from "../../lib/id.ts";
import type { Plain, PlainFields } from "../../lib/plain.ts";
import type { Draft } from "../../state/draft.ts";
import type { LogRequest } from "../../ui/appPage.ts";

export interface CaptureValues {
  readonly kind: string;
  readonly result: string;
  readonly text: string;
  readonly at: string;
  readonly subject: string;
  readonly direction: string;
  readonly mood: string;
  readonly durationMinutes: string;
  readonly parties: readonly RecordId[];
  readonly by: string;
  readonly products: readonly RecordId[];
  readonly files: readonly RecordId[];
  /** "task 2", "appointment 1": what comes next, in so many weeks; "" for nothing. */
  readonly next: string;
  readonly nextTitle: string;
}
export type CaptureDraft = Draft<CaptureValues>;

/** The everyday five, in the order of first use; the others wait behind a list. */
export const everyday: readonly InteractionKind[] = ["visit", "call", "email", "message", "note"];
export const isKnown = (kind: string): kind is InteractionKind => (interactionKinds as readonly string[]).includes(kind);
const directionOf = (kind: string): string => (kind === "note" || kind === "web" ? "none" : "out");

export const textIn = (fields: Readonly<Record<string, unknown>> | undefined, field: string): string => {
  const value = fields?.[field];
  return value === undefined || value === null ? "" : String(value);
};

/** As the form begins: what is stored, else what was asked for. */
export function valuesOf(
  fields: Readonly<Record<string, unknown>> | undefined,
  request: LogRequest,
  { at, member }: { readonly at: string; readonly member: string },
): CaptureValues {
  const kind = textIn(fields, "kind") || (request.kind ?? "visit");
  return {
    kind,
    result: textIn(fields, "result"),
    text: textIn(fields, "text"),
    at: textIn(fields, "at") || at,
    subject: textIn(fields, "subject"),
    direction: textIn(fields, "direction") || directionOf(kind),
    mood: textIn(fields, "mood"),
    durationMinutes: textIn(fields, "durationMinutes"),
    by: textIn(fields, "by") || member,
    parties: fields ? idsOf(fields["parties"]) : request.party ? [request.party] : [],
    products: idsOf(fields?.["products"]),
    files: idsOf(fields?.["files"]),
    ...{ next: "", nextTitle: "" },
  };
}

/** Undefined for what is no whole number of minutes. */
export const minutesIn = (typed: string): number | null | undefined =>
  typed.trim() === "" ? null : /^\d{1,5}$/.test(typed.trim()) ? Number(typed.trim()) : undefined;

/** Another kind has other results. */
export function setKind(draft: CaptureDraft, next: string): void {
  draft.type("kind", next);
  draft.type("result", "");
  draft.type("direction", directionOf(next));
}

/** As it is stored: of what is typed, or of what was seen. */
export const fieldsOf = (value: CaptureDraft["value"], opened: string): Record<string, Plain> => ({
  kind: value("kind"),
  at: value("at") || opened,
  direction: value("direction"),
  result: value("result") || null,
  text: value("text").trim() || null,
  subject: value("subject").trim() || null,
  mood: value("mood") === "" ? null : Number(value("mood")),
  durationMinutes: minutesIn(value("durationMinutes")) ?? null,
  parties: value("parties"),
  by: value("by") || null,
  products: value("products"),
  files: value("files"),
});

/** Of a new activity all that says something. */
export const newFields = (draft: CaptureDraft, opened: string): PlainFields =>
  Object.fromEntries(
    Object.entries(fieldsOf(draft.value, opened)).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)),
  );

const lists = ["parties", "products", "files"] as const;

const typedOf = (draft: CaptureDraft, all: Record<string, Plain>): Record<string, Plain> => {
  const typed = draft.changes();
  return Object.fromEntries(Object.entries(all).filter(([field]) => field in typed));
};

/** What was typed of one that is stored. Contacts and products are added and taken away one by one, so that what others added stays. */
export function changedFields(draft: CaptureDraft, opened: string): PlainFields {
  const typed = typedOf(draft, fieldsOf(draft.value, opened));
  for (const field of lists) {
    if (!(field in typed)) continue;
    const [now, before] = [draft.value(field), draft.seen(field)];
    typed[field] = { add: now.filter((id) => !before.includes(id)), remove: before.filter((id) => !now.includes(id)) };
  }
  return typed;
}

/** What stood there when typing began. */
export function seenFields(draft: CaptureDraft, opened: string): PlainFields {
  const { parties: _parties, products: _products, files: _files, ...rest } = fieldsOf(draft.seen, opened);
  return typedOf(draft, rest);
}
