// Cells come from anywhere, and one may be a whole book. Whatever looks at a cell looks at it once: with time that grows by the square,
// one of these would take minutes and the test would end before it did.
import { expect, test } from "vitest";
import { readCountry } from "../../src/domain/country.ts";
import { readLegalForm } from "../../src/domain/legalForm.ts";
import { splitPersonName } from "../../src/domain/personName.ts";
import { digitsOf, readPhone } from "../../src/domain/phone.ts";
import { spellingOf } from "../../src/domain/product.ts";
import { decodeQuotedPrintable, readContentLine, splitEscaped, unescapeText } from "../../src/exchange/contentLine.ts";
import { detectDialect, parseCsv } from "../../src/exchange/csv.ts";
import { headingWords, readHeading } from "../../src/exchange/heading.ts";
import { isHeading } from "../../src/exchange/presets.ts";
import { currencyIn, purchaseKindOf, stageKindOfName } from "../../src/exchange/salesWords.ts";
import { splitEmails, splitPhones, withoutEntities } from "../../src/exchange/severalValues.ts";
import {
  bareEmail,
  dayOrderOf,
  decimalSignOf,
  isEmail,
  isPhoneLike,
  isUrl,
  readDay,
  readNumber,
  readSerialDay,
  socialHandleOf,
} from "../../src/exchange/value.ts";
import { readLabel, readLanguage, readRole, readSource } from "../../src/exchange/words.ts";
import { fold, foldedWords, sortKey } from "../../src/lib/fold.ts";
import { guardCell, unguardCell } from "../../src/lib/spreadsheetCell.ts";
import { mailLink, telLink, webLink } from "../../src/ui/links.ts";
import { parseMoment } from "../../src/ui/parseMoment.ts";
import { parsePartialDay } from "../../src/ui/parsePartialDay.ts";

const now = new Date(2026, 10, 21);
const readers: Readonly<Record<string, (cell: string) => unknown>> = {
  ...{ readCountry, readLegalForm, splitPersonName, digitsOf, readPhone, spellingOf },
  ...{
    decodeQuotedPrintable,
    unescapeText,
    readHeading,
    headingWords,
    currencyIn,
    isHeading,
    purchaseKindOf,
    stageKindOfName,
    splitEmails,
    splitPhones,
    withoutEntities,
  },
  ...{ bareEmail, isEmail, isPhoneLike, isUrl, readSerialDay, socialHandleOf, readLabel, readLanguage, readRole, readSource },
  ...{ fold, foldedWords, sortKey, guardCell, unguardCell, mailLink, telLink, webLink, parsePartialDay, detectDialect },
  readContentLine: (cell) => readContentLine(cell, 1),
  splitEscaped: (cell) => splitEscaped(cell, ";"),
  parseCsv: (cell) => parseCsv(cell, ","),
  readDay: (cell) => readDay(cell),
  dayOrderOf: (cell) => dayOrderOf([cell]),
  decimalSignOf: (cell) => decimalSignOf([cell]),
  readNumber: (cell) => [readNumber(cell, "comma"), readNumber(cell, "point")],
  parseMoment: (cell) => parseMoment(cell, now),
};

const pieces = ["a", " ", "a.", "a@b.", "0", "1,", "(1) ", "/1", ";", "\n", '"', ";'", "=", "von ", "+4", "ü"];
const size = 60_000;

test.each(Object.keys(readers))("%s reads a cell of any length once", { timeout: 15_000 }, (name) => {
  const read = readers[name] as (cell: string) => unknown;
  for (const piece of pieces)
    for (const [before, after] of [
      ["", ""],
      ["www.", "\n"],
    ] as const)
      expect(() => read(before + piece.repeat(Math.ceil(size / piece.length)) + after)).not.toThrow();
});
