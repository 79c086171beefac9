// Which entries an author means by the numbers in `seen`: where a feed has parted, or will be seen to have, a number alone names
// two. The first bytes of each hash travel with the body; versions that do not know of them leave them alone.
import { concat, fromBase64Url, fromHex, toBase64Url, toHex } from "../lib/bytes.ts";
import type { DeviceId } from "./deviceKeys.ts";
import type { Counts } from "./vector.ts";

/** Enough to tell the ways of one feed apart. */
const length = 8;

/** Writes the beginnings of the hashes of seen entries, in the order of the feeds' names. `hashes` knows every feed in `seen`. */
export const writeSeenHashes = (seen: Counts, hashes: Readonly<Record<DeviceId, string>>): string =>
  toBase64Url(
    concat(
      ...Object.keys(seen)
        .sort()
        .map((feed) => fromHex((hashes[feed] as string).slice(0, length * 2))),
    ),
  );

/** Reads how the hash of each feed's seen entry begins; nothing where they do not fit what was seen. */
export function readSeenHashes(seen: Counts, text: string | undefined): Readonly<Record<DeviceId, string>> {
  const feeds = Object.keys(seen).sort();
  if (text === undefined || text.length !== Math.ceil((feeds.length * length * 4) / 3)) return {};
  try {
    const bytes = fromBase64Url(text);
    return Object.fromEntries(feeds.map((feed, i) => [feed, toHex(bytes.subarray(i * length, (i + 1) * length))]));
  } catch {
    return {};
  }
}
