// An invitation is 16 random bytes: from them come the key that vouches for newcomers and the room where they ask.
// The link carries them behind '#', so that no server ever sees them.
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as z from "zod/mini";
import { concat, fromBase64Url, fromHex, isEqual, randomBytes, toBase64Url, toHex, utf8 } from "../lib/bytes.ts";
import { sha256 } from "../lib/hash.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { derive } from "./derive.ts";
import { signBytes, type WorkspaceId } from "./deviceKeys.ts";
import { type Room, roomFrom } from "./epoch.ts";
import type { InvitationId } from "./rosterEntry.ts";
import { admissionStatement } from "./rosterProof.ts";
import { parseJson } from "./safeJson.ts";

export interface InvitationKeys {
  readonly seed: Uint8Array;
  readonly id: InvitationId;
  readonly publicKey: Uint8Array;
  readonly sign: CryptoKey;
  readonly room: Room;
}

const seedLength = 16;
/** A raw Ed25519 seed in the wrapping that WebCrypto imports (RFC 8410). */
const pkcs8Prefix = fromHex("302e020100300506032b657004220420");

/** Makes an invitation's keys; the same seed gives the same ones on every device. Throws a RangeError for a seed of another length. */
export async function makeInvitation(seed: Uint8Array = randomBytes(seedLength)): Promise<InvitationKeys> {
  if (seed.length !== seedLength) throw new RangeError("an invitation's seed has 16 bytes");
  const pkcs8 = concat(pkcs8Prefix, derive(seed, "invitation/sign", 32));
  // Only an extractable key tells its public half.
  const open = await crypto.subtle.importKey("pkcs8", pkcs8, "Ed25519", true, ["sign"]);
  const { x } = await crypto.subtle.exportKey("jwk", open);
  const publicKey = fromBase64Url(x as string);
  const sign = await crypto.subtle.importKey("pkcs8", pkcs8, "Ed25519", false, ["sign"]);
  return { seed, id: toHex(publicKey), publicKey, sign, room: roomFrom(seed, "invitation") };
}

/** Signs a newcomer's keys with the invitation's key: whoever admits passes this on, and cannot make it up. */
export const signAdmission = (
  invitation: Pick<InvitationKeys, "sign">,
  workspace: WorkspaceId,
  newcomer: { readonly signPublic: Uint8Array; readonly receivePublic: Uint8Array },
): Promise<Uint8Array> => signBytes(invitation, admissionStatement(workspace, newcomer));

/** An ICE server as RTCPeerConnection takes it. */
export interface IceServer {
  readonly urls: string | readonly string[];
  readonly username?: string | undefined;
  readonly credential?: string | undefined;
}

export interface InvitationLink {
  readonly workspace: WorkspaceId;
  readonly seed: Uint8Array;
  /** The hash of the newest roster entry: an older roster is refused. */
  readonly rosterHead: string;
  readonly workspaceName: string;
  readonly inviter: string;
  /** Empty: the app's own origin. */
  readonly signalling: readonly string[];
  readonly ice: readonly IceServer[];
}

export interface LinkRefusal {
  readonly code: "link-unreadable";
}

const linkVersion = 1;
const checkLength = 4;
const maxLinkText = 16 * 1024;
const maxUrl = z.string().check(z.maxLength(500));
const serversSchema = z.object({
  signalling: z.array(maxUrl),
  ice: z.array(z.object({ urls: z.union([maxUrl, z.array(maxUrl)]), username: z.optional(maxUrl), credential: z.optional(maxUrl) })),
});

/** Writes an invitation as a link; `base` is the app's address without a fragment. */
export function writeLink(link: InvitationLink, base: string): string {
  const encoder = encoding.createEncoder();
  encoding.writeUint8(encoder, linkVersion);
  encoding.writeUint8Array(encoder, fromHex(link.workspace));
  encoding.writeUint8Array(encoder, link.seed);
  encoding.writeUint8Array(encoder, fromHex(link.rosterHead));
  encoding.writeVarString(encoder, link.workspaceName);
  encoding.writeVarString(encoder, link.inviter);
  // Most links name no servers; a shorter link is a coarser, more readable QR code.
  const isPlain = link.signalling.length === 0 && link.ice.length === 0;
  encoding.writeVarString(encoder, isPlain ? "" : JSON.stringify({ signalling: link.signalling, ice: link.ice }));
  const said = encoding.toUint8Array(encoder);
  return `${base.replace(/#.*$/s, "")}#/join/${toBase64Url(concat(said, checkOf(said)))}`;
}

/** Letters change on the way (typed off a screen, cut by a mail program): four bytes tell. */
const checkOf = (said: Uint8Array): Uint8Array => sha256(concat(utf8("kontor/1/link\n"), said)).subarray(0, checkLength);

/** Reads an invitation link: a whole address, its fragment or the bare code, with blanks and line breaks anywhere and words around it. */
export function readLink(text: string): Result<InvitationLink, LinkRefusal> {
  if (text.length > maxLinkText) return err({ code: "link-unreadable" });
  const joined = text.replace(/[\s\u00ad\u200b-\u200d\u2060\ufeff]+/g, "");
  const candidates = [
    text.match(/#\/join\/([\w-]+)/)?.[1],
    joined.match(/#?\/?join\/([\w-]+)/)?.[1],
    joined.match(/^[<("'„“]*([\w-]+)/)?.[1],
  ];
  for (const candidate of candidates) {
    const link = candidate === undefined ? undefined : decodeLink(candidate);
    if (link !== undefined) return ok(link);
  }
  return err({ code: "link-unreadable" });
}

function decodeLink(code: string): InvitationLink | undefined {
  try {
    const bytes = fromBase64Url(code);
    const said = bytes.subarray(0, Math.max(0, bytes.length - checkLength));
    if (!isEqual(checkOf(said), bytes.subarray(said.length))) return undefined;
    const decoder = decoding.createDecoder(said);
    if (decoding.readUint8(decoder) !== linkVersion) return undefined;
    const workspace = toHex(decoding.readUint8Array(decoder, 16));
    const seed = decoding.readUint8Array(decoder, seedLength).slice();
    const rosterHead = toHex(decoding.readUint8Array(decoder, 32));
    const workspaceName = decoding.readVarString(decoder);
    const inviter = decoding.readVarString(decoder);
    const servers = decoding.readVarString(decoder);
    if (decoding.hasContent(decoder)) return undefined;
    const read = z.safeParse(serversSchema, servers === "" ? { signalling: [], ice: [] } : parseJson(servers));
    return read.success ? { workspace, seed, rosterHead, workspaceName, inviter, ...read.data } : undefined;
  } catch {
    return undefined;
  }
}
