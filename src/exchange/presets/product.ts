// What was sold: products by number, name or another spelling; those of the workspace are changed, not made again.

import { centsOf } from "../../domain/currency.ts";
import { spellingOf } from "../../domain/product.ts";
import type { RecordId } from "../../lib/id.ts";
import { ownValue } from "../../lib/own.ts";
import type { CsvRow } from "../csv.ts";
import type { Draft, ImportQuestion } from "../draft.ts";
import { peopleIn, targetsIn } from "../headingTargets.ts";
import { KeyIndex, type KnownProduct } from "../known.ts";
import type { Preset, PresetReader } from "../preset.ts";
import { filled, type Made, madeAs, type SalesDesk } from "../salesDesk.ts";
import { products } from "../salesPhrases.ts";
import { readSalesWords } from "../salesRules.ts";
import type { SalesTable } from "../salesTable.ts";
import type { SalesTarget } from "../salesTargets.ts";
import { isYes } from "../salesWords.ts";
import type { TableSource } from "../source.ts";
import { tableKind } from "../tableKind.ts";

/** A list of what is sold. */
export const productTable = tableKind<SalesTarget>({
  role: "product",
  rank: 1,
  targets: {
    productId: "text",
    product: "text",
    sku: "text",
    unit: "text",
    unitPrice: "number",
    unitCost: "number",
    taxRate: "share",
    currency: "text",
    category: "text",
    categoryId: "text",
    isActive: "text",
    discontinued: "text",
  },
  phrases: {
    ...products,
    productId: `${products.productId}|ID|Nr|Nummer`,
    product: `${products.product}|Name|Bezeichnung|Title|Titel`,
    unitPrice:
      "Unit price|Sales price|List price|Listenpreis|Preis|Price|Verkaufspreis|VK|VK-Preis|Einzelpreis|Suggested retail price|Nettopreis|UVP|Price each",
    isActive: "Active|Aktiv|Is active",
    discontinued: "Discontinued|Auslaufartikel|Eingestellt|Nicht mehr lieferbar|Archived|Archiviert",
    note: "Note|Notiz|Bemerkung|Comment|Kommentar",
  },
  readWords: (heading) => readSalesWords(heading, "product"),
});

/** Names of categories, which products name by number. */
export const categoryTable = tableKind<SalesTarget>({
  role: "category",
  rank: 0,
  targets: { categoryId: "text", category: "text", text: "text" },
  phrases: {
    categoryId: `${products.categoryId}|ID|Nr`,
    category: `${products.category}|Name|Bezeichnung`,
    text: "Description|Beschreibung",
  },
});

export const productPreset: Preset<"product"> = {
  noun: "product",
  tables: [categoryTable, productTable],
  speaksFor: ({ headings, hasHeader, isDatev }) => {
    const product = targetsIn(headings, productTable);
    const isPriced = product.has("unitPrice", "unitCost") || (product.has("unit", "category") && product.has("productId", "sku"));
    return hasHeader && !isDatev && product.has("product", "productId") && isPriced && peopleIn(headings) === 0;
  },
  open: ({ desk }) => new Products(desk),
  exampleOf: (fields) => {
    const {
      name,
      unitPrice,
      category,
      currency = "",
    } = fields as Readonly<Record<string, string | undefined>> & { readonly unitPrice?: number };
    return {
      name: name ?? "",
      currency,
      ...(unitPrice !== undefined && { amountCents: centsOf(unitPrice, currency) }),
      ...(category !== undefined && { category }),
    };
  },
};

export class Products implements PresetReader {
  readonly #desk: SalesDesk;
  readonly made: Made[] = [];
  readonly #byKey = new Map<string, string>();
  readonly #byName = new Map<string, string>();
  readonly #namesBySpelling = new Map<string, string>();
  readonly #categories = new Map<string, string>();
  readonly #asked = new Map<string, { a: string; b: string; count: number }>();
  readonly #known: KeyIndex<KnownProduct>;
  readonly #knownById = new Map<string, KnownProduct>();
  /** Product of the workspace → the draft that changes it. */
  readonly #changed = new Map<string, string>();
  /** Product → the number that its file gives it: two numbers are two products, though they bear one name. */
  readonly #numbers = new Map<string, string>();
  #hasList = false;

