import { describe, expect, test } from "vitest";
import { generateCompany } from "../../src/demo/company.ts";
import type { DemoDraft, DemoOptions } from "../../src/demo/draft.ts";
import { demoText } from "../../src/demo/text.ts";
import { normaliseFields } from "../../src/domain/fields.ts";
import { nameOf } from "../../src/domain/party.ts";
import { channelOf, type InteractionKind, interactionKinds, phases, relationKinds, resultsOf, roles } from "../../src/domain/words.ts";
import { sha256Hex } from "../../src/lib/hash.ts";

const now = Date.UTC(2026, 4, 18, 9, 41, 7, 120);
const small: DemoOptions = { contacts: 300, interactions: 3_000, seed: 7, now, language: "de" };
const made = (options: Partial<DemoOptions> = {}): DemoDraft[] => [...generateCompany({ ...small, ...options })];
const hashOf = (drafts: readonly DemoDraft[]): string => sha256Hex(JSON.stringify(drafts));
const of = (drafts: readonly DemoDraft[], kind: DemoDraft["kind"]): DemoDraft[] => drafts.filter((draft) => draft.kind === kind);

/** Every text anywhere in a value. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (typeof value === "object" && value !== null) for (const part of Object.values(value)) yield* textsIn(part);
}

describe("the sample company", () => {
  test.each([
    [1, 0],
    [1, 40],
    [2, 3],
    [399, 10],
    [401, 7_001],
    [1_000, 10],
  ])("has exactly the %i contacts and %i activities asked for", (contacts, interactions) => {
    const drafts = made({ contacts, interactions });
    expect(of(drafts, "party")).toHaveLength(contacts);
    expect(of(drafts, "interaction")).toHaveLength(interactions);
    const withSales = made({ contacts, interactions, sales: true });
    expect(new Set(withSales.map((draft) => draft.key)).size).toBe(withSales.length);
    const books: readonly DemoDraft["kind"][] = ["product", "pipeline", "purchase", "deal", "task", "promise", "appointment"];
    expect(withSales.filter(({ kind }) => !books.includes(kind))).toEqual(drafts);
  });

  test("is empty when nothing is asked for, and refuses what cannot be", () => {
    expect(made({ contacts: 0, interactions: 0 })).toEqual([]);
    expect(() => made({ contacts: 0, interactions: 1 })).toThrow(RangeError);
    expect(() => made({ contacts: 2.5 })).toThrow(RangeError);
  });

  test("is the same for the same seed and another for another", () => {
    expect(hashOf(made())).toBe(hashOf(made()));
    expect(hashOf(made({ seed: 8 }))).not.toBe(hashOf(made()));
    expect(hashOf(made({ sales: true }))).toBe(hashOf(made({ sales: true })));
  });

  test("is the same on every machine and in every time zone", () => {
    expect(hashOf(made({ contacts: 40, interactions: 200, seed: 1 }))).toBe(
      "6292589af2c4c6b606f90cdff1fb654d3eed1f077e9ac75a68f4b060d8f312dd",
    );
  });

  test.each(["de", "en"] as const)("is made of records that are accepted as they are (%s)", (language) => {
    const ids = new Map<string, string>();
    for (const draft of made({ language, contacts: 2_000, interactions: 10_000, sales: true })) {
      const resolved = JSON.parse(JSON.stringify(draft.fields), (_, value: unknown) => {
        if (typeof value !== "string" || !value.startsWith("#")) return value;
        const id = ids.get(value.slice(1));
        if (!id) throw new Error(`${draft.key} refers to ${value}, which is not there yet`);
        return id;
      }) as Record<string, unknown>;
      const fields = normaliseFields(draft.kind, resolved);
      if (!fields.ok) throw new Error(`${draft.key}: ${JSON.stringify(fields.error)} in ${JSON.stringify(draft.fields)}`);
      if (draft.kind === "party") expect(nameOf(fields.value as never)).not.toBe("");
      ids.set(draft.key, `7f3kq.${String(ids.size).padStart(10, "0")}`);
    }
    expect(ids.size).toBeGreaterThan(13_000);
  });

  test("speaks only in words that Kontor knows", () => {
    for (const { kind, fields } of made()) {
      if (kind === "relation") expect(relationKinds).toContain(fields["kind"]);
      if (kind === "interaction") {
        expect(interactionKinds).toContain(fields["kind"]);
        expect([channelOf[fields["kind"] as InteractionKind], "whatsapp", "newsletter"]).toContain(
          fields["channel"] ?? channelOf[fields["kind"] as InteractionKind],
        );
        if (fields["result"]) expect(resultsOf(fields["kind"] as InteractionKind)).toContain(fields["result"]);
      }
      for (const [role, phase] of Object.entries((fields["roles"] ?? {}) as Record<string, string>)) {
        expect(roles).toContain(role);
        expect(phases).toContain(phase);
      }
    }
  });

  test("has the weeks around today full of appointments, and a next step for most of its open deals", () => {
    const drafts = made({ sales: true });
    const days = of(drafts, "appointment").map(({ fields }) => String(fields["start"]).slice(0, 10));
    expect(days.filter((day) => day < "2026-05-18").length).toBeGreaterThan(15);
    expect(days.filter((day) => day >= "2026-05-18" && day < "2026-06-01").length).toBeGreaterThan(15);
    const open = of(drafts, "deal").filter(({ fields }) => fields["stage"] !== "won" && fields["stage"] !== "lost");
    const next = new Set(drafts.filter(({ kind }) => kind === "task" || kind === "appointment").map(({ fields }) => fields["deal"]));
    const kept = open.filter(({ key }) => next.has(`#${key}`)).length;
    expect(kept).toBeGreaterThan(0.6 * Math.min(open.length, 40));
    expect(kept).toBeLessThan(open.length);
  });

  test("leaves no gap in a sentence, in German and in English", () => {
    for (const language of ["de", "en"] as const) {
      const texts = [...textsIn(made({ language, sales: true }).map((draft) => draft.fields))];
      expect(texts.filter((text) => /[{}]|undefined/.test(text))).toEqual([]);
    }
    expect(Object.keys(demoText.en.steps)).toEqual(Object.keys(demoText.de.steps));
  });

  test("has no activity in the future and none before its years", () => {
    for (const moment of [now, Date.UTC(2026, 2, 29, 0, 30), Date.UTC(2025, 9, 26, 22), Date.UTC(2024, 1, 29, 5)])
      for (const years of [2, 0.05]) {
        const times = of(made({ now: moment, years, contacts: 60, interactions: 600 }), "interaction").map((draft) =>
          String(draft.fields["at"]),
        );
        const asTime = (at: string) => Date.parse(at.length === 10 ? `${at}T12:00:00Z` : at);
        expect(Math.max(...times.map(asTime))).toBeLessThanOrEqual(moment);
        expect(Math.min(...times.map(asTime))).toBeGreaterThan(moment - (years * 365 + 7) * 86_400_000);
      }
  });

  test("works mostly on weekdays by day, and more of late than long ago", () => {
    const times = of(made(), "interaction")
      .map((draft) => String(draft.fields["at"]))
      .filter((at) => at.length === 24)
      .map((at) => new Date(at));
    const isByDay = (time: Date) => time.getUTCDay() % 6 !== 0 && time.getUTCHours() >= 5 && time.getUTCHours() < 18;
    expect(times.filter(isByDay).length / times.length).toBeGreaterThan(0.85);
    const aYearAgo = now - 365 * 86_400_000;
    expect(times.filter((time) => time.getTime() > aYearAgo).length / times.length).toBeGreaterThan(0.55);
  });

  test("knows a few contacts very well and many hardly", () => {
    const counts = new Map<string, number>();
    for (const draft of of(made(), "interaction"))
      for (const party of draft.fields["parties"] as string[]) counts.set(party, (counts.get(party) ?? 0) + 1);
    const sorted = [...counts.values()].sort((a, b) => b - a);
    expect(sorted[0]).toBeGreaterThan(100);
    expect(sorted[150] ?? 0).toBeLessThan(10);
  });

  test("has four organisations in ten contacts, and about one relation for each person who works at one", () => {
    const drafts = made({ contacts: 5_000, interactions: 0 });
    const organisations = of(drafts, "party").filter((draft) => draft.fields["kind"] === "organisation").length;
    expect(organisations / 5_000).toBeGreaterThan(0.36);
    expect(organisations / 5_000).toBeLessThan(0.44);
    const worksFor = of(drafts, "relation").filter((draft) => draft.fields["kind"] === "worksFor");
    const employed = new Set(worksFor.map((draft) => draft.fields["from"]));
    expect(employed.size / 5_000).toBeGreaterThan(0.36);
    expect(worksFor.length / employed.size).toBeLessThan(1.15);
    expect(worksFor.filter((draft) => draft.fields["endOn"]).length).toBeGreaterThan(20);
  });

  test("reaches nobody: every mailbox and page is at .example, every number is kept for fiction", () => {
    for (const { fields } of of(made({ contacts: 4_000, interactions: 0 }), "party")) {
      for (const text of textsIn(fields)) {
        if (text.includes("@") && !/^(@|https:)/.test(text)) expect(text).toMatch(/^[a-z0-9.-]+@[a-z0-9-]+\.example$/);
        if (text.startsWith("http")) expect(text).toMatch(/^https:\/\/[a-z0-9.-]+\.example(\/|$)/);
      }
      for (const phone of (fields["phones"] ?? []) as { value: string; region: string }[]) {
        const digits = phone.value.replace(/^\+4[49]/, "0").replace(/\D/g, "");
        expect(digits).toMatch(
          phone.region === "GB"
            ? /^(02079460\d{3}|07700900\d{3})$/
            : /^(03023125\d{3}\d*|06990009\d{3}\d*|04066969\d{3}\d*|02214710\d{3}\d*|08999998\d{3}\d*|0152(28817386|28895456|54599371)|0172(9925904|9968532|997318[56]|9980752)|0174(9091317|9464308)|017139200\d\d|0176040690\d\d)$/,
        );
      }
    }
  });

  test("is made at any size", () => {
    let count = 0;
    for (const _ of generateCompany({ ...small, contacts: 20_000, interactions: 200_000 })) count++;
    expect(count).toBeGreaterThan(220_000);
  });
});

interface Line {
  readonly product: string;
  readonly text?: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly unitCost?: number;
  readonly discount?: number;
}
interface SalesDocument {
  readonly kind: string;
  readonly number: string;
  readonly party: string;
  readonly contact?: string;
  readonly on: string;
  readonly lines: readonly Line[];
}
interface Chance {
  readonly parties: readonly string[];
  readonly stage: string;
  readonly stages: Readonly<Record<string, { readonly at: string; readonly stage: string }>>;
  readonly amountCents?: number;
  readonly openedOn: string;
  readonly closedOn?: string;
  readonly expectedOn?: string;
  readonly probability?: number;
  readonly lossReason?: string;
  readonly owner: string;
}

describe("its books", () => {
  const drafts = made({ interactions: 4_000, seed: 61, years: 2.1, sales: true });
  const fieldsOf = <Fields>(kind: DemoDraft["kind"]): Fields[] => of(drafts, kind).map((draft) => draft.fields as unknown as Fields);
  const documents = fieldsOf<SalesDocument>("purchase");
  const invoices = documents.filter(({ kind }) => kind === "invoice");
  const deals = fieldsOf<Chance>("deal");
  const netOf = ({ lines }: SalesDocument): number =>
    lines.reduce((sum, { quantity, unitPrice, discount = 0 }) => sum + quantity * unitPrice * (1 - discount), 0);
  const total = (some: readonly SalesDocument[]): number => some.reduce((sum, document) => sum + netOf(document), 0);
  const within = (some: readonly SalesDocument[], from: number, to: number): readonly SalesDocument[] =>
    some.filter(({ on }) => Date.parse(on) > now - to * 86_400_000 && Date.parse(on) <= now - from * 86_400_000);

  test("are the same on every machine", () => {
    expect(
      hashOf(made({ contacts: 40, interactions: 400, seed: 1, sales: true }).filter(({ kind }) => kind === "purchase" || kind === "deal")),
    ).toBe("6bc97d5f22f57073091bf43682f8940accaa5b171fb8436976e2b7f66c1d581a");
  });

  test("say the same in German and in English", () => {
    const figures = (language: "de" | "en") =>
      made({ language, sales: true }).flatMap(({ kind, fields }) => {
        const { lines, on, openedOn, closedOn, amountCents } = fields as unknown as SalesDocument & Chance;
        return kind === "purchase" || kind === "deal"
          ? [[on, openedOn, closedOn, amountCents, lines.map((line) => [line.product, line.quantity, line.unitPrice])]]
          : [];
      });
    expect(figures("en")).toEqual(figures("de"));
  });

  test("are those of five people: half a million to a million and a quarter a year, of which a third or so is left after goods and hours", () => {
    for (const year of [within(documents, 0, 365), within(documents, 365, 730)]) {
      expect(total(year)).toBeGreaterThan(500_000);
      expect(total(year)).toBeLessThan(1_250_000);
      const cost = year
        .flatMap(({ lines }) => lines)
        .reduce((sum, { quantity, unitPrice, unitCost }) => sum + quantity * (unitCost ?? unitPrice), 0);
      expect(1 - cost / total(year)).toBeGreaterThan(0.22);
      expect(1 - cost / total(year)).toBeLessThan(0.42);
    }
    const unknown = documents.flatMap(({ lines }) => lines).filter(({ unitCost }) => unitCost === undefined);
    expect(unknown.length).toBeGreaterThan(0);
    expect(unknown.length).toBeLessThan(30);
  });

  test("have an invoice on the day that the history tells of one", () => {
    const told = of(drafts, "interaction").filter(
      ({ fields }) => fields["kind"] === "letter" && String(fields["subject"]).startsWith("Rechnung"),
    );
    expect(told.length).toBeGreaterThan(50);
    const written = new Set(invoices.flatMap(({ party, contact, on }) => [`${party} ${on}`, `${contact} ${on}`]));
    const household = new Map(
      of(drafts, "relation")
        .filter(({ fields }) => fields["kind"] === "relatedTo")
        .map(({ fields }) => [fields["to"], fields["from"]]),
    );
    for (const { fields } of told) {
      const [person] = fields["parties"] as [string];
      const on = String(fields["at"]).slice(0, 10);
      expect(
        [person, household.get(person)].some((one) => written.has(`${String(one)} ${on}`)),
        `${person} ${on}`,
      ).toBe(true);
    }
  });

  test("number their invoices year by year without a gap, in order of days", () => {
    const next = new Map<string, number>();
    for (const [i, { number, on, lines }] of documents.entries()) {
      const [, series = "", year = "", count = ""] = /^(R|G)-(\d{4})-(\d{4})$/.exec(number) ?? [];
      expect(year).toBe(on.slice(0, 4));
      expect(Number(count)).toBe((next.get(series + year) ?? 0) + 1);
      next.set(series + year, Number(count));
      expect(on >= (documents[i - 1]?.on ?? "")).toBe(true);
      expect(lines.length).toBeGreaterThan(0);
      expect(lines.length).toBeLessThan(9);
    }
  });

  test("lie within the history, and give back only what was sold before", () => {
    const days = documents.map(({ on }) => Date.parse(on));
    expect(Math.max(...days)).toBeLessThanOrEqual(now);
    expect(Math.min(...days)).toBeGreaterThan(now - 2.1 * 365 * 86_400_000);
    const notes = documents.filter(({ kind }) => kind === "creditNote");
    expect(notes.length).toBeGreaterThan(0);
    for (const { party, lines, on } of notes)
      for (const { quantity, text } of lines) {
        expect(quantity).toBeLessThan(0);
        const number = text?.replace("Zu Rechnung ", "");
        const sold = invoices.find((invoice) => invoice.number === number);
        expect([sold?.party, (sold?.on ?? "9") < on]).toEqual([party, true]);
      }
  });

  test("have won and lost deals that were closed, with every stage on its day, and open ones that were not", () => {
    const count = (stage: string): number => deals.filter((deal) => deal.stage === stage).length;
    expect(count("won")).toBeGreaterThan(60);
    expect(count("lost")).toBeGreaterThan(60);
    expect(deals.length - count("won") - count("lost")).toBeGreaterThan(15);
    for (const deal of deals) {
      const history = Object.values(deal.stages);
      expect(history.map(({ at }) => at)).toEqual(history.map(({ at }) => at).toSorted());
      expect(history[0]).toMatchObject({ stage: "inquiry" });
      expect(history[0]?.at.slice(0, 10)).toBe(deal.openedOn);
      expect(history.at(-1)?.stage).toBe(deal.stage);
      expect(Date.parse(history.at(-1)?.at ?? "")).toBeLessThanOrEqual(now);
      const isClosed = deal.stage === "won" || deal.stage === "lost";
      expect(deal.closedOn).toBe(isClosed ? history.at(-1)?.at.slice(0, 10) : undefined);
      expect(Boolean(deal.lossReason)).toBe(deal.stage === "lost");
      expect(deal.owner).not.toBe("");
      if (isClosed) expect(deal.probability).toBeUndefined();
      else if (deal.expectedOn) expect(Date.parse(deal.expectedOn)).toBeGreaterThan(now - 14 * 86_400_000);
    }
    expect(deals.some(({ probability }) => probability !== undefined)).toBe(true);
  });

  test("bill what was won: within a tenth of the quote", () => {
    let billed = 0;
    for (const { parties, closedOn = "", amountCents = 0 } of deals.filter(({ stage }) => stage === "won")) {
      const own = invoices.filter(({ party, on }) => party === parties[0] && on > closedOn);
      const fitting = own.filter((invoice) => Math.abs(netOf(invoice) * 100 - amountCents) <= amountCents / 10);
      // A job won lately is not billed yet.
      if (Date.parse(closedOn) < now - 90 * 86_400_000) expect(fitting.length, `${parties[0]} ${closedOn}`).toBeGreaterThan(0);
      billed += fitting.length > 0 ? 1 : 0;
    }
    expect(billed).toBeGreaterThan(60);
  });

  test("sell more when it is cold", () => {
    const some = made({ contacts: 2_000, interactions: 30_000, years: 2, sales: true }).filter(({ kind }) => kind === "purchase");
    const inMonths = (months: readonly string[]): number =>
      some.filter(({ fields }) => months.includes(String(fields["on"]).slice(5, 7))).length;
    expect(inMonths(["10", "11", "12", "01"])).toBeGreaterThan(1.5 * inMonths(["05", "06", "07", "08"]));
  });

  test("sell to nobody who is only interested, and long no more to those who have left", () => {
    const phases = new Map(
      of(drafts, "party").map(({ key, fields }) => [`#${key}`, (fields["roles"] as Record<string, string> | undefined)?.["customer"]]),
    );
    for (const { party, on } of documents) {
      expect(["lead", "prospect"]).not.toContain(phases.get(party));
      if (phases.get(party) === "former") expect(Date.parse(on)).toBeLessThan(now - 60 * 86_400_000);
    }
  });

  test("have customers enough who come again, and two years of whole months, whatever the day", () => {
    for (let month = 0; month < 12; month++)
      for (const day of [1, 15, 31]) {
        const moment = Date.UTC(2026, month, day, 9, 30);
        const sold = made({ interactions: 4_000, seed: 61, years: 2.1, sales: true, now: moment })
          .filter(({ kind }) => kind === "purchase")
          .map(({ fields }) => fields as unknown as SalesDocument);
        const days = new Map<string, Set<string>>();
        for (const { party, on } of sold) days.set(party, (days.get(party) ?? new Set()).add(on));
        expect(days.size).toBeGreaterThan(70);
        expect([...days.values()].filter((on) => on.size > 1).length).toBeGreaterThan(35);
        const first = sold[0]?.on.slice(0, 7) ?? "9";
        const wanted = new Date(
          Date.UTC(new Date(moment + 86_400_000).getUTCFullYear() - 2, new Date(moment + 86_400_000).getUTCMonth(), 1),
        );
        expect(first <= wanted.toISOString().slice(0, 7)).toBe(true);
      }
  });
});
