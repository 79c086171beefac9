import { canonicalJson } from "../lib/canonical.ts";
import type { Shard } from "./shard.ts";

/** Writes the document's records, one canonical line each, by id (RFC 8785): what digests are taken of. */
export const canonicalLines = (shard: Shard): string[] => [...shard.ids()].sort().map((id) => canonicalJson({ ...shard.read(id), id }));
