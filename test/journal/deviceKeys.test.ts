import fc from "fast-check";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import {
  type DeviceKeys,
  deviceIdOf,
  isId,
  makeDeviceKeys,
  openSealed,
  sealTo,
  signBytes,
  unwrapBytes,
  verifyBytes,
  wrapBytes,
} from "../../src/journal/deviceKeys.ts";
import { concat, utf8 } from "../../src/lib/bytes.ts";
import { err, ok } from "../../src/lib/result.ts";

let keys: DeviceKeys;
let others: DeviceKeys;
beforeAll(async () => {
  [keys, others] = [await makeDeviceKeys(), await makeDeviceKeys()];
});

const broken = err({ code: "seal-broken" });
const flipped = (bytes: Uint8Array, at: number) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));

describe("a device's keys", () => {
  test("cannot be read out, and survive being stored", async () => {
    for (const key of [keys.sign, keys.receive, keys.wrap]) expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey("pkcs8", keys.sign)).rejects.toThrow();
    const stored = structuredClone(keys);
    expect(await verifyBytes(keys.signPublic, utf8("a"), await signBytes(stored, utf8("a")))).toBe(true);
    expect(await openSealed(stored, await sealTo(keys.receivePublic, utf8("b"), "test"), "test")).toEqual(ok(utf8("b")));
  });

  test("name the device", () => {
    expect(keys.id).toBe(deviceIdOf(keys.signPublic));
    expect(isId(keys.id)).toBe(true);
    for (const other of ["", keys.id.toUpperCase().replaceAll(/\d/g, "A"), `${keys.id}0`, `${keys.id.slice(1)}\n`, 7, null])
      expect(isId(other)).toBe(false);
    expect(others.id).not.toBe(keys.id);
  });

  test("sign what only they can sign; nonsense is no signature and no exception", async () => {
    const signature = await signBytes(keys, utf8("yes"));
    expect(await verifyBytes(keys.signPublic, utf8("yes"), signature)).toBe(true);
    expect(await verifyBytes(keys.signPublic, utf8("no"), signature)).toBe(false);
    expect(await verifyBytes(others.signPublic, utf8("yes"), signature)).toBe(false);
    expect(await verifyBytes(keys.signPublic, utf8("yes"), signature.slice(1))).toBe(false);
    expect(await verifyBytes(keys.signPublic.slice(1), utf8("yes"), signature)).toBe(false);
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ minLength: 64, maxLength: 64 }),
        async (key, any) => {
          expect(await verifyBytes(key, utf8("yes"), any)).toBe(false);
        },
      ),
      // The point of order one, for which a zero signature holds for every text in some libraries, is not a device.
      { examples: [[new Uint8Array(32).fill(255), new Uint8Array(64)]] },
    );
  });

  describe("in a browser without them", () => {
    afterEach(() => vi.unstubAllGlobals());

    test("are missed at the door", async () => {
      vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
      await expect(makeDeviceKeys()).rejects.toMatchObject({ code: "crypto-missing", facts: { reason: "insecure-page" } });
      vi.stubGlobal("crypto", {
        subtle: { generateKey: () => Promise.reject(new DOMException("Unrecognized name.", "NotSupportedError")) },
      });
      await expect(makeDeviceKeys()).rejects.toMatchObject({ code: "crypto-missing" });
    });
  });
});

describe("what is sealed to a device", () => {
  test("opens there, for what it was meant, and nowhere else", () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array(), fc.string(), async (plain, context) => {
        const sealed = await sealTo(keys.receivePublic, plain, context);
        expect(await openSealed(keys, sealed, context)).toEqual(ok(plain));
        expect(await openSealed(others, sealed, context)).toEqual(broken);
        expect(await openSealed(keys, sealed, `${context}!`)).toEqual(broken);
      }),
    ));

  test("is never the same twice", async () => {
    expect(await sealTo(keys.receivePublic, utf8("a"), "")).not.toEqual(await sealTo(keys.receivePublic, utf8("a"), ""));
  });

  test("is refused when anything was changed, cut, added or made up", async () => {
    const sealed = await sealTo(keys.receivePublic, utf8("secret"), "test");
    for (let at = 0; at < sealed.length; at++) {
      // X25519 ignores the highest bit of the ephemeral key, the seal does not.
      expect(await openSealed(keys, flipped(sealed, at), "test")).toEqual(broken);
      expect(await openSealed(keys, sealed.slice(0, at), "test")).toEqual(broken);
    }
    expect(
      await openSealed(
        keys,
        sealed.map((byte, at) => (at === 32 ? byte ^ 128 : byte)),
        "test",
      ),
    ).toEqual(broken);
    expect(await openSealed(keys, concat(sealed, Uint8Array.of(0)), "test")).toEqual(broken);
    expect(await openSealed(keys, concat(Uint8Array.of(1), new Uint8Array(80)), "test")).toEqual(broken);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 120 }), async (any) => {
        expect(await openSealed(keys, any, "test")).toEqual(broken);
      }),
    );
  });
});

test("what a device wraps for itself opens on it alone", async () => {
  const wrapped = await wrapBytes(keys, utf8("secret"), "test");
  expect(await unwrapBytes(keys, wrapped, "test")).toEqual(ok(utf8("secret")));
  expect(await unwrapBytes(others, wrapped, "test")).toEqual(broken);
  expect(await unwrapBytes(keys, wrapped, "other")).toEqual(broken);
  for (let at = 0; at < wrapped.length; at++) {
    expect(await unwrapBytes(keys, flipped(wrapped, at), "test")).toEqual(broken);
    expect(await unwrapBytes(keys, wrapped.slice(0, at), "test")).toEqual(broken);
  }
});
