// A feed that goes on in two ways is a copied profile: a restored laptop, a cloned disk. Nothing of either way is lost: from
// where they part each way is a feed of its own, named by the first entry in which it differs. Everybody who holds both gives
// both the same names, whichever came first; who holds one only knows it by the device's name.
import { concat, fromHex, toHex, utf8 } from "../lib/bytes.ts";
import { sha256 } from "../lib/hash.ts";
import type { DeviceId } from "./deviceKeys.ts";

/**
 * The name of a branch of a feed. It looks like a device's id, so that vectors, acknowledgements and `seen` name it like any other
 * feed.
 */
export const branchOf = (device: DeviceId, firstHash: string): DeviceId =>
  toHex(sha256(concat(utf8("kontor/1/branch\n"), fromHex(device), fromHex(firstHash))).subarray(0, 16));
