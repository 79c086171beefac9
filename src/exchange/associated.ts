// Columns of HubSpot that name other records by their numbers ("Associated Deal IDs"): where these are in the same import they
// become what ties them; numbers that nobody of the import bears stay with the record, and that is said.
import { type Draft, type Hint, type HintCode, HintList } from "./draft.ts";
import { headingWords } from "./heading.ts";

type Other = "deal" | "person" | "organisation";
const others: Readonly<Record<string, Other>> = {
  deal: "deal",
  deals: "deal",
  contact: "person",
  contacts: "person",
  company: "organisation",
  companies: "organisation",
};

/** What the numbers of a column are of; undefined where it names no other records. */
export function associatedIn(heading: string): Other | undefined {
  const [first, noun = "", last, ...more] = headingWords(heading).words;
  return first === "associated" && (last === "ids" || last === "id") && more.length === 0 ? others[noun] : undefined;
}

/** Columns of contacts that somebody wants kept as they are. */
export const keptByPerson = (mapping: readonly { readonly column: string; readonly target: string | null; readonly guess?: string }[]) =>
  new Set(mapping.filter(({ target, guess }) => target === null && guess === "person").map(({ column }) => column));

const numbersIn = (cell: string): string[] =>
  cell
    .split(/[;,]/)
    .map((number) => number.trim())
    .filter(Boolean);

type Fields = Record<string, unknown>;

/** Ties drafts in place, and adds relations; columns that a person wants kept (`kept`) stay as they are. */
export function tieAssociated(drafts: readonly Draft[], kept: ReadonlySet<string>): { readonly drafts: Draft[]; readonly hints: Hint[] } {
  const named = drafts.flatMap((draft) =>
    associationsOf(draft)
      .filter(({ heading }) => !kept.has(heading))
      .map((one) => ({ draft, ...one })),
  );
  if (named.length === 0) return { drafts: [...drafts], hints: [] };
  const byNumber = numbered(drafts);
  const relations: Draft[] = [];
  const hints = new Map<string | undefined, HintList>();
  const tied = new Set(
    drafts.flatMap(({ kind, fields }) => (kind === "relation" ? [`${String(fields["from"])} ${String(fields["to"])}`] : [])),
  );
  for (const { draft, heading, of, cell } of named) {
    const unknown: string[] = [];
    for (const number of numbersIn(cell)) {
      const other = byNumber.get(`${of} ${number}`);
      const relation = other && other !== draft && tie(draft, other, of);
      if (!other || relation === null) unknown.push(number);
      else if (relation && !tied.has(`${relation.from} ${relation.to}`)) {
        tied.add(`${relation.from} ${relation.to}`);
        const { line, file } = draft;
        const fields = { ...relation, kind: "worksFor" };
        relations.push({ key: `a${relations.length + 1}`, kind: "relation", fields, line, ...(file !== undefined && { file }) });
      }
    }
    const custom = draft.fields["custom"] as Record<string, string>;
    if (unknown.length > 0) custom[heading] = unknown.join("; ");
    else delete custom[heading];
    if (Object.keys(custom).length === 0) delete (draft.fields as Fields)["custom"];
    if (unknown.length === 0) continue;
    const list = hints.get(draft.file) ?? new HintList();
    hints.set(draft.file, list);
    const code: HintCode = of === "deal" ? "deal-unknown" : "contact-unknown";
    list.add(code, draft.line, unknown.join("; "), heading);
  }
  const at = drafts.findLastIndex(({ kind }) => kind === "party") + 1;
  return {
    drafts: [...drafts.slice(0, at), ...relations, ...drafts.slice(at)],
    hints: [...hints].flatMap(([file, list]) => list.list(file)),
  };
}

function associationsOf({ kind, exact, fields }: Draft): { readonly heading: string; readonly of: Other; readonly cell: string }[] {
  if (exact !== undefined || (kind !== "party" && kind !== "task")) return [];
  return Object.entries((fields["custom"] ?? {}) as Readonly<Record<string, string>>).flatMap(([heading, cell]) => {
    const of = associatedIn(heading);
    return of === undefined ? [] : [{ heading, of, cell }];
  });
}

/** Noun and number → the one draft that bears it. */
function numbered(drafts: readonly Draft[]): ReadonlyMap<string, Draft | null> {
  const byNumber = new Map<string, Draft | null>();
  for (const draft of drafts) {
    const of = draft.kind === "party" ? draft.fields["kind"] : draft.kind;
    for (const number of new Set(Object.values((draft.fields["externalIds"] ?? {}) as Readonly<Record<string, string>>))) {
      const key = `${String(of)} ${number}`;
      byNumber.set(key, byNumber.has(key) ? null : draft);
    }
  }
  return byNumber;
}

/** A contact joins a deal, a task is about both, a person works for a firm; `null` where nothing ties the two. */
function tie(draft: Draft, other: Draft, of: Other): { readonly from: string; readonly to: string } | undefined | null {
  const [own, reference] = [`#${draft.key}`, `#${other.key}`];
  if (draft.kind === "task") {
    if (of === "deal") (draft.fields as Fields)["deal"] ??= reference;
    else add(draft, reference);
    return of === "deal" && draft.fields["deal"] !== reference ? null : undefined;
  }
  if (of === "deal") {
    add(other, own);
    return undefined;
  }
  const kind = draft.fields["kind"];
  if (kind === "person" && of === "organisation") return { from: own, to: reference };
  return kind === "organisation" && of === "person" ? { from: reference, to: own } : null;
}

function add({ fields }: Draft, party: string): void {
  const parties = (fields["parties"] as readonly string[] | undefined) ?? [];
  if (!parties.includes(party)) (fields as Fields)["parties"] = [...parties, party];
}
