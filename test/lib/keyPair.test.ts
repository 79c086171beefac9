import { afterEach, expect, test, vi } from "vitest";
import { makeKeyPair } from "../../src/lib/keyPair.ts";

afterEach(() => vi.restoreAllMocks());

/** A browser that fails so often with that name, and then works. */
function failing(name: string, times: number) {
  const real = crypto.subtle.generateKey.bind(crypto.subtle) as (...of: unknown[]) => Promise<CryptoKey | CryptoKeyPair>;
  let left = times;
  return vi.spyOn(crypto.subtle, "generateKey").mockImplementation((...of: unknown[]) => {
    if (left-- > 0) return Promise.reject(new DOMException("The operation failed.", name));
    return real(...of) as never;
  });
}

test("a key that WebKit fails to make by chance is made at the next try", async () => {
  const made = failing("OperationError", 2);
  expect((await makeKeyPair("X25519", false)).privateKey.algorithm.name).toBe("X25519");
  expect(made).toHaveBeenCalledTimes(3);
});

test("a browser that always fails, or has no such keys, is not asked for ever", async () => {
  const always = failing("OperationError", 100);
  await expect(makeKeyPair("Ed25519", false)).rejects.toMatchObject({ name: "OperationError" });
  expect(always).toHaveBeenCalledTimes(5);
  vi.restoreAllMocks();
  const none = failing("NotSupportedError", 100);
  await expect(makeKeyPair("Ed25519", false)).rejects.toMatchObject({ name: "NotSupportedError" });
  expect(none).toHaveBeenCalledTimes(1);
});
