import { createText } from "../../i18n/createText.ts";
import { plural } from "../../i18n/format.ts";
import type { DraftSubject } from "../../state/shelf.ts";

const de = {
  kinds: {
    contact: "Neuer Kontakt",
    activity: "Eintrag",
    note: "Notiz",
    field: "Angabe",
    element: "Angabe",
    relation: "Beziehung",
    record: "Angabe",
  } as Record<DraftSubject["kind"], string>,
  unfinished: (kind: string, whose: string, when: string) => `Noch nicht gespeichert: ${kind}${whose ? ` (${whose})` : ""}, ${when}.`,
  more: (n: number) => plural(n, { one: "Und noch etwas.", other: `Und ${n} weitere.` }),
  continue: "Weiter",
  discard: "Verwerfen",
};
const en: typeof de = {
  kinds: {
    contact: "New contact",
    activity: "Activity",
    note: "Note",
    field: "Detail",
    element: "Detail",
    relation: "Relationship",
    record: "Detail",
  },
  unfinished: (kind, whose, when) => `Not saved yet: ${kind}${whose ? ` (${whose})` : ""}, ${when}.`,
  more: (n) => plural(n, { one: "And one more.", other: `And ${n} more.` }),
  continue: "Continue",
  discard: "Discard",
};
export const text = createText({ de, en });
