import { choice, decimal, defineNoun, ids, instant, type RecordOf, text, whole } from "./noun.ts";
import { isDeleted, type Merged } from "./record.ts";

const fileKinds = ["photo", "scan", "signature", "voice", "document"] as const;
export type FileKind = (typeof fileKinds)[number];

/**
 * A photo, a scan, a signature, a voice note or any other file, on any record. The bytes lie elsewhere, under their SHA-256; the
 * record tells how they are known and proved.
 */
export const fileNoun = defineNoun("file", {
  lies: "withParty",
  fields: {
    /** The id of the record it hangs on: a contact, a task, an appointment, any other. */
    about: text,
    /** The contacts of that record, the record itself where it is one. */
    parties: ids("party"),
    kind: choice(fileKinds),
    /** Sealed (`isSealedName`): no name stands in clear in the browser's files. One that came out of an export is not. */
    name: text,
    /** RFC 6838; absent where the browser knows none. */
    mime: text,
    bytes: whole(0),
    /** SHA-256 of the bytes, 64 hexadecimal digits. */
    sha256: text,
    /** SHA-256 of the hashes of its sealed chunks, one behind the other: by it every chunk is proved before it is kept. */
    root: text,
    /** A small picture of it, as `contentText` writes it. */
    thumbnail: text,
    takenAt: instant,
    /** Of sound: how long it lasts. */
    seconds: decimal,
    /** In the bin, and somebody has said that its bytes shall go at once. */
    freedAt: instant,
  },
  required: ["about", "sha256", "root"],
  belongsTo: ["parties"],
  title: ({ name }) => (name && !isSealedName(name) ? name : ""),
  keys: [["about"], ["sha256"]],
  sortBy: "-createdAt",
  personal: ["name"],
});
export type FileRecord = RecordOf<typeof fileNoun>;

/** Never changed: under one key a chunk of another size would be sealed with the same nonce. */
export const chunkBytes = 256 * 1024;
export const largestFile = 100 * 2 ** 20;
/** Of a thumbnail. */
export const largestThumbnail = 20_000;
/** Files of up to this size come without being asked for. */
export const smallFile = 260_000;
/** While a file is in the bin so long, its bytes stay. */
export const binKeepsMs = 90 * 24 * 3_600_000;

export const chunkCount = (bytes: number): number => Math.ceil(bytes / chunkBytes);

/** How bytes are known: what they are, how many, and what proves their chunks. */
export interface Content {
  readonly sha256: string;
  readonly bytes: number;
  readonly root: string;
}

const hashShape = /^[0-9a-f]{64}$/;
const isHash = (value: unknown): value is string => typeof value === "string" && hashShape.test(value);

/** "sha256.bytes.root" */
export const contentText = ({ sha256, bytes, root }: Content): string => `${sha256}.${bytes}.${root}`;

const contentOf = (sha256: unknown, bytes: unknown, root: unknown, most: number): Content | undefined =>
  isHash(sha256) && isHash(root) && typeof bytes === "number" && Number.isInteger(bytes) && bytes > 0 && bytes <= most
    ? { sha256, bytes, root }
    : undefined;

/** The bytes of a file itself; undefined where the record does not tell them, whoever wrote it. */
export const originalOf = (record: object): Content | undefined => {
  const { sha256, bytes, root } = record as Readonly<Record<string, unknown>>;
  return contentOf(sha256, bytes, root, largestFile);
};

/** Its small picture, where it has one. */
export function thumbnailOf(record: object): Content | undefined {
  const { thumbnail } = record as Readonly<Record<string, unknown>>;
  if (typeof thumbnail !== "string") return undefined;
  const [sha256, bytes, root] = thumbnail.split(".");
  return contentOf(sha256, Number(bytes), root, largestThumbnail);
}

