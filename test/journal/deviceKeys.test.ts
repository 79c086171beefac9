import fc from "fast-check";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import {
  type DeviceKeys,
  deviceIdOf,
  isId,
  keysToStored,
  makeDeviceKeys,
  openSealed,
  openStoredKeys,
  sealTo,
  signBytes,
  unwrapBytes,
  verifyBytes,
  wrapBytes,
} from "../../src/journal/deviceKeys.ts";
import { concat, utf8 } from "../../src/lib/bytes.ts";
import { err, ok, unwrap } from "../../src/lib/result.ts";

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
    const stored = unwrap(await openStoredKeys(structuredClone(keysToStored(keys))));
    expect(stored.receive.extractable).toBe(false);
    expect(await verifyBytes(keys.signPublic, utf8("a"), await signBytes(stored, utf8("a")))).toBe(true);
    expect(await openSealed(stored, await sealTo(keys.receivePublic, utf8("b"), "test"), "test")).toEqual(ok(utf8("b")));
    expect(keysToStored(stored)).toEqual(keysToStored(keys));
  });

  test("lie on the disk without an X25519 key, which WebKit cannot keep", () => {
    const kinds = Object.values(keysToStored(keys)).flatMap((one) => (one instanceof CryptoKey ? [one.algorithm.name] : []));
    expect(kinds.sort()).toEqual(["AES-GCM", "Ed25519"]);
  });

  test("of the first build, stored as keys, open and stay as they were", async () => {
    const receiving = (await crypto.subtle.generateKey("X25519", false, ["deriveBits"])) as CryptoKeyPair;
    const { version: _version, ...rest } = keysToStored(keys);
    const old = {
      ...rest,
      receivePublic: new Uint8Array(await crypto.subtle.exportKey("raw", receiving.publicKey)),
      receive: receiving.privateKey,
      wrap: await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]),
    };
    const opened = unwrap(await openStoredKeys(structuredClone(old)));
    expect(await openSealed(opened, await sealTo(old.receivePublic, utf8("b"), "test"), "test")).toEqual(ok(utf8("b")));
    expect(unwrap(await unwrapBytes(opened, await wrapBytes(opened, utf8("c"), "test"), "test"))).toEqual(utf8("c"));
    expect(Object.keys(keysToStored(opened)).sort()).toEqual(Object.keys(old).sort());
  });

  test("that the browser did not keep, or that are another's, are refused in a word", async () => {
    const stored = keysToStored(keys);
    const theirs = keysToStored(others);
    const damaged = [
      ...[null, undefined, 7, "", [], {}],
      ...(["id", "signPublic", "receivePublic", "sign", "receive", "wrap"] as const).map((field) => ({ ...stored, [field]: null })),
      { ...stored, id: others.id },
      { ...stored, version: 3 },
      { ...stored, receive: (stored.receive as Uint8Array).map((byte, at) => (at === 20 ? byte ^ 1 : byte)) },
      { ...stored, receive: new Uint8Array() },
      { ...stored, receive: theirs.receive },
      { ...stored, wrap: theirs.wrap },
    ];
    for (const one of damaged) expect(await openStoredKeys(one)).toEqual(err({ code: "keys-unreadable" }));
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
