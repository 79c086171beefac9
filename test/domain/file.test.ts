import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  binKeepsMs,
  comesByItself,
  contentText,
  defaultPolicy,
  isFreed,
  isSealedName,
  kindOfFile,
  largestFile,
  lookOf,
  markSealed,
  originalOf,
  policyOf,
  safeFileName,
  smallFile,
  thumbnailOf,
} from "../../src/domain/file.ts";

const [a, b] = ["ab".repeat(32), "cd".repeat(32)];

describe("a file's name", () => {
  test("keeps its words and its ending, and loses paths, line breaks and turns of direction", () => {
    expect(safeFileName("Angebot Wärmepumpe (2).pdf")).toBe("Angebot Wärmepumpe (2).pdf");
    expect(safeFileName("../../etc/passwd")).toBe("etc passwd");
    expect(safeFileName("C:\\Users\\a\\x.txt")).toBe("C Users a x.txt");
    expect(safeFileName("Rechnung\u202efdp.exe")).toBe("Rechnung fdp.exe");
    expect(safeFileName("ein\nZeilen\tumbruch.txt")).toBe("ein Zeilen umbruch.txt");
    expect(safeFileName(".bashrc")).toBe("bashrc");
    expect(safeFileName(`${"a".repeat(400)}.jpeg`)).toMatch(/^a+…\.jpeg$/);
  });

  test("of any text is of one line, at most 200 characters, and safe twice over", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (name) => {
        const safe = safeFileName(name);
        expect(safe.length).toBeLessThanOrEqual(200);
        expect(safe).not.toMatch(/[\p{Cc}/\\\u202e]/u);
        expect(safeFileName(safe)).toBe(safe);
      }),
    );
  });

  test("that is sealed is told from one that is not", () => {
    expect(isSealedName(markSealed("abc"))).toBe(true);
    expect(isSealedName("Angebot.pdf")).toBe(false);
  });
});

describe("how a file is shown", () => {
  test.each([
    ["image/jpeg", "image"],
    ["IMAGE/PNG; x=1", "image"],
    ["image/svg+xml", "image"],
    ["audio/webm", "audio"],
    ["video/mp4", "video"],
    ["application/pdf", "pdf"],
  ])("%s: %s", (mime, look) => expect(lookOf(mime)).toBe(look));

  test.each(["text/html", "application/xhtml+xml", "text/xml", "image/x-unknown", "application/javascript", "", null])(
    "%s is handed out and never opened here",
    (mime) => expect(lookOf(mime)).toBe("other"),
  );

  test("its kind is guessed from its type", () => {
    expect(["image/png", "audio/mp4", "application/zip"].map(kindOfFile)).toEqual(["photo", "voice", "document"]);
  });
});

describe("what a record says of its bytes", () => {
  test("counts only if it can be true", () => {
    const right = { sha256: a, root: b, bytes: 5 };
    expect(originalOf(right)).toEqual(right);
    for (const wrong of [{ sha256: "x" }, { root: null }, { bytes: 0 }, { bytes: 1.5 }, { bytes: largestFile + 1 }, { bytes: "5" }])
      expect(originalOf({ ...right, ...wrong })).toBeUndefined();
    expect(thumbnailOf({ thumbnail: contentText(right) })).toEqual(right);
    for (const wrong of ["", "x.y.z", contentText({ ...right, bytes: 20_001 }), 7])
      expect(thumbnailOf({ thumbnail: wrong })).toBeUndefined();
  });
});

describe("when bytes go", () => {
  const now = Date.parse("2026-12-01T10:00:00Z");
  const deletedAt = (ms: number): string => new Date(now - ms).toISOString();
  test.each([
    ["a file that is there", {}, false],
    ["one in the bin", { deletedAt: deletedAt(1_000) }, false],
    ["one in the bin for ninety days", { deletedAt: deletedAt(binKeepsMs) }, false],
    ["one in the bin for longer", { deletedAt: deletedAt(binKeepsMs + 1) }, true],
    ["one that somebody freed in the bin", { deletedAt: deletedAt(5), freedAt: deletedAt(1) }, true],
    ["one that was freed and came back", { deletedAt: null, freedAt: deletedAt(1) }, false],
    ["one whose day nobody can read", { deletedAt: "gestern" }, false],
  ])("%s", (_what, fields, isOver) => expect(isFreed({ type: "file", ...fields }, now)).toBe(isOver));
});

describe("what comes by itself", () => {
  const large = smallFile + 1;
  test("small files always, others by the rule of their group and the network", () => {
    const policy = { photo: "wifi", voice: "always", document: "demand" } as const;
    expect(comesByItself({ kind: "document", mime: "application/pdf", bytes: smallFile }, policy, false)).toBe(true);
    expect(comesByItself({ kind: "document", mime: "application/pdf", bytes: large }, policy, true)).toBe(false);
    expect(comesByItself({ kind: "photo", mime: "image/jpeg", bytes: large }, policy, false)).toBe(false);
    expect(comesByItself({ kind: "signature", mime: "image/png", bytes: large }, policy, true)).toBe(true);
    expect(comesByItself({ mime: "image/jpeg", bytes: large }, policy, true)).toBe(true);
    expect(comesByItself({ kind: "voice", mime: "audio/webm", bytes: large }, policy, false)).toBe(true);
  });

  test("a stored rule that nobody knows is the usual one", () => {
    expect(policyOf({ photo: "never", voice: "always" })).toEqual({ ...defaultPolicy, voice: "always" });
    for (const odd of [null, 7, "x", []]) expect(policyOf(odd)).toEqual(defaultPolicy);
  });
});
