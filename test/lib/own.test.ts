import { expect, test } from "vitest";
import { analyse } from "../../src/analytics/analyse.ts";
import { type Deal, repairDeal } from "../../src/domain/deal.ts";
import { isReadable, normaliseFields, schemaOf } from "../../src/domain/fields.ts";
import { currencyOf, guessRegion } from "../../src/domain/region.ts";
import { shapeOf } from "../../src/domain/shape.ts";
import { stageKindOf } from "../../src/domain/stageKind.ts";
import { analysisFieldName, analysisRefusalText, analysisWarningText } from "../../src/i18n/analysis.ts";
import { errorText } from "../../src/i18n/errors.ts";
import { relationWord, word } from "../../src/i18n/words.ts";
import { parseMoment } from "../../src/ui/parseMoment.ts";
import { parsePartialDay } from "../../src/ui/parsePartialDay.ts";
import { factSource, inventedShop } from "../support/shop.ts";

/** What every plain object answers to without having been told. */
const inherited = Object.getOwnPropertyNames(Object.prototype);

test.each(inherited)("“%s” is a word like any other, wherever it is typed or comes in", async (key) => {
  const now = new Date(2026, 10, 21);
  for (const typed of [key, `vor ${key} tagen`, `in 3 ${key}`, `1. ${key} 2026`, `${key} 9 uhr`])
    expect(parseMoment(typed, now)).toBeUndefined();
  expect([parsePartialDay(key), parsePartialDay(`${key} 2026`)]).toEqual([undefined, undefined]);
  // As any other word that a newer version may have stored: in words of people, or as it stands.
  expect([word("interactionKind", key), relationWord(key, "from")]).toEqual(
    key.startsWith("__") || key === "constructor"
      ? expect.anything()
      : [word("interactionKind", "laterKind"), relationWord("laterKind", "from")],
  );
  expect(analysisFieldName(key)).toBe(key);
  expect([currencyOf(key), guessRegion([], key).country]).toEqual(["EUR", "DE"]);
  for (const kind of ["party", "deal", key])
    expect([shapeOf(kind, key), schemaOf(kind, key), isReadable(kind, key, 1)]).toEqual([undefined, undefined, true]);
  expect(normaliseFields("party", { kind: "person", name: "Anna", [key]: "said" }).ok).toBe(!["constructor", "__proto__"].includes(key));
  expect(stageKindOf(key, { stages: {} })).toBe("open");
  const pipeline = { stages: { first: { name: "Erste", kind: "open" as const, order: "a" } } };
  expect(repairDeal({ stage: key } as unknown as Deal, pipeline, "UTC").stage).toBe("first");
  for (const say of [errorText, analysisRefusalText, analysisWarningText]) expect(say({ code: key })).toContain(key);
  expect(analysisRefusalText({ code: "option-unknown", option: key } as { code: string })).toContain(key);
  const source = factSource(inventedShop(3));
  expect(await analyse("similar", { product: key }, source)).toMatchObject({ ok: true, value: { results: { [key]: [] } } });
  expect(await analyse("pivot", { rows: [{ dimension: key }] }, source)).toMatchObject({ ok: false, error: { code: "dimension-unknown" } });
  expect(await analyse("pivot", { measures: [{ take: "sum", of: key }] }, source)).toMatchObject({
    ok: false,
    error: { code: "measure-unknown" },
  });
  expect(await analyse("propensity", { field: key }, source)).toMatchObject({ ok: false });
});