  constructor(desk: SalesDesk) {
    this.#desk = desk;
    const known = desk.options.known?.products ?? [];
    this.#known = new KeyIndex(
      known.map(({ sku, ...product }): KnownProduct => ({ ...product, externalIds: { ...product.externalIds, ...(sku && { sku }) } })),
    );
    for (const product of known) {
      this.#knownById.set(product.id, product);
      for (const name of [product.name, ...(product.aliases ?? [])]) {
        this.#byName.set(name, product.id);
        this.#namesBySpelling.set(spellingOf(name), product.name);
      }
    }
  }

  read(role: string, sources: readonly TableSource[]): void {
    for (const source of sources)
      if (role === categoryTable.role) this.#addCategories(this.#desk.open(source, categoryTable));
      else this.#add(this.#desk.open(source, productTable));
  }

  #addCategories(table: SalesTable): void {
    for (const row of table.rows) this.#categories.set(table.text(row, "categoryId"), table.text(row, "category"));
  }

  #add(table: SalesTable): void {
    this.#hasList = true;
    const system = this.#desk.systemOf(table);
    for (const row of table.rows) {
      const id = table.text(row, "productId") || table.key(row);
      const sku = table.text(row, "sku");
      const name = table.text(row, "product") || id || sku;
      if (name === "") {
        table.problem(row, "product-missing", "product");
        continue;
      }
      const unitPrice = table.number(row, "unitPrice");
      const unitCost = table.number(row, "unitCost");
      const taxRate = table.number(row, "taxRate");
      if (unitPrice === undefined || unitCost === undefined || taxRate === undefined) continue;
      const known = this.#byKey.get(id) ?? this.#knownOf(system, id, sku, name) ?? this.#namedLike(name, id, system);
      if (known?.startsWith("#")) {
        // A product that two rows list is the one of the first.
        this.#name(id, sku, name, known);
        continue;
      }
      const category = table.text(row, "category") || this.#categories.get(table.text(row, "categoryId")) || "";
      const flag = table.text(row, "isActive");
      const isOver = isYes(table.text(row, "discontinued"));
      const named = this.#categories.has(table.text(row, "categoryId"));
      const custom = {
        ...table.custom(row),
        ...(!named && table.text(row, "categoryId") !== "" && { [table.headingOf("categoryId")]: table.text(row, "categoryId") }),
      };
      const fields = {
        name,
        ...((sku || (id !== "" && !/^\d+$/.test(id))) && { sku: sku || id }),
        ...(category !== "" && { category }),
        ...filled("unit", table.text(row, "unit")),
        ...(unitPrice !== null && { unitPrice }),
        ...(unitCost !== null && { unitCost }),
        ...((unitPrice !== null || unitCost !== null) && { currency: this.#desk.currencyOf(table, row) }),
        ...(taxRate !== null && { taxRate }),
        ...((table.has("isActive") || table.has("discontinued")) && { isActive: !isOver && (flag === "" || isYes(flag)) }),
        ...(id !== "" && { externalIds: { [system]: id } }),
        ...(Object.keys(custom).length > 0 && { custom }),
      };
      const made =
        known === undefined ? this.#desk.make("g", this.made, "product", table, row, fields) : this.#change(known, table, row, fields);
      this.#name(id, sku, name, made);
    }
  }

  #knownOf(system: string, id: string, sku: string, name: string): string | undefined {
    const known = this.#known.find(system, id, name) ?? this.#known.find("sku", sku || id, name);
    return known && (this.#changed.get(known.id) ?? known.id);
  }

  /** The draft that changes a product of the workspace; a spelling that it has already is no new name. */
  #change(id: string, at: { readonly file: string | undefined }, row: Pick<CsvRow, "line">, fields: Record<string, unknown>): string {
    const known = this.#knownById.get(id);
    const isSpelling = known !== undefined && [known.name, ...(known.aliases ?? [])].includes(fields["name"] as string);
    const made = this.#desk.make(
      "g",
      this.made,
      "product",
      at,
      row,
      { ...fields, ...(isSpelling && { name: known.name }) },
      id as RecordId,
    );
    this.#changed.set(id, made);
    for (const name of known ? [known.name, ...(known.aliases ?? [])] : []) this.#byName.set(name, made);
    return made;
  }

  /** The product of this name, unless it bears another number. */
  #namedLike(name: string, id: string, system: string): string | undefined {
    const known = this.#byName.get(name);
    if (known === undefined || id === "") return known;
    const number = this.#numbers.get(known) ?? this.#knownById.get(known)?.externalIds?.[system];
    return number === undefined || number === id ? known : undefined;
  }

  /** How a line calls a product otherwise than the product is called, for its text; empty where it is the same. */
  otherNameOf(reference: string | null, name: string): string {
    if (reference === null || name === "") return "";
    const draft = madeAs(this.made, reference);
    const known = this.#knownById.get(draft?.id ?? reference);
    const names = [
      draft?.fields["name"],
      ...((draft?.fields["aliases"] as string[] | undefined) ?? []),
      known?.name,
      ...(known?.aliases ?? []),
    ];
    return names.includes(name) ? "" : name;
  }

  #name(id: string, sku: string, name: string, reference: string): void {
    if (id !== "") {
      this.#byKey.set(id, reference);
      if (!this.#numbers.has(reference)) this.#numbers.set(reference, id);
    }
    if (sku !== "") this.#byKey.set(sku, reference);
    if (!this.#byName.get(name)?.startsWith("#")) this.#byName.set(name, reference);
    const spelling = spellingOf(name);
    if (!this.#namesBySpelling.has(spelling)) this.#namesBySpelling.set(spelling, name);
  }

  /** The product a line names, made where nobody knows it; `null` where the line names none. */
  productOf(
    id: string,
    name: string,
    at: { readonly file: string | undefined; readonly system: string },
    row: CsvRow,
    more: Readonly<Record<string, string>> = {},
  ): string | null {
    if (id === "" && name === "") return null;
    const byKey = id === "" ? undefined : (this.#byKey.get(id) ?? this.#knownOf(at.system, id, "", name));
    if (byKey !== undefined) {
      this.#byKey.set(id, byKey);
      return byKey;
    }
    const answer = name === "" ? undefined : ownValue(this.#desk.options.sameProducts, name);
    const meant = answer ?? name;
    const known = meant === "" ? undefined : (this.#namedLike(meant, id, at.system) ?? this.#namedLike(name, id, at.system));
    if (known !== undefined) {
      const asked = this.#asked.get(name);
      if (asked) asked.count++;
      const reference = answer !== undefined && answer !== name ? this.#addAlias(known, name, at, row) : known;
      if (id !== "") {
        this.#byKey.set(id, reference);
        if (!this.#numbers.has(reference)) this.#numbers.set(reference, id);
      }
      return reference;
    }
    const hints = this.#desk.hintsFor(at.file);
    if (name === "") hints.add("product-unnamed", row.line, id);
    else if (this.#hasList) hints.add("product-added", row.line, name);
    const made = this.#desk.make("g", this.made, "product", at, row, {
      name: meant || id,
      ...more,
      ...(id !== "" && { externalIds: { [at.system]: id } }),
    });
    if (meant !== "") {
      const other = this.#namesBySpelling.get(spellingOf(meant));
      if (other !== undefined && other !== meant && answer === undefined) this.#asked.set(meant, { a: meant, b: other, count: 1 });
    }
    if (meant !== "") this.#name(id, "", meant, made);
    else this.#byKey.set(id, made);
    if (meant !== name && name !== "") this.#addAlias(made, name, at, row);
    return made;
  }

  #addAlias(reference: string, alias: string, at: { readonly file: string | undefined }, row: Pick<CsvRow, "line">): string {
    const known = this.#knownById.get(reference);
    const own = known === undefined ? reference : (this.#changed.get(reference) ?? this.#change(reference, at, row, { name: known.name }));
    this.#byName.set(alias, own);
    const draft = madeAs(this.made, own);
    if (!draft) return own;
    const aliases = (draft.fields["aliases"] as string[] | undefined) ?? [];
    if (!aliases.includes(alias)) draft.fields["aliases"] = [...aliases, alias];
    return own;
  }

  drafts(): readonly Draft[] {
    return this.made;
  }

  questions(): ImportQuestion[] {
    return [...this.#asked.values()].map((question) => ({ code: "same-product", ...question }));
  }
}
