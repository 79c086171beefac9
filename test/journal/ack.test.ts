import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { decodeAck, readAck, signAck, signNumbersOnly } from "../../src/journal/ack.ts";
import { type DeviceKeys, makeDeviceKeys } from "../../src/journal/deviceKeys.ts";
import { concat } from "../../src/lib/bytes.ts";
import { err, ok } from "../../src/lib/result.ts";

let keys: DeviceKeys;
beforeAll(async () => {
  keys = await makeDeviceKeys();
});

const workspace = "0b11da54aa1a20db51d3348861bbe2fa";
const stamp = { ms: 1_795_000_000_000, count: 2 };
const publicKeyOf = (device: string, where: string) => (device === keys.id && where === workspace ? keys.signPublic : undefined);
const anyDevice = fc.stringMatching(/^[0-9a-f]{32}$/);
const anyCounts = fc.dictionary(anyDevice, fc.maxSafeNat());
const anyVector = fc.dictionary(anyDevice, fc.record({ seq: fc.maxSafeNat(), hash: fc.stringMatching(/^[0-9a-f]{64}$/) }));

describe("an acknowledgement", () => {
  test("says who holds how much, and of which chain, also when somebody else passes it on", () =>
    fc.assert(
      fc.asyncProperty(anyVector, async (vector) => {
        const bytes = await signAck(keys, workspace, vector, stamp);
        const counts = Object.fromEntries(Object.entries(vector).map(([device, { seq }]) => [device, seq]));
        const hashes = Object.fromEntries(Object.entries(vector).map(([device, { hash }]) => [device, hash]));
        expect(await readAck(bytes, publicKeyOf)).toEqual(ok({ workspace, device: keys.id, counts, hashes, stamp }));
      }),
    ));

  test("of the first version is still read: numbers, and no hashes", () =>
    fc.assert(
      fc.asyncProperty(anyCounts, async (counts) => {
        const bytes = await signNumbersOnly(keys, workspace, counts, stamp);
        expect(await readAck(bytes, publicKeyOf)).toEqual(ok({ workspace, device: keys.id, counts, hashes: {}, stamp }));
      }),
    ));

  test("of which anything was changed, cut or added is refused", async () => {
    const bytes = await signAck(
      keys,
      workspace,
      {
        [keys.id]: { seq: 300, hash: "0f".repeat(32) },
        ["ab".repeat(16)]: { seq: 7, hash: "cd".repeat(32) },
      },
      stamp,
    );
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = bytes.slice();
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      expect((await readAck(changed, () => keys.signPublic)).ok).toBe(false);
    }
    for (let length = 0; length < bytes.length; length++) expect((await readAck(bytes.slice(0, length), publicKeyOf)).ok).toBe(false);
    expect((await readAck(concat(bytes, Uint8Array.of(0)), publicKeyOf)).ok).toBe(false);
  });

  test("of a stranger, in another's name or for another workspace counts for nothing", async () => {
    const stranger = await makeDeviceKeys();
    const theirs = await signAck(stranger, workspace, {}, stamp);
    expect(await readAck(theirs, publicKeyOf)).toEqual(err({ code: "ack-stranger", device: stranger.id }));
    const inMyName = await signAck({ ...stranger, id: keys.id }, workspace, {}, stamp);
    expect(await readAck(inMyName, publicKeyOf)).toEqual(err({ code: "ack-forged" }));
    expect(await readAck(inMyName, () => stranger.signPublic)).toEqual(err({ code: "ack-forged" }));
    const elsewhere = await signAck(keys, "00".repeat(16), {}, stamp);
    expect(await readAck(elsewhere, publicKeyOf)).toEqual(err({ code: "ack-stranger", device: keys.id }));
  });

  test("made of anything at all is refused without an exception", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(decodeAck(concat(Uint8Array.of(1), bytes)).ok).toBe(false);
      }),
    );
    expect(decodeAck(new Uint8Array(1_000_000))).toEqual(err({ code: "ack-malformed" }));
  });
});
