// The first few records an import would make, said with the names of what they point at: a preview shows them.
import type { Draft } from "./draft.ts";
import type { KnownRecords } from "./known.ts";
import type { ExampleNames, ImportExample } from "./preset.ts";
import { presets } from "./presets.ts";

const most = 3;

/** None of contacts: their columns show what they are. */
export function examplesOf(type: string, drafts: readonly Draft[], known: KnownRecords | undefined): ImportExample[] {
  const preset = presets.find(({ noun }) => noun === type);
  if (!preset) return [];
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
  return drafts
    .filter(({ kind }) => kind === type)
    .slice(0, most)
    .map(({ fields }) => preset.exampleOf(fields, names));
}
