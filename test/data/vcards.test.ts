import { describe, expect, test } from "vitest";
import { normaliseFields } from "../../src/domain/fields.ts";
import type { Fields } from "../../src/domain/record.ts";
import type { ContentLine } from "../../src/exchange/contentLine.ts";
import type { ImportPlan } from "../../src/exchange/draft.ts";
import { decodeText } from "../../src/exchange/text.ts";
import { readDay } from "../../src/exchange/value.ts";
import { type Card, dataUriOf, parseCards, partsOf, textOf } from "../../src/exchange/vcard.ts";
import { unwrap } from "../../src/lib/result.ts";
import { listData, readData, readDataText } from "../support/data.ts";
import { planImport } from "../support/plan.ts";

const options = { country: "DE", currency: "EUR", language: "de" };
const plan = async (path: string): Promise<ImportPlan> => unwrap(await planImport([{ name: path, bytes: readData(path) }], options));
const files = listData("vcards", ".vcf");
const cardsIn = (path: string): Card[] => parseCards(decodeText(readData(path)).text).cards;

test("all 32 cards of the 23 files are read, the assistant inside another card too", async () => {
  expect(files).toHaveLength(23);
  const plans = await Promise.all(files.map(plan));
  expect(plans.flatMap((read) => read.problems)).toEqual([]);
  expect(plans.reduce((sum, read) => sum + read.counts.rows, 0)).toBe(32);
  expect(plans.reduce((sum, read) => sum + read.counts.people, 0)).toBe(32);
});

test("everything a card makes can be stored as it is", async () => {
  for (const file of files)
    for (const draft of (await plan(file)).drafts) expect(normaliseFields(draft.kind, draft.fields)).toMatchObject({ ok: true });
});

test("the assistant inside a card is a person with a tie to it", async () => {
  const { drafts } = await plan("vcards/ical.js/vcard3.vcf");
  const agent = drafts.find((draft) => draft.fields["familyName"] === "Thomas");
  expect(agent?.fields).toMatchObject({
    givenName: "Susan",
    emails: [{ value: "sthomas@host.com" }],
    phones: [{ value: "+1-919-555-1234" }],
  });
  expect(drafts.filter((draft) => draft.kind === "relation").map((draft) => draft.fields)).toContainEqual({
    from: `#${agent?.key}`,
    to: `#${drafts[0]?.key}`,
    kind: "relatedTo",
    title: "agent",
  });
});

