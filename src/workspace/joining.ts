// How a device joins: it opens a link and keeps it; asks whichever device of the team it meets to be let in; and stores what
// it is handed once that has been judged. The link is the only thing it has, and is read once at each of the two ends: when
// somebody opens it, and when an engine starts with it.

import { defaultProfile, readMeta, WorkspaceDatabase } from "../database/schema.ts";
import { makeDeviceKeys } from "../journal/deviceKeys.ts";
import type { Epoch } from "../journal/epoch.ts";
import { type InvitationLink, type LinkRefusal, makeInvitation, readLink } from "../journal/invitation.ts";
import { ok, Refused, type Result } from "../lib/result.ts";
import { requestAdmission, type Welcome } from "../sync/admission.ts";
import type { LobbyRoom } from "../sync/lobby.ts";
import type { Wire } from "../sync/wire.ts";
import type { WorkspaceInfo } from "./api.ts";
import { type Identity, identityOf, identityToStored, register, registryOf, wrappedEpochs } from "./identity.ts";
import type { Ledger } from "./ledger.ts";
import type { Servers } from "./network.ts";
import { judgeWelcome } from "./welcome.ts";

/** An opened invitation as it is stored, until a device of the team lets this one in. */
interface StoredJoining {
  readonly link: string;
  readonly sinceMs: number;
  readonly refusal: string | null;
}

/** What a member handed over, judged: the secrets, and the roster that comes with them. */
export interface Admitted {
  readonly epochs: readonly Epoch[];
  readonly roster: Welcome["roster"];
}

/** What a link says before anything connects. */
export interface LinkFacts {
  readonly workspace: string;
  readonly workspaceName: string;
  readonly inviter: string;
  /** What this device already knows of that workspace. */
  readonly known: WorkspaceInfo | null;
}

export async function readInvitation(text: string): Promise<Result<LinkFacts, LinkRefusal>> {
  const link = readLink(text);
  if (!link.ok) return link;
  const { workspace, workspaceName, inviter } = link.value;
  return ok({ workspace, workspaceName, inviter, known: (await registryOf().workspaces.get(workspace)) ?? null });
}

/** Remembers an invitation until a device of the team answers. Returns the workspace's id; opening a link twice changes nothing. */
export async function acceptInvitation(
  text: string,
  names: { readonly memberName: string; readonly deviceName: string },
  profile = defaultProfile,
): Promise<string> {
  const link = readLink(text);
  if (!link.ok) throw new Refused({ ...link.error });
  const { workspace, workspaceName, inviter, signalling, ice } = link.value;
  const known = await registryOf(profile).workspaces.get(workspace);
  const isMember = known?.state === "ready";
  const servers = signalling.length + ice.length > 0 ? [{ key: "servers", value: { signalling, ice } satisfies Servers }] : [];
  if (isMember && servers.length === 0) return workspace;
  const db = new WorkspaceDatabase(workspace, "strict", profile);
  const before = isMember ? null : await identityOf(db);
  // A device that nobody has let in yet may as well be another one.
  const keys = before && (before.ok && before.value ? before.value.keys : await makeDeviceKeys());
  const joining = { link: text, sinceMs: Date.now(), refusal: null } satisfies StoredJoining;
  const asking = keys
    ? [
        { key: "identity", value: identityToStored({ keys, ...names }) },
        { key: "joining", value: joining },
      ]
    : [];
  await db.transaction("rw", db.meta, async () => {
    await db.meta.bulkPut([...asking, ...servers]);
  });
  db.close();
  if (!isMember) await register(profile, { id: workspace, name: workspaceName, ...names, isSample: false, state: "joining", inviter });
  return workspace;
}

/** A device that has asked and has not been let in yet. */
export class Joining {
  readonly sinceMs: number;
  /** Why it was not let in, the last time somebody said so. */
  refusal: string | null;
  readonly #db: WorkspaceDatabase;
  readonly #text: string;
  /** Null where what is stored can no longer be read. */
  readonly #link: InvitationLink | null;
  #isOver = false;

  private constructor(db: WorkspaceDatabase, stored: StoredJoining) {
    const read = readLink(stored.link);
    this.#db = db;
    this.#text = stored.link;
    this.#link = read.ok ? read.value : null;
    this.sinceMs = stored.sinceMs;
    this.refusal = stored.refusal;
  }

  static async open(db: WorkspaceDatabase): Promise<Joining | null> {
    const stored = await readMeta<StoredJoining>(db, "joining");
    return stored ? new Joining(db, stored) : null;
  }

  /** Where members wait for newcomers with this link. */
  async rooms(): Promise<readonly LobbyRoom[]> {
    return this.#link ? [(await makeInvitation(this.#link.seed)).room] : [];
  }

  /** Asks the device at the other end to be let in, and judges in memory what it hands over. Null when nothing came of it. */
  async ask(wire: Wire, { keys, memberName, deviceName }: Identity): Promise<Admitted | null> {
    const link = this.#link;
    if (!link) {
      wire.close();
      return null;
    }
    const answer = await requestAdmission(wire, link, keys, { member: memberName, device: deviceName });
    if (!answer.ok) {
      const { code } = answer.error;
      if (code !== "connection-ended" && code !== "no-member") await this.#refused(code);
      return null;
    }
    const judged = await judgeWelcome(answer.value, { workspace: link.workspace, head: link.rosterHead, keys });
    if (judged.ok) return { epochs: judged.value, roster: answer.value.roster };
    await this.#refused(judged.error.code);
    return null;
  }

  /**
   * Stores the roster together with the secrets, or nothing of it: false when the disk refuses, and whoever lets us in next
   * says the same again. The caller has the queue's turn.
   */
  async store({ epochs, roster }: Admitted, ledger: Ledger): Promise<boolean> {
    const secrets = { key: "epochs", value: await wrappedEpochs(ledger.keys, epochs) };
    ledger.epochs = epochs;
    try {
      const examined = await Promise.all(roster.map((bytes) => ledger.examine(bytes)));
      await ledger.receive(examined, false, [secrets]);
      // Strict: what was written above is on the disk before anybody hears of it.
      await this.#db.meta.delete("joining");
    } catch {
      ledger.epochs = [];
      return false;
    }
    this.#isOver = true;
    return true;
  }

  async #refused(code: string): Promise<void> {
    if (this.#isOver) return;
    this.refusal = code;
    await this.#db.meta.put({ key: "joining", value: { link: this.#text, sinceMs: this.sinceMs, refusal: code } satisfies StoredJoining });
  }
}
