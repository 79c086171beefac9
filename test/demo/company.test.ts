import { describe, expect, test } from "vitest";
import { type DemoDraft, type DemoOptions, generateCompany } from "../../src/demo/company.ts";
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
    expect(new Set(drafts.map((draft) => draft.key)).size).toBe(drafts.length);
  });

  test("is empty when nothing is asked for, and refuses what cannot be", () => {
    expect(made({ contacts: 0, interactions: 0 })).toEqual([]);
    expect(() => made({ contacts: 0, interactions: 1 })).toThrow(RangeError);
    expect(() => made({ contacts: 2.5 })).toThrow(RangeError);
  });

  test("is the same for the same seed and another for another", () => {
    expect(hashOf(made())).toBe(hashOf(made()));
    expect(hashOf(made({ seed: 8 }))).not.toBe(hashOf(made()));
  });

  test("is the same on every machine and in every time zone", () => {
    expect(hashOf(made({ contacts: 40, interactions: 200, seed: 1 }))).toBe(
      "7fabf7990ce9758b9cfaf7a8ce6b3eedb096b79a171cd2c0812489839bb9e5f7",
    );
  });

  test.each(["de", "en"] as const)("is made of records that are accepted as they are (%s)", (language) => {
    const ids = new Map<string, string>();
    for (const draft of made({ language, contacts: 2_000, interactions: 10_000 })) {
      const resolved = JSON.parse(JSON.stringify(draft.fields), (_, value: unknown) => {
        if (typeof value !== "string" || !value.startsWith("#")) return value;
        const id = ids.get(value.slice(1));
        if (!id) throw new Error(`${draft.key} refers to ${value}, which is not there yet`);
        return id;
      }) as Record<string, unknown>;
      const fields = normaliseFields(draft.kind, resolved);
      if (!fields.ok) throw new Error(`${draft.key}: ${JSON.stringify(fields.error)} in ${JSON.stringify(draft.fields)}`);
      if (draft.kind === "party") {
        expect(nameOf(fields.value as never)).not.toBe("");
        ids.set(draft.key, `7f3kq.${draft.key.slice(1).padStart(10, "0")}`);
      }
    }
    expect(ids.size).toBe(2_000);
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

  test("leaves no gap in a sentence, in German and in English", () => {
    for (const language of ["de", "en"] as const) {
      const texts = [...textsIn(made({ language }).map((draft) => draft.fields))];
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

  test("is made fast enough not to be waited for", () => {
    const start = performance.now();
    let count = 0;
    for (const _ of generateCompany({ ...small, contacts: 20_000, interactions: 200_000 })) count++;
    expect(count).toBeGreaterThan(220_000);
    // Two seconds alone; room for a machine that runs other tests beside this one.
    expect(performance.now() - start).toBeLessThan(6_000);
  });
});