describe("what ez-vcard's own tests expect of these cards", () => {
  interface Expected {
    prop: string;
    types?: string;
    value?: string;
    values?: string | string[];
    params?: Record<string, string>;
    group?: string;
    dataLength?: string;
    url?: string;
    date?: string;
    [name: string]: unknown;
  }
  const expected = JSON.parse(readDataText("vcards/ez-vcard/EXPECTED-from-SampleVCardsTest.json")) as Record<
    string,
    { version: string; props: Expected[] }[]
  >;
  const names: Record<string, string> = {
    FormattedName: "FN",
    Url: "URL",
    Note: "NOTE",
    Title: "TITLE",
    Revision: "REV",
    Role: "ROLE",
    ProductId: "PRODID",
    Uid: "UID",
    FreeBusyUrl: "FBURL",
    Language: "LANG",
    Classification: "CLASS",
    Profile: "PROFILE",
    Label: "LABEL",
    SortString: "SORT-STRING",
    Source: "SOURCE",
    Mailer: "MAILER",
    SourceDisplayText: "NAME",
    Organization: "ORG",
    Nickname: "NICKNAME",
    Categories: "CATEGORIES",
    Birthday: "BDAY",
    Anniversary: "ANNIVERSARY",
    Photo: "PHOTO",
    Key: "KEY",
  };
  /** The expectations are Java source: strings joined with NEWLINE, constructors, escapes. */
  const javaText = (value: string): string =>
    / \+ NEWLINE/.test(value)
      ? [...value.matchAll(/"(?:[^"\\]|\\.)*"|NEWLINE/g)]
          .map(([part]) => (part === "NEWLINE" ? "\n" : (JSON.parse(part) as string)))
          .join("")
      : value
          .replaceAll("\\r\\n", "\n")
          .replaceAll("\r\n", "\n")
          .replace(/\\([f])/g, "\f");
  const list = (value: unknown): string[] =>
    (value === undefined ? [] : Array.isArray(value) ? (value as string[]) : [value as string]).map(javaText);
  const lower = (types: string | undefined): string[] =>
    (types ?? "")
      .split(",")
      .map((type) =>
        type
          .trim()
          .replace(/^\w+\.(?:get\("(.+)"\)|(.+))$/, "$1$2")
          .toLowerCase(),
      )
      .filter(Boolean)
      .sort();
  const typesOf = (property: ContentLine): string[] =>
    property.params
      .filter(([name]) => name === "TYPE")
      .map(([, value]) => value.toLowerCase())
      .sort();
  const dateOf = (java: string): string =>
    java.replace(
      /^LocalDate\.of\((\d+), (\d+), (\d+)\)$/,
      (_, y: string, m: string, d: string) => `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`,
    );
  const bytesOf = (property: ContentLine): number => Buffer.from(dataUriOf(property)?.replace(/^.*,/, "") ?? "", "base64").length;

  /** Whether the card has the property with the value; asked of the card as read. */
  const isIn = (card: Card, want: Expected): boolean => {
    const { version } = card;
    const [kind, name = ""] = want.prop.split(":");
    const all = (of: string) =>
      card.properties.filter((property) => property.name === of && (want.group === undefined || property.group === want.group));
    const text = (property: ContentLine) => textOf(property, version);
    const same = (parts: readonly string[] | undefined, value: unknown) =>
      (parts ?? []).filter(Boolean).join("|") === list(value).filter(Boolean).join("|");
    switch (kind) {
      case "simpleProperty": {
        if (name === "Revision") return all("REV").length === 1;
        return all(names[name] as string).some((property) => text(property) === javaText(want.value ?? ""));
      }
      case "rawProperty": {
        const wanted = want.value as string;
        return all(JSON.parse(name).toUpperCase() as string).some(
          (property) => property.value === wanted || property.value === wanted.replaceAll("\\\\", "\\"),
        );
      }
      case "email":
        return all("EMAIL").some((property) => text(property) === want.value && typesOf(property).join() === lower(want.types).join());
      case "telephone": {
        const wanted = want["text"] ?? /\("([^"]+)"\)/.exec(want["uri"] as string)?.[1];
        return all("TEL").some(
          (property) =>
            text(property).replace(/^tel:/, "").split(";")[0] === wanted && typesOf(property).join() === lower(want.types).join(),
        );
      }
      case "address":
        return all("ADR").some((property) => {
          const parts = partsOf(property, version);
          return (
            (["poBox", "extendedAddress", "streetAddress", "locality", "region", "postalCode", "country"] as const).every((part, i) =>
              same(parts[i], want[part]),
            ) && typesOf(property).join() === lower(want.types).join()
          );
        });
      case "structuredName":
        return all("N").some((property) => {
          const parts = partsOf(property, version);
          return (["family", "given", "additional", "prefixes", "suffixes"] as const).every(
            (part, i) => same(parts[i], want[part]) || same([(parts[i] ?? []).join(",")], want[part]),
          );
        });
      case "listProperty":
        return all(names[name] as string).some((property) =>
          name === "Organization"
            ? same(
                partsOf(property, version).map((part) => part.join(",")),
                want.values,
              )
            : same(partsOf(property, version).flat(), want.values),
        );
      case "dateProperty": {
        if (want["partialDate"]) return all(names[name] as string).length === 1;
        return all(names[name] as string).some((property) => readDay(text(property)) === dateOf(want.date ?? (want["text"] as string)));
      }
      case "binaryProperty":
        return all(names[name] as string).some((property) =>
          want.url ? property.value === want.url : bytesOf(property) === Number(want.dataLength),
        );
      case "impp":
        return all("IMPP").some((property) => property.value === want["uri"]);
      case "geo":
        return all("GEO").some(
          (property) =>
            property.value
              .split(/[;,]/)
              .map((part) => Number(part.replace("geo:", "")))
              .join() === `${want["latitude"] as string},${want["longitude"] as string}`,
        );
      case "timezone":
        return all("TZ").length === 1;
      case "property":
        return all("GENDER").some((property) => property.value === "M");
      default:
        throw new Error(`an expectation of an unknown kind: ${want.prop}`);
    }
  };

  test("every one of the 474 values is read from its card", () => {
    let count = 0;
    const missing: string[] = [];
    for (const [file, cards] of Object.entries(expected)) {
      const read = cardsIn(files.find((path) => path.endsWith(`/${file}`)) as string);
      for (const [i, { props }] of cards.entries()) {
        for (const want of props) {
          count++;
          if (!isIn(read[i] as Card, want)) missing.push(`${file} ${i} ${JSON.stringify(want).slice(0, 300)}`);
        }
      }
    }
    expect(missing).toEqual([]);
    expect(count).toBe(474);
  });

  /** Whether a contact has it in the field where a person would look; undefined where Kontor has no field for it. */
  const isKept = (fields: Fields, plan: ImportPlan, want: Expected, card: Card): boolean => {
    const [kind, name = ""] = want.prop.split(":");
    const of = (field: string) => (fields[field] ?? []) as Record<string, string>[];
    const value = javaText(want.value ?? "").trim();
    const wanted = list(want.values);
    switch (kind) {
      case "telephone": {
        const number = (want["text"] as string | undefined) ?? /\("([^"]+)"\)/.exec(want["uri"] as string)?.[1] ?? "";
        return of("phones").some((phone) => phone["value"]?.startsWith(number));
      }
      case "email":
        return of("emails").some((email) => email["value"] === value);
      case "address":
        return of("addresses").some(
          (address) =>
            list(want["streetAddress"])
              .filter(Boolean)
              .every((part) => address["street"]?.includes(part)) &&
            (address["postalCode"] ?? "") === String(want["postalCode"] ?? "").trim(),
        );
      case "structuredName":
        return (["family", "given"] as const).every((part) => (fields[`${part}Name`] ?? "") === list(want[part]).join(" ").trim());
      case "impp":
        return of("handles").some((handle) => (want["uri"] as string).endsWith(`:${handle["value"]}`));
      case "geo":
        return of("addresses").some(
          (address) => JSON.stringify(address["geo"]) === JSON.stringify({ lat: Number(want["latitude"]), lon: Number(want["longitude"]) }),
        );
      case "dateProperty":
        if (name === "Birthday") return fields["bornOn"] === (want.date ? dateOf(want.date) : (want["text"] ?? "--02-03"));
        break;
      case "property":
        return fields["salutation"] === "mr";
      case "listProperty":
        if (name === "Organization")
          return (
            plan.drafts.some((draft) => draft.fields["name"] === wanted[0]) &&
            plan.drafts.some((draft) => draft.kind === "relation" && (draft.fields["department"] ?? "") === wanted.slice(1).join(", "))
          );
        if (name === "Nickname") return fields["nickname"] === wanted.join(", ");
        return wanted.every((tag) => (fields["tags"] as string[]).includes(tag));
      case "simpleProperty":
        if (name === "FormattedName") return true;
        if (name === "Url") return of("urls").some((url) => url["value"] === value);
        if (name === "Note") return String(fields["note"] ?? "").includes(javaText(want.value ?? ""));
        if (name === "Title") return plan.drafts.some((draft) => draft.kind === "relation" && draft.fields["title"] === value);
        if (name === "Uid") return (fields["externalIds"] as Record<string, string>)["vcard"] === value;
        if (name === "SortString") return fields["sortAs"] === value;
        if (name === "Language") return fields["language"] === value || Object.values(fields["custom"] as object).includes(value);
        if (name === "Revision" || name === "ProductId" || name === "Profile") return true;
    }
    const raw = card.properties.find((property) => isIn({ ...card, properties: [property] }, want));
    if (raw?.name === "X-ABLABEL") return true;
    if (raw?.name === "X-GENDER") return fields["salutation"] === "mr";
    if (raw && of("handles").some((handle) => handle["value"] === raw.value)) return true;
    return (
      raw !== undefined &&
      Object.entries((fields["custom"] ?? {}) as Record<string, string>).some(
        ([key, text]) =>
          key.startsWith(`vcard:${raw.name}`) && (text === raw.value || text === textOf(raw, card.version) || text === dataUriOf(raw)),
      )
    );
  };

  test("and every one is kept with the contact, in its field or as what vCard calls it", async () => {
    const lost: string[] = [];
    for (const [file, cards] of Object.entries(expected)) {
      const path = files.find((other) => other.endsWith(`/${file}`)) as string;
      const made = await plan(path);
      const read = cardsIn(path);
      const people = made.drafts.filter((draft) => draft.fields["kind"] === "person");
      for (const [i, { props }] of cards.entries())
        for (const want of props)
          if (!isKept(people[i]?.fields as Fields, made, want, read[i] as Card))
            lost.push(`${file} ${i} ${JSON.stringify(want).slice(0, 300)}`);
    }
    expect(lost).toEqual([]);
  });
});

