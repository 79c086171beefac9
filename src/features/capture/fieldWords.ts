// What the fields of an activity are called, and what stands in them, as the form shows it.
import { idsOf } from "../../domain/record.ts";
import { formatShort } from "../../i18n/format.ts";
import { nounCount, nounsTitle } from "../../i18n/nouns.ts";
import { memberWord, word } from "../../i18n/words.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { type CaptureValues, textIn } from "./captureValues.ts";
import { text } from "./text.ts";

export const fieldLabels = (): Readonly<Record<keyof CaptureValues, string>> => ({
  kind: text().kind,
  result: text().result,
  text: text().text,
  at: text().at,
  subject: text().subject,
  direction: text().direction,
  mood: text().mood,
  durationMinutes: text().duration,
  by: text().by,
  parties: text().with,
  products: text().products,
  files: nounsTitle("file"),
  next: text().next,
  nextTitle: text().nextTitle,
});

/** What stands in a field now, as the form would show it. */
export function fieldWords(fields: Readonly<Record<string, unknown>> | undefined, field: keyof CaptureValues): string {
  const { entry, memberName } = useWorkspace();
  if (field === "parties")
    return idsOf(fields?.["parties"])
      .map((id) => entry(id)?.name ?? "")
      .join(", ");
  if (field === "products") return text().productCount(idsOf(fields?.["products"]).length);
  if (field === "files") return nounCount("file", idsOf(fields?.["files"]).length);
  const value = textIn(fields, field);
  if (value === "") return "";
  if (field === "kind") return word("interactionKind", value);
  if (field === "result" || field === "direction" || field === "mood") return word(field, value);
  if (field === "at") return formatShort(value);
  return field === "by" ? memberWord(memberName(value)) : value;
}
