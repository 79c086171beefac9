// The first few records an import would make, said with the names of what they point at: a preview shows them.
import { centsOf } from "../domain/currency.ts";
import { netOf, type PurchaseLine } from "../domain/purchase.ts";
import type { Draft } from "./draft.ts";
import type { KnownRecords } from "./known.ts";
import type { ImportType } from "./salesPlan.ts";

export interface ImportExample {
  readonly name: string;
  /** The customer. */
  readonly party?: string;
  readonly on?: string;
  readonly stage?: string;
  readonly category?: string;
  readonly lines?: number;
  readonly amountCents?: number;
  readonly currency: string;
}

const most = 3;

/** None of contacts: their columns show what they are. */
export function examplesOf(type: ImportType, drafts: readonly Draft[], known: KnownRecords | undefined): ImportExample[] {
  if (type === "party") return [];
  const byKey = new Map(drafts.filter(({ kind }) => kind === "party" || kind === "pipeline").map((draft) => [`#${draft.key}`, draft]));
  const nameOf = (reference: unknown): string | undefined => {
    const { name, givenName, familyName } = (byKey.get(String(reference))?.fields ?? {}) as Readonly<Record<string, string | undefined>>;
    return (name ?? [givenName, familyName].filter(Boolean).join(" ")) || known?.parties?.find(({ id }) => id === reference)?.name;
  };
  const stageOf = (pipeline: unknown, key: unknown): string | undefined => {
    const stages = byKey.get(String(pipeline))?.fields["stages"] as readonly { key: string; name: string }[] | undefined;
    const made = Array.isArray(stages) ? stages.find((stage) => stage.key === key)?.name : undefined;
    return made ?? known?.pipelines?.find(({ id }) => id === pipeline)?.stages[String(key)]?.name ?? (key as string | undefined);
  };
  return drafts
    .filter(({ kind }) => kind === type)
    .slice(0, most)
    .map(({ fields }): ImportExample => {
      const currency = String(fields["currency"] ?? "");
      const party = nameOf((fields["parties"] as readonly string[] | undefined)?.[0] ?? fields["party"]);
      const on = fields["on"] ?? fields["openedOn"];
      const said = {
        name: String(fields["number"] ?? fields["name"] ?? ""),
        currency,
        ...(party !== undefined && { party }),
        ...(typeof on === "string" && { on }),
      };
      if (type === "product") {
        const { unitPrice, category } = fields as { unitPrice?: number; category?: string };
        return {
          ...said,
          ...(unitPrice !== undefined && { amountCents: centsOf(unitPrice, currency) }),
          ...(category !== undefined && { category }),
        };
      }
      if (type === "deal") {
        const stage = stageOf(fields["pipeline"], fields["stage"]);
        const { amountCents } = fields as { amountCents?: number };
        return { ...said, ...(amountCents !== undefined && { amountCents }), ...(stage !== undefined && { stage }) };
      }
      const lines = (fields["lines"] ?? []) as readonly PurchaseLine[];
      const nets = lines.map((line) => netOf(line, currency));
      const net = nets.some((one) => one !== null) ? nets.reduce<number>((sum, one) => sum + (one ?? 0), 0) : undefined;
      return { ...said, lines: lines.length, ...(net !== undefined && { amountCents: centsOf(net, currency) }) };
    });
}
