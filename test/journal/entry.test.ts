import { constants, deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { deflateSync } from "fflate";
import * as encoding from "lib0/encoding";
import { beforeAll, describe, expect, test } from "vitest";
import { signBytes } from "../../src/journal/deviceKeys.ts";
import {
  decodeEntry,
  type Entry,
  type EntryBody,
  headAfter,
  maxBodyBytes,
  maxEntryBytes,
  openEntry,
  paddedLength,
  type UpdateBody,
  verifyEntries,
  verifyEntry,
} from "../../src/journal/entry.ts";
import { entryKey, makeEpochSecret } from "../../src/journal/epoch.ts";
import { concat, fromHex, randomBytes, utf8 } from "../../src/lib/bytes.ts";
import { sha256 } from "../../src/lib/hash.ts";
import { err, ok, unwrap } from "../../src/lib/result.ts";
import { type Author, aFeed, anAuthor, anEntry, anUpdate, hashOf } from "../support/journal.ts";

let author: Author;
beforeAll(async () => {
  author = await anAuthor();
});

const anyJson = fc.jsonValue({ maxDepth: 4 }).filter((value) => !JSON.stringify(value).includes("__proto__"));
const anyUpdate: fc.Arbitrary<UpdateBody> = fc.record({
  shard: fc.string(),
  generation: fc.nat(),
  command: fc.string({ unit: "grapheme" }),
  created: fc.array(fc.string()),
  changes: fc.array(
    fc.record(
      { id: fc.string(), field: fc.string(), element: fc.string(), from: anyJson, to: anyJson },
      { requiredKeys: ["id", "field", "to"] },
    ),
  ),
  update: fc.oneof(fc.uint8Array({ maxLength: 100 }), fc.uint8Array({ minLength: 600, maxLength: 5_000 })),
});

/** The bytes before the sealed body. */
const headerOf = (entry: Entry) =>
  entry.bytes.slice(0, entry.sealed.byteOffset - (entry.sealed.length < 128 ? 1 : entry.sealed.length < 16_384 ? 2 : 3));

/** A genuine signature around a body that no honest device would write. */
async function sealedByHand(packed: Uint8Array): Promise<Entry> {
  const entry = unwrap(decodeEntry((await anEntry(author)).bytes));
  const header = headerOf(entry);
  const key = await entryKey(author.epoch, author.keys.id);
  const algorithm = { name: "AES-GCM", iv: entry.header.nonce.slice(), additionalData: header };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(algorithm, key, packed.slice()));
  const signature = await signBytes(author.keys, concat(utf8("kontor/1/entry\n"), sha256(concat(header, sha256(sealed)))));
  const encoder = encoding.createEncoder();
  encoding.writeUint8Array(encoder, header);
  encoding.writeVarUint8Array(encoder, sealed);
  encoding.writeUint8Array(encoder, signature);
  return unwrap(decodeEntry(encoding.toUint8Array(encoder)));
}

function packedByHand(way: number, length: number, stored: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeUint8(encoder, way);
  encoding.writeVarUint(encoder, length);
  encoding.writeVarUint8Array(encoder, stored);
  return encoding.toUint8Array(encoder);
}

const packedJson = (json: string) => {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, json);
  const content = encoding.toUint8Array(encoder);
  return packedByHand(0, content.length, content);
};

