// Admissions and recoveries are proved by a signature: of the invitation's key, or of a recovery key.
import { concat, fromHex, utf8 } from "../lib/bytes.ts";
import { verifyBytes, type WorkspaceId } from "./deviceKeys.ts";
import { verifyRecovery } from "./recovery.ts";
import type { AdmitPayload, RosterEntry } from "./rosterEntry.ts";

/** The statement that the invitation's key signs: these keys, into this workspace. */
export const admissionStatement = (
  workspace: WorkspaceId,
  newcomer: { readonly signPublic: Uint8Array; readonly receivePublic: Uint8Array },
): Uint8Array => concat(utf8("kontor/1/admission\n"), fromHex(workspace), newcomer.signPublic, newcomer.receivePublic);

/** True when whoever held the link's seed asked for exactly these keys. The invitation's id is its public key. */
export const verifyAdmission = (workspace: WorkspaceId, payload: Pick<AdmitPayload, "invitation" | "device" | "proof">): Promise<boolean> =>
  verifyBytes(fromHex(payload.invitation), admissionStatement(workspace, payload.device), payload.proof);

/** Checks the proof of an admission or recovery once, before the entry is kept for folding. */
export const withProof = async (workspace: WorkspaceId, entry: RosterEntry): Promise<RosterEntry> =>
  entry.payload.kind === "admit"
    ? { ...entry, isProven: await verifyAdmission(workspace, entry.payload) }
    : entry.payload.kind === "recover"
      ? { ...entry, isProven: await verifyRecovery(workspace, entry.payload) }
      : entry;