/** True when nobody wants its bytes any more: it is in the bin, and its time there is over or was ended. */
export function isFreed(record: Merged, nowMs: number): boolean {
  if (!isDeleted(record)) return false;
  if (typeof record["freedAt"] === "string") return true;
  const deletedMs = Date.parse(String(record["deletedAt"]));
  return Number.isFinite(deletedMs) && nowMs - deletedMs > binKeepsMs;
}

// ---- names -------------------------------------------------------------------------------------------------------------

const sealedMark = "sealed:";
export const isSealedName = (name: string): boolean => name.startsWith(sealedMark);
export const markSealed = (sealed: string): string => `${sealedMark}${sealed}`;
export const withoutMark = (name: string): string => name.slice(sealedMark.length);

const longestName = 200;
/** Control characters, what turns the direction of writing, and what systems read as part of a path. */
const unsafe = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\\/:*?"<>|]+/gu;

/** A file's name as it may be shown and stored: of one line, without path or hidden turns of direction, at most 200 characters. */
export function safeFileName(name: string): string {
  const plain = name
    .replace(unsafe, " ")
    .replace(/\s+/g, " ")
    .replace(/^[. ]+/, "")
    .trim();
  if (plain.length <= longestName) return plain;
  const ending = /\.[^. ]{1,10}$/.exec(plain)?.[0] ?? "";
  return `${plain.slice(0, longestName - ending.length - 1)}…${ending}`;
}

// ---- what it is shown as -----------------------------------------------------------------------------------------------

export type FileLook = "image" | "audio" | "video" | "pdf" | "other";

/** How a browser can show it. Everything that could be a document with scripts is "other": it is handed out and never opened here. */
export function lookOf(mime: string | null | undefined): FileLook {
  const type = (mime ?? "").toLowerCase().replace(/;.*$/, "").trim();
  if (/^image\/(png|jpe?g|gif|webp|avif|bmp|svg\+xml)$/.test(type)) return "image";
  if (type.startsWith("audio/")) return "audio";
  if (type.startsWith("video/")) return "video";
  return type === "application/pdf" ? "pdf" : "other";
}

/** What kind of file it is, where whoever adds it does not say. */
export function kindOfFile(mime: string): FileKind {
  const look = lookOf(mime);
  return look === "image" ? "photo" : look === "audio" ? "voice" : "document";
}

// ---- what comes by itself ----------------------------------------------------------------------------------------------

export const fileGroups = ["photo", "voice", "document"] as const;
/** Photos (with scans and signatures), sound, everything else. */
export type FileGroup = (typeof fileGroups)[number];
export const fetchRules = ["always", "wifi", "demand"] as const;
/** `wifi`: where the browser tells that this device is on a network that costs nothing by the byte; elsewhere on demand. */
export type FetchRule = (typeof fetchRules)[number];
export type FetchPolicy = Readonly<Record<FileGroup, FetchRule>>;
export const defaultPolicy: FetchPolicy = { photo: "wifi", voice: "wifi", document: "demand" };

/** A policy of whatever was stored. */
export const policyOf = (stored: unknown): FetchPolicy => {
  const given = (typeof stored === "object" && stored !== null ? stored : {}) as Readonly<Record<string, unknown>>;
  const ruleOf = (group: FileGroup): FetchRule => fetchRules.find((rule) => rule === given[group]) ?? defaultPolicy[group];
  return { photo: ruleOf("photo"), voice: ruleOf("voice"), document: ruleOf("document") };
};

const groupOfFile = ({ kind, mime }: Pick<FileRecord, "kind" | "mime">): FileGroup =>
  kind === "voice" ? "voice" : kind === "document" || (kind === undefined && lookOf(mime) !== "image") ? "document" : "photo";

/** Whether its bytes come without somebody asking for them. */
export function comesByItself(file: Pick<FileRecord, "kind" | "mime" | "bytes">, policy: FetchPolicy, isOnWifi: boolean): boolean {
  if ((file.bytes ?? 0) <= smallFile) return true;
  const rule = policy[groupOfFile(file)];
  return rule === "always" || (rule === "wifi" && isOnWifi);
}
