// The first few records an import would make, said with the names of what they point at: a preview shows them.
import type { Draft } from "./draft.ts";
import type { KnownRecords } from "./known.ts";
import type { ExampleNames, ImportExample } from "./preset.ts";
import { presets } from "./presets.ts";

const most = 3;

/** None of contacts: their columns show what they are. */
export function examplesOf(
  type: string,
  drafts: readonly Draft[],
  known: KnownRecords | undefined,
  isOfCalendars = type === "appointment",
): ImportExample[] {
  const byKey = new Map(drafts.filter(({ kind }) => kind === "party" || kind === "pipeline").map((draft) => [`#${draft.key}`, draft]));
  const names: ExampleNames = {
    partyOf: (reference) => {
      const { name, givenName, familyName } = (byKey.get(String(reference))?.fields ?? {}) as Readonly<Record<string, string | undefined>>;
      return (name ?? [givenName, familyName].filter(Boolean).join(" ")) || known?.parties?.find(({ id }) => id === reference)?.name;
    },
    stageOf: (pipeline, key) => {
      const stages = byKey.get(String(pipeline))?.fields["stages"] as readonly { key: string; name: string }[] | undefined;
      const made = Array.isArray(stages) ? stages.find((stage) => stage.key === key)?.name : undefined;
      return made ?? known?.pipelines?.find(({ id }) => id === pipeline)?.stages[String(key)]?.name ?? (key as string | undefined);
    },
  };
  if (isOfCalendars)
    return (
      drafts
        // What is changed may say no more than what is new of it.
        .filter(({ kind, fields }) => (kind === "appointment" || kind === "task") && fields["title"])
        .slice(0, most)
        .map(({ fields }) => entryExample(fields, names))
    );
  const preset = presets.find(({ noun }) => noun === type);
  if (!preset) return [];
  return drafts
    .filter(({ kind }) => kind === type)
    .slice(0, most)
    .map(({ fields }) => preset.exampleOf(fields, names));
}

function entryExample(fields: Readonly<Record<string, unknown>>, { partyOf }: ExampleNames): ImportExample {
  const parties = (fields["parties"] ?? []) as readonly unknown[] | { readonly add?: readonly unknown[] };
  const party = partyOf((Array.isArray(parties) ? parties : ((parties as { readonly add?: readonly unknown[] }).add ?? []))[0]);
  const on = fields["start"] ?? fields["due"] ?? fields["dueOn"];
  return {
    ...{ name: String(fields["title"] ?? ""), currency: "" },
    ...(party !== undefined && { party }),
    ...(typeof on === "string" && { on: on.slice(0, 10) }),
  };
}
