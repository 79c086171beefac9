import fc from "fast-check";
import { expect, test } from "vitest";
import { Malformed } from "../../src/sync/binary.ts";
import { decodeMessage, encodeMessage, type Message } from "../../src/sync/message.ts";

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map((value) => Uint8Array.from(value));
const some = fc.uint8Array({ maxLength: 100 }).map((value) => Uint8Array.from(value));
const id = fc.stringMatching(/^[0-9a-f]{32}$/);
const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
const whole = fc.maxSafeNat();
const proof = fc.record({ role: fc.constantFrom<0 | 1>(0, 1), signPublic: bytes(32), signature: bytes(64) });
const entries = fc.array(some, { maxLength: 5 });
const record = <T>(value: fc.Arbitrary<T>) =>
  fc.array(fc.tuple(id, value), { maxLength: 5 }).map((pairs) => Object.fromEntries(pairs) as Record<string, T>);

const anyMessage: fc.Arbitrary<Message> = fc.oneof(
  fc.record({ type: fc.constant("member" as const), proof, instance: id, number: whole, rosterHead: hash }),
  fc.record({
    type: fc.constant("welcome" as const),
    proof,
    data: fc.record({ workspace: id, epochs: fc.array(fc.record({ id, sealed: some })), roster: entries }),
  }),
  fc.record({ type: fc.constant("denied" as const), code: fc.constantFrom("invitation-revoked" as const, "invitation-used" as const) }),
  fc.record({ type: fc.constant("have" as const), vector: record(fc.record({ seq: whole, hash })) }),
  fc.record({ type: fc.constant("want" as const), id: whole, have: record(whole) }),
  fc.record({ type: fc.constant("stored" as const), id: whole, batch: whole }),
  fc.record({ type: fc.constantFrom("push" as const, "roster" as const), entries }),
  fc.record({ type: fc.constant("acks" as const), acks: entries }),
  fc.record({
    type: fc.constant("holdings" as const),
    holdings: fc.record({
      isWhole: fc.boolean(),
      held: fc.array(hash, { maxLength: 5 }),
      dropped: fc.array(hash, { maxLength: 5 }),
    }),
  }),
  fc.record({ type: fc.constant("fileWant" as const), sha256: hash, index: fc.nat(400) }),
  fc.record({ type: fc.constant("fileChunk" as const), sha256: hash, index: fc.nat(400), sealed: some, hashes: some }),
  fc.record({ type: fc.constantFrom("ping" as const, "pong" as const) }),
  fc.record({ type: fc.constant("entries" as const), id: whole, batch: whole, isLast: fc.boolean(), entries }),
);

function read(given: Uint8Array): Message | null {
  try {
    return decodeMessage(given);
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

test("what is said is understood", () =>
  fc.assert(
    fc.property(anyMessage, (message) => {
      expect(decodeMessage(encodeMessage(message))).toEqual(message);
    }),
    { numRuns: 500 },
  ));

test("a message cut short is refused, or says less", () =>
  fc.assert(
    fc.property(anyMessage, fc.double({ min: 0, max: 1, noNaN: true }), (message, share) => {
      const encoded = encodeMessage(message);
      read(encoded.subarray(0, Math.floor(encoded.length * share)));
    }),
    { numRuns: 500 },
  ));

test("a message with altered bytes is refused or read as another, and nothing else happens", () =>
  fc.assert(
    fc.property(anyMessage, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 }), (message, changes) => {
      const encoded = encodeMessage(message);
      for (const [at, value] of changes) encoded[at % encoded.length] = value;
      read(encoded);
    }),
    { numRuns: 2_000 },
  ));

test("a short message that claims a long list reserves nothing", () => {
  const claims = Uint8Array.from([12, 1, 1, 0, 0xff, 0xff, 0xff, 0x7f]);
  expect(read(claims)).toBeNull();
  expect(read(Uint8Array.from([7, ...Array.from({ length: 40 }, () => 0x80)]))).toBeNull();
});
