import { expect, test } from "vitest";
import { decodeText, isBinary } from "../../src/exchange/text.ts";

const utf16 = (text: string, isLittle: boolean) =>
  Uint8Array.from(
    [...text].flatMap((char) => {
      const code = char.charCodeAt(0);
      return isLittle ? [code & 255, code >> 8] : [code >> 8, code & 255];
    }),
  );
const text = "Name;Straße;Größe\r\nKöniglich Essen;Überweg 1;€ 5\r\n";

test("umlauts arrive whatever encoding the file was saved in", () => {
  expect(decodeText(new TextEncoder().encode(text))).toEqual({ text, encoding: "utf-8" });
  expect(decodeText(new TextEncoder().encode(`\uFEFF${text}`))).toEqual({ text, encoding: "utf-8" });
  expect(decodeText(utf16(`\uFEFF${text}`, true))).toEqual({ text, encoding: "utf-16le" });
  expect(decodeText(utf16(`\uFEFF${text}`, false))).toEqual({ text, encoding: "utf-16be" });
  expect(decodeText(utf16(text, true))).toEqual({ text, encoding: "utf-16le" });
  expect(decodeText(utf16(text, false))).toEqual({ text, encoding: "utf-16be" });
  const windows = Uint8Array.from([...text].map((char) => (char === "€" ? 0x80 : char.charCodeAt(0))));
  expect(decodeText(windows)).toEqual({ text, encoding: "windows-1252" });
});

test("a picture is not taken for text", () => {
  expect(isBinary(decodeText(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48])).text)).toBe(true);
  expect(isBinary(text)).toBe(false);
  expect(decodeText(new Uint8Array()).text).toBe("");
});
