// What a roster entry says, and how it is read.
import * as z from "zod/mini";
import { fromBase64Url, toBase64Url, toHex } from "../lib/bytes.ts";
import type { Stamp } from "../lib/clock.ts";
import { type DeviceId, deviceIdOf } from "./deviceKeys.ts";
import type { Counts } from "./vector.ts";

/** The id of the member's first device. */
export type MemberId = string;
/** The invitation's raw public key, 64 hexadecimal digits. */
export type InvitationId = string;
export type Role = "owner" | "admin" | "member" | "reader" | "guest";

const maxName = 500;
const name = z.string().check(z.maxLength(maxName));
const id = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const invitationId = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const bytes = (least: number, most: number) =>
  z
    .pipe(
      z.string().check(z.maxLength(Math.ceil((most * 4) / 3)), z.regex(/^[\w-]*$/)),
      z.transform((text: string, context): Uint8Array => {
        try {
          return fromBase64Url(text);
        } catch {
          context.issues.push({ code: "custom", message: "not base64url", input: text });
          return z.NEVER;
        }
      }),
    )
    .check(z.refine((value) => value.length >= least && value.length <= most));
const key = bytes(32, 32);
const signature = bytes(64, 64);
const sealedSecret = bytes(1, 256);
const counts = z.record(id, z.int().check(z.nonnegative()));
const role = z.enum(["owner", "admin", "member", "reader", "guest"]);
/** Ownership is handed over, never given away by link. */
const invitedRole = z.enum(["admin", "member", "reader", "guest"]);
const instant = z.iso.datetime();
const epochs = z.array(z.object({ id, sealed: sealedSecret }));

const member = z.object({ id, name });
const device = z
  .object({ id, name, signPublic: key, receivePublic: key })
  .check(z.refine((value) => value.id === deviceIdOf(value.signPublic)));

const payloads = {
  create: z.object({ kind: z.literal("create"), name, member, device, createdAt: instant }),
  invite: z
    .object({
      kind: z.literal("invite"),
      invitation: invitationId,
      publicKey: key,
      room: z.object({ name: z.string().check(z.maxLength(100)), password: z.string().check(z.maxLength(100)) }),
      role: invitedRole,
      once: z.boolean(),
      expiresAt: z.optional(instant),
      name: z.optional(name),
    })
    .check(z.refine((value) => value.invitation === toHex(value.publicKey))),
  revokeInvite: z.object({ kind: z.literal("revokeInvite"), invitation: invitationId }),
  admit: z.object({ kind: z.literal("admit"), invitation: invitationId, member, device, proof: signature, epochs }),
  rename: z.object({
    kind: z.literal("rename"),
    workspace: z.optional(name),
    member: z.optional(member),
    device: z.optional(z.object({ id, name })),
  }),
  /** `renews`: the author's own device, whose profile exists twice, goes on under this key. */
  addDevice: z.object({ kind: z.literal("addDevice"), member: id, device, epochs, renews: z.optional(id) }),
  removeDevice: z.object({ kind: z.literal("removeDevice"), device: id, cut: counts }),
  removeMember: z.object({ kind: z.literal("removeMember"), member: id, cut: counts }),
  changeRole: z.object({ kind: z.literal("changeRole"), member: id, role }),
  rotateKey: z.object({
    kind: z.literal("rotateKey"),
    depth: z.int().check(z.nonnegative()),
    keys: z.array(z.object({ device: id, sealed: sealedSecret })),
    previous: z.array(z.object({ id, sealed: sealedSecret })),
  }),
  transferOwnership: z.object({ kind: z.literal("transferOwnership"), member: id }),
  /** Its author's member can be recovered by whoever holds the private halves; see `recovery.ts`. */
  setRecovery: z.object({ kind: z.literal("setRecovery"), receivePublic: key, signPublic: z.optional(key) }),
  /** The first entry of a device that came out of a backup; it vouches for itself by the recovery key's signature. */
  recover: z.object({ kind: z.literal("recover"), recovery: invitationId, member: id, device, proof: signature }),
} as const;

/** A roster entry's payload that this version cannot read: kept as it is, counted for nothing. */
export interface UnknownPayload {
  readonly kind: "unknown";
  readonly raw: unknown;
}

type Payloads = { [Kind in keyof typeof payloads]: z.output<(typeof payloads)[Kind]> };
export type CreatePayload = Payloads["create"];
export type InvitePayload = Payloads["invite"];
export type AdmitPayload = Payloads["admit"];
export type RecoverPayload = Payloads["recover"];
export type RosterPayload = Payloads[keyof Payloads] | UnknownPayload;

/** Parses a roster entry's payload. Total: what cannot be read is `unknown` and stays. */
export function parseRosterPayload(json: unknown): RosterPayload {
  const kind = typeof json === "object" && json !== null && "kind" in json ? json.kind : undefined;
  if (typeof kind !== "string" || !Object.hasOwn(payloads, kind)) return { kind: "unknown", raw: json };
  const parsed = z.safeParse(payloads[kind as keyof typeof payloads], json);
  return parsed.success ? (parsed.data as RosterPayload) : { kind: "unknown", raw: json };
}

/** Converts a payload for JSON: bytes as base64url. */
export function rosterPayloadToJson(payload: RosterPayload): unknown {
  if (payload.kind === "unknown") return payload.raw;
  const convert = (value: unknown): unknown => {
    if (value instanceof Uint8Array) return toBase64Url(value);
    if (Array.isArray(value)) return value.map(convert);
    if (typeof value === "object" && value !== null)
      return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, convert(inner)]));
    return value;
  };
  return convert(payload);
}

export interface RosterEntry {
  readonly device: DeviceId;
  readonly seq: number;
  /** 64 hexadecimal digits. */
  readonly hash: string;
  readonly stamp: Stamp;
  /** All that its author had applied, not only what advanced since its last entry. */
  readonly seen: Counts;
  readonly payload: RosterPayload;
  /** An `admit` or a `recover` counts only where its proof was found true; see `withProof` of rosterProof.ts. */
  readonly isProven?: boolean;
}