describe("an entry", () => {
  test("is read back word for word with its epoch's secret, and with no other", () =>
    fc.assert(
      fc.asyncProperty(anyUpdate, fc.dictionary(fc.stringMatching(/^[0-9a-f]{32}$/), fc.nat()), async (body, seen) => {
        const written = await anEntry(author, { body, seen });
        const entry = unwrap(decodeEntry(written.bytes));
        expect(entry.header).toEqual(written.header);
        expect(hashOf(entry)).toBe(hashOf(written));
        expect(await verifyEntry(entry, author.keys.signPublic)).toBe(true);
        expect(await openEntry(entry, author.epoch)).toEqual(
          ok(JSON.parse(JSON.stringify(body), (key, value) => (key === "update" ? body.update : value))),
        );
        const other = { id: author.epoch.id, secret: makeEpochSecret() };
        expect(await openEntry(entry, other)).toEqual(err({ code: "entry-sealed" }));
      }),
    ));

  test("does not open under another epoch's name, even with the same secret", async () => {
    const entry = await anEntry(author);
    expect(await openEntry(entry, { id: "00".repeat(16), secret: author.epoch.secret })).toEqual(err({ code: "entry-sealed" }));
  });

  test("of which any one bit was changed is refused", async () => {
    const { bytes } = await anEntry(author, { seq: 2, previous: sha256(Uint8Array.of(1)), seen: { ["ab".repeat(16)]: 300 } });
    let refused = 0;
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = bytes.slice();
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      const entry = decodeEntry(changed);
      if (!entry.ok || !(await verifyEntry(entry.value, author.keys.signPublic))) refused++;
    }
    expect(refused).toBe(bytes.length * 8);
  });

  test("whose header or body was changed does not open, signature or not", async () => {
    const { bytes } = await anEntry(author);
    for (let at = 0; at < bytes.length - 64; at++) {
      const changed = bytes.slice();
      changed[at] = (changed[at] as number) ^ 1;
      const entry = decodeEntry(changed);
      if (entry.ok) expect(await openEntry(entry.value, author.epoch)).toEqual(err({ code: "entry-sealed" }));
    }
  });

  test("that was cut short or has something added is refused", async () => {
    const { bytes } = await anEntry(author, { seen: { ["ab".repeat(16)]: 300 } });
    for (let length = 0; length < bytes.length; length++) expect(decodeEntry(bytes.slice(0, length)).ok).toBe(false);
    expect(decodeEntry(concat(bytes, Uint8Array.of(0)))).toEqual(err({ code: "entry-malformed" }));
  });

  test("signed by another device is not its author's", async () => {
    const stranger = await anAuthor();
    const entry = await anEntry(author);
    expect(await verifyEntry(entry, stranger.keys.signPublic)).toBe(false);
    const claimed = { ...entry, header: { ...entry.header, device: stranger.keys.id } };
    expect(await verifyEntry(claimed, author.keys.signPublic)).toBe(false);
    expect(await verifyEntry({ ...(await anEntry(author)), signature: entry.signature }, author.keys.signPublic)).toBe(false);
  });

  test("of an unknown device is not verified; the others are, in their order", async () => {
    const stranger = await anAuthor();
    const entries = [await anEntry(author), await anEntry(stranger), await anEntry(author)];
    expect(await verifyEntries(entries, (device) => (device === author.keys.id ? author.keys.signPublic : undefined))).toEqual([
      true,
      false,
      true,
    ]);
  });

  test("from a view on a larger buffer keeps nothing of what lies around it", async () => {
    const { bytes } = await anEntry(author);
    const inside = concat(new Uint8Array(1_000), bytes, new Uint8Array(1_000)).subarray(1_000, 1_000 + bytes.length);
    expect(unwrap(decodeEntry(inside)).bytes.buffer.byteLength).toBe(bytes.length);
  });

  test("of a newer version says so", async () => {
    const { bytes } = await anEntry(author);
    expect(decodeEntry(concat(Uint8Array.of(2), bytes.slice(1)))).toEqual(err({ code: "entry-version-unknown", version: 2 }));
  });

  test("larger than any device takes is refused unread", () => {
    const bytes = new Uint8Array(maxEntryBytes + 1);
    expect(decodeEntry(bytes)).toEqual(err({ code: "entry-too-large", bytes: bytes.length, limit: maxEntryBytes }));
  });

  test("made of anything at all is refused without an exception", () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, hasVersion) => {
        expect(decodeEntry(hasVersion ? concat(Uint8Array.of(1, 0), bytes) : bytes).ok).toBe(false);
      }),
      { numRuns: 1_000 },
    ));

  test("with numbers that no one can count to, or more devices than its bytes could name, is refused", async () => {
    const { bytes } = await anEntry(author);
    const seqAt = 2 + 16 + 16;
    const withSeq = (...seq: number[]) => concat(bytes.slice(0, seqAt), Uint8Array.from(seq), bytes.slice(seqAt + 1));
    expect(decodeEntry(withSeq(1)).ok).toBe(true);
    expect(decodeEntry(withSeq(0)).ok).toBe(false);
    // The second follows something.
    expect(decodeEntry(withSeq(2)).ok).toBe(false);
    const second = (await anEntry(author, { seq: 2, previous: sha256(Uint8Array.of(1)) })).bytes;
    const afterSomething = (...seq: number[]) =>
      decodeEntry(concat(second.slice(0, seqAt), Uint8Array.from(seq), second.slice(seqAt + 1))).ok;
    expect(afterSomething(255, 255, 255, 255, 255, 255, 255, 15)).toBe(true);
    expect(afterSomething(255, 255, 255, 255, 255, 255, 255, 127)).toBe(false);
    expect(afterSomething(...new Array<number>(300).fill(128), 0)).toBe(false);
    const seenAt = seqAt + 1 + 32 + 6 + 1 + 16 + 8;
    expect(bytes[seenAt]).toBe(0);
    const withSeen = (...seen: number[]) => concat(bytes.slice(0, seenAt), Uint8Array.from(seen), bytes.slice(seenAt + 1));
    for (const count of [[1], [127], [255, 255, 255, 255, 255, 255, 255, 15]]) expect(decodeEntry(withSeen(...count)).ok).toBe(false);
    expect(decodeEntry(withSeen(1, ...fromHex("ab".repeat(16)), 7)).ok).toBe(true);
    // Nobody has to be told that the author knows the author's own entries.
    expect(decodeEntry(withSeen(1, ...fromHex(author.keys.id), 7)).ok).toBe(false);
  });

  test("stands in its place in the feed, or why not is said", async () => {
    const [first, second, third] = (await aFeed(author, 3)) as [Entry, Entry, Entry];
    const head = unwrap(headAfter(undefined, first));
    expect(head).toEqual({ seq: 1, hash: hashOf(first) });
    expect(headAfter(head, second)).toEqual(ok({ seq: 2, hash: hashOf(second) }));
    expect(headAfter(head, third)).toEqual(err({ code: "entry-gap", expected: 2 }));
    expect(headAfter(undefined, second)).toEqual(err({ code: "entry-gap", expected: 1 }));
    expect(headAfter(head, first)).toEqual(err({ code: "entry-known", last: 1 }));
    expect(headAfter(head, await anEntry(author))).toEqual(err({ code: "entry-forked", seq: 1 }));
    expect(headAfter(head, await anEntry(author, { seq: 2, previous: third.hash }))).toEqual(err({ code: "entry-forked", seq: 1 }));
  });

  test("that could not be read by others is never written", async () => {
    const wrong = [
      anEntry(author, { seq: 0 }),
      anEntry(author, { seq: 2 }),
      anEntry(author, { device: "00".repeat(16) }),
      anEntry(author, { stamp: { ms: 1e15, count: 0 } }),
      anEntry(author, { seen: { [author.keys.id]: 1 } }),
      anEntry(author, { body: anUpdate({ generation: -1 }) }),
      anEntry(author, { kind: "roster" }),
      anEntry(author, { kind: "roster", body: { payload: { kind: "unknown", raw: { kind: "create" } } } }),
    ];
    for (const entry of wrong) await expect(entry).rejects.toThrow();
  });
});

