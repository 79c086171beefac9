import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { verifyBytes } from "../../src/journal/deviceKeys.ts";
import { type InvitationLink, makeInvitation, readLink, signAdmission, writeLink } from "../../src/journal/invitation.ts";
import { admissionStatement } from "../../src/journal/rosterProof.ts";
import { fromHex, toHex } from "../../src/lib/bytes.ts";
import { err, ok } from "../../src/lib/result.ts";
import { anAuthor } from "../support/journal.ts";

const base = "https://kontor.example/crm/";
const aLink = (more: Partial<InvitationLink> = {}): InvitationLink => ({
  workspace: "0b11da54aa1a20db51d3348861bbe2fa",
  seed: fromHex("000102030405060708090a0b0c0d0e0f"),
  rosterHead: "ab".repeat(32),
  workspaceName: "Weinhandel Müller",
  inviter: "Ada Kurz",
  signalling: [],
  ice: [],
  ...more,
});

const hex = (bytes: number) => fc.uint8Array({ minLength: bytes, maxLength: bytes }).map(toHex);
const anyLink: fc.Arbitrary<InvitationLink> = fc.record({
  workspace: hex(16),
  seed: fc.uint8Array({ minLength: 16, maxLength: 16 }),
  rosterHead: hex(32),
  workspaceName: fc.string({ unit: "grapheme" }),
  inviter: fc.string({ unit: "grapheme" }),
  signalling: fc.array(fc.webUrl(), { maxLength: 3 }),
  ice: fc.array(
    fc.oneof(
      fc.record({ urls: fc.constant("stun:kontor.example") }),
      fc.record({ urls: fc.array(fc.constant("turn:kontor.example:443")), username: fc.string(), credential: fc.string() }),
    ),
    { maxLength: 2 },
  ),
});

describe("an invitation's link", () => {
  test("says on the other side what was written into it", () =>
    fc.assert(
      fc.property(anyLink, (link) => {
        expect(readLink(writeLink(link, base))).toEqual(ok(link));
      }),
    ));

  test("keeps everything behind the '#', where no server sees it", () => {
    const text = writeLink(aLink(), `${base}#/contacts/7f3kq.k3v9m2x8ta`);
    expect(text.startsWith(`${base}#/join/`)).toBe(true);
    expect(text.split("#")).toHaveLength(2);
    expect(text.slice(base.length)).toMatch(/^#\/join\/[\w-]+$/);
  });

  test("fits a QR code that a phone reads from a screen", () => {
    expect(writeLink(aLink(), base).length).toBeLessThan(220);
  });

  test("is read from whatever people paste", () => {
    const text = writeLink(aLink(), base);
    const code = text.slice(text.indexOf("join/") + 5);
    const pasted = [
      text,
      `  ${text}\n`,
      `#/join/${code}`,
      `/join/${code}`,
      code,
      ` ${code} \r\n`,
      `„${code}“`,
      `<${text}>`,
      `Komm dazu: ${text}.`,
      `Komm dazu:\n${text}\nBis gleich, Ada`,
      `${text}?utm_source=mail`,
      text.replace("#", "%23"),
      `${text.slice(0, 90)}\r\n ${text.slice(90)}`,
      `${code.slice(0, 40)}\n${code.slice(40, 80)}\n${code.slice(80)}`,
      [...text].join("\u200b"),
    ];
    for (const one of pasted) expect([one, readLink(one)]).toEqual([one, ok(aLink())]);
  });

  test("that was cut, mistyped or is none at all is unreadable, and never an exception", () => {
    const text = writeLink(aLink(), base);
    const unreadable = err({ code: "link-unreadable" });
    for (const one of ["", "#", "#/join/", base, "Hallo", "https://example.org/#/join/AAAA", "x".repeat(100_000), "ä", "A"])
      expect(readLink(one)).toEqual(unreadable);
    for (let cut = 1; cut < text.length - base.length; cut++) expect(readLink(text.slice(0, -cut))).toEqual(unreadable);
    const from = text.indexOf("join/") + 5;
    for (let at = from; at < text.length; at++) {
      const typed = `${text.slice(0, at)}${text[at] === "A" ? "B" : "A"}${text.slice(at + 1)}`;
      const read = readLink(typed);
      // The last character carries bits that no byte uses.
      if (at < text.length - 1) expect(read).toEqual(unreadable);
      else if (read.ok) expect(read).toEqual(ok(aLink()));
    }
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (any) => {
        expect(readLink(any)).toEqual(unreadable);
      }),
    );
    fc.assert(
      fc.property(fc.base64String(), (any) => {
        expect(readLink(`#/join/${any}`)).toEqual(unreadable);
      }),
    );
  });
});

describe("an invitation", () => {
  test("made again from its seed is the same; from another seed nothing is", async () => {
    const seed = fromHex("000102030405060708090a0b0c0d0e0f");
    const one = await makeInvitation(seed);
    const again = await makeInvitation(seed.slice());
    const other = await makeInvitation();
    expect({ ...again, sign: null }).toEqual({ ...one, sign: null });
    expect(one.id).toBe(toHex(one.publicKey));
    for (const [a, b] of [
      [one.id, other.id],
      [one.room.name, other.room.name],
      [one.room.password, other.room.password],
    ])
      expect(a).not.toBe(b);
    expect(one.sign.extractable).toBe(false);
    await expect(makeInvitation(new Uint8Array(15))).rejects.toThrow(RangeError);
  });

  test("vouches for a newcomer's keys, and only for these", async () => {
    const { keys } = await anAuthor();
    const { keys: others } = await anAuthor();
    const invitation = await makeInvitation();
    const workspace = keys.id;
    const proof = await signAdmission(invitation, workspace, keys);
    expect(await verifyBytes(invitation.publicKey, admissionStatement(workspace, keys), proof)).toBe(true);
    expect(await verifyBytes(invitation.publicKey, admissionStatement(workspace, others), proof)).toBe(false);
    const again = await makeInvitation(invitation.seed);
    expect(await verifyBytes(invitation.publicKey, admissionStatement(workspace, keys), await signAdmission(again, workspace, keys))).toBe(
      true,
    );
  });
});