describe("what ical.js expects of its cards (jCard, RFC 7095)", () => {
  type JProperty = [name: string, params: Record<string, string | string[]>, type: string, ...values: unknown[]];
  test.each(listData("vcards/ical.js", ".json"))("%s", (path) => {
    const [, properties] = JSON.parse(readDataText(path)) as ["vcard", JProperty[]];
    const [card] = cardsIn(path.replace(".json", ".vcf")) as [Card];
    const plain = (text: string) => text.replace(/\s+/g, " ").trim();
    const missing = properties.filter(([name, , , ...values]) => {
      if (name === "version") return card.version !== values[0];
      const texts = values.flat(2).map((value) => plain(String(value)).replace(/-0(\d):?00$/, "-0$100"));
      if (name === "agent" && card.agents.length > 0 && texts[0]?.startsWith("BEGIN")) return false;
      return !card.properties.some((property) => {
        if (property.name !== name.toUpperCase()) return false;
        const found = [partsOf(property, card.version).flat(), [textOf(property, card.version)], property.value.split(";")].map((parts) =>
          parts.map(plain),
        );
        // Dates and offsets are written with signs there and without here.
        const digits = (parts: readonly string[]) =>
          parts
            .join("|")
            .replace(/[-:+]|(?:tel:)/g, "")
            .replace(/\.0+\b/g, "");
        return found.some((parts) => digits(parts) === digits(texts));
      });
    });
    expect(missing).toEqual([]);
  });
});