describe("the body of an entry", () => {
  const refusalOf = async (packed: Uint8Array, limit?: number) => {
    const body = await openEntry(await sealedByHand(packed), author.epoch, limit);
    return body.ok ? undefined : body.error.code;
  };
  const facts = { shard: "7f3kq", generation: 0, command: "edit", created: [], changes: [] };

  test("keeps its bytes and facts also where only later versions know what they mean", async () => {
    for (const kind of ["snapshot", "blob"] as const) {
      const body: EntryBody = { facts: { covers: { a: 1 } }, bytes: randomBytes(700) };
      expect(await openEntry(await anEntry(author, { kind, body }), author.epoch)).toEqual(ok(body));
    }
  });

  test("tells its length only roughly", async () => {
    const lengths = await Promise.all(
      [1, 5, 9].map(async (length) => (await anEntry(author, { body: anUpdate({ update: new Uint8Array(length) }) })).bytes.length),
    );
    expect(new Set(lengths).size).toBe(1);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50_000_000 }), (length) => {
        expect(paddedLength(length)).toBeGreaterThanOrEqual(length);
        if (length > 64) expect(paddedLength(length)).toBeLessThanOrEqual(length * 1.12);
      }),
    );
  });

  test("that inflates to more than it said, or than anybody takes, is not let out", async () => {
    // 256 MiB of zeros, made without ever holding them.
    const zeros = deflateRawSync(new Uint8Array(4 * 1024 * 1024), { finishFlush: constants.Z_SYNC_FLUSH });
    const bomb = concat(...new Array<Uint8Array>(64).fill(zeros), deflateRawSync(new Uint8Array()));
    const peakBefore = process.resourceUsage().maxRSS;
    expect(await refusalOf(packedByHand(1, 256 * 1024 * 1024, bomb))).toBe("entry-too-large");
    expect(await refusalOf(packedByHand(1, 1_000_000, bomb))).toBe("entry-body-malformed");
    expect(await refusalOf(packedByHand(1, 1_000_000, bomb), 100_000)).toBe("entry-too-large");
    expect(process.resourceUsage().maxRSS - peakBefore).toBeLessThan(100 * 1024);
  });

  test("that says more than its bytes could ever hold reserves nothing", async () => {
    const before = process.memoryUsage().arrayBuffers;
    for (let i = 0; i < 8; i++)
      expect(await refusalOf(packedByHand(1, maxBodyBytes, deflateSync(utf8("{}"))))).toBe("entry-body-malformed");
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(maxBodyBytes / 2);
    expect(await refusalOf(packedByHand(1, 3, deflateSync(utf8("{}"))))).toBe("entry-body-malformed");
    expect(await refusalOf(packedByHand(0, 3, utf8("{}")))).toBe("entry-body-malformed");
    expect(await refusalOf(packedByHand(2, 2, utf8("{}")))).toBe("entry-body-malformed");
    expect(await refusalOf(new Uint8Array())).toBe("entry-body-malformed");
  });

  test("made of anything at all is refused without an exception", () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 0, max: 2 }), async (stored, way) => {
        expect(await refusalOf(packedByHand(way, stored.length, stored))).toBeDefined();
      }),
    ));

  test("that is not what its kind promises is refused", async () => {
    expect(await refusalOf(packedJson(JSON.stringify(facts)))).toBeUndefined();
    for (const json of ["", "null", "[]", "{", JSON.stringify({ ...facts, shard: 7 }), JSON.stringify({ ...facts, changes: [{ id: 1 }] })])
      expect(await refusalOf(packedJson(json))).toBe("entry-body-malformed");
  });

  test("nested deeper than anybody writes is refused, though brackets in a text are only text", async () => {
    const changing = (to: string) =>
      packedJson(JSON.stringify({ ...facts, changes: [{ id: "a", field: "b", to: 0 }] }).replace('"to":0', `"to":${to}`));
    expect(await refusalOf(changing("[".repeat(1_000_000) + "]".repeat(1_000_000)))).toBe("entry-body-malformed");
    expect(await refusalOf(changing("[".repeat(40) + "]".repeat(40)))).toBeUndefined();
    expect(await refusalOf(changing(JSON.stringify(`"${"[{\\".repeat(100)}`)))).toBeUndefined();
  });

  test("cannot reach into prototypes", async () => {
    for (const key of ["__proto__", "\\u005f_proto__", "__pr\\u006Fto__"]) {
      const json = JSON.stringify({ ...facts, changes: [{ id: "a", field: "b", to: 0 }] }).replace(
        '"to":0',
        `"to":{"${key}" : {"isAdmin":true},"x":1}`,
      );
      const body = unwrap(await openEntry(await sealedByHand(packedJson(json)), author.epoch)) as UpdateBody;
      expect(Object.getOwnPropertyNames(body.changes[0]?.to)).toEqual(["x"]);
    }
  });

  test("keeps apart what was never filled and what was emptied", async () => {
    const changes = [
      { id: "a", field: "b", to: null },
      { id: "a", field: "c", from: null, to: 1 },
    ];
    const body = unwrap(await openEntry(await anEntry(author, { body: anUpdate({ changes }) }), author.epoch)) as UpdateBody;
    expect(body.changes.map((change) => "from" in change)).toEqual([false, true]);
    expect(body.changes).toEqual(changes);
  });
});
