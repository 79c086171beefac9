import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { mergedText, typeDifference } from "../../src/documents/sharedText.ts";

const words = ["Mag", "Tee", ".", "\n", " ", "Ruft", "Freitag", "an", "🔧", "🔩", "Öttl", "Ö"];
const aText = fc.array(fc.constantFrom(...words), { maxLength: 20 }).map((parts) => parts.join(" "));

function typed(from: string, to: string): { readonly text: string; readonly removed: number } {
  const doc = new Y.Doc();
  const text = doc.getText();
  text.insert(0, from);
  let removed = 0;
  text.observe((event) => {
    for (const part of event.delta) removed += part.delete ?? 0;
  });
  doc.transact(() => typeDifference(text, from, to));
  const again = new Y.Doc();
  Y.applyUpdate(again, Y.encodeStateAsUpdate(doc));
  return { text: again.getText().toString(), removed };
}

describe("the difference of two texts", () => {
  test("makes one of the other, whole letters only", () => fc.assert(fc.property(aText, aText, (from, to) => typed(from, to).text === to)));

  test("leaves what stands between two changes alone", () => {
    const { text, removed } = typed(
      "Erstens kalt. Der Hund heißt Bello. Zuletzt warm.",
      "Erstens lau. Der Hund heißt Bello. Zuletzt heiß.",
    );
    expect(text).toBe("Erstens lau. Der Hund heißt Bello. Zuletzt heiß.");
    expect(removed).toBeLessThanOrEqual("kalt".length + "warm".length);
  });

  test("of two texts that have nothing in common is found at once", () => {
    const [from, to] = ["alt ", "neu "].map((word) => Array.from({ length: 20_000 }, (_, i) => `${word}${i}`).join(" ")) as [
      string,
      string,
    ];
    expect(typed(from, to).text).toBe(to);
  });
});

describe("two people's changes of one text", () => {
  test("are both there, the one that stood first in front", () => {
    expect(mergedText("Mag Tee.", "Mag Tee. HAT GEKÜNDIGT.", "Mag Tee. Ruft Freitag an.")).toBe("Mag Tee. HAT GEKÜNDIGT. Ruft Freitag an.");
  });

  test("meet in the right places", () => {
    expect(mergedText("Mag Tee. Hund im Hof.", "Achtung! Mag Tee. Hund im Hof. Klingel defekt.", "Mag Kaffee. Hund im Hof.")).toBe(
      "Achtung! Mag Kaffee. Hund im Hof. Klingel defekt.",
    );
  });

  test("keep every word that either added, and nothing of what either took away", () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat({ max: 999 }), { minLength: 3, maxLength: 12 }),
        fc.nat({ max: 99 }),
        fc.nat({ max: 99 }),
        (numbers, a, b) => {
          const base = numbers.map((number) => `w${number}`);
          const mine = base.filter((_, i) => i !== (a + b) % base.length);
          const having = (words: readonly string[], word: string, at: number): string =>
            words.toSpliced(at % (words.length + 1), 0, word).join(" ");
          const merged = mergedText(base.join(" "), having(base, "ihres", a), having(mine, "meines", b));
          expect(merged).toMatch(/ihres/);
          expect(merged).toMatch(/meines/);
          expect(merged.match(/w\d+/g)).toEqual(mine);
        },
      ),
    ));
});
