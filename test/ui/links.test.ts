import fc from "fast-check";
import { expect, test } from "vitest";
import { mailLink, telLink, webLink } from "../../src/ui/links.ts";

test("a letter goes to the address that is seen, and to nobody else", () => {
  expect(mailLink("anna@heide.de")).toBe("mailto:anna@heide.de");
  expect(mailLink(" anna+crm@köln.de ")).toBe("mailto:anna%2Bcrm@k%C3%B6ln.de");
  expect(mailLink("anna?cc=x@heide.de")).toBe("mailto:anna%3Fcc%3Dx@heide.de");
  for (const several of [
    "a@b.de?bcc=c@d.de",
    "a@b.de,c@d.de",
    "a@b.de;c@d.de",
    "a@b.de c@d.de",
    "Anna <a@b.de>",
    "a@b",
    "a@",
    "",
    `${"a".repeat(260)}@b.de`,
  ])
    expect(mailLink(several)).toBeUndefined();
});

test("a link to an address names one receiver and nothing beside it", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("a", "@", "b.de", "?", "&", "=", ",", ";", "%", "#", "/", " ", "\n", "ü", "bcc") }),
      (typed) => {
        const link = mailLink(typed);
        if (link === undefined) return;
        expect(link.slice("mailto:".length)).toMatch(/^[^?&,;#/\s]+@[^?&,;#/\s@]+$/);
        expect(decodeURIComponent(link.slice("mailto:".length))).toBe(typed.trim());
      },
    ),
    { numRuns: 2000 },
  );
});

test("a number dials what it shows", () => {
  expect(telLink("+49 (0)171 / 23-4")).toBe("tel:+490171234");
  expect(telLink("*21*1#")).toBe("tel:*21*1%23");
  expect(webLink("javascript:alert(1)")).toBeUndefined();
});
