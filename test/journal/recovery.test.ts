import { beforeAll, describe, expect, test } from "vitest";
import { type DeviceKeys, makeDeviceKeys } from "../../src/journal/deviceKeys.ts";
import { openEntry } from "../../src/journal/entry.ts";
import { type RecoveryKeys, recoveryKeys, signRecovery } from "../../src/journal/recovery.ts";
import { foldRoster, type Roster } from "../../src/journal/roster.ts";
import type { RecoverPayload, RosterEntry, RosterPayload } from "../../src/journal/rosterEntry.ts";
import { withProof } from "../../src/journal/rosterProof.ts";
import { randomBytes, toHex } from "../../src/lib/bytes.ts";
import { ok } from "../../src/lib/result.ts";
import { anAuthor, anEntry } from "../support/journal.ts";

let ada: DeviceKeys;
let ben: DeviceKeys;
let fresh: DeviceKeys;
let recovery: RecoveryKeys;

const deviceOf = ({ id, signPublic, receivePublic }: DeviceKeys) => ({ id, name: "Laptop", signPublic, receivePublic });

beforeAll(async () => {
  [ada, ben, fresh] = await Promise.all([makeDeviceKeys(), makeDeviceKeys(), makeDeviceKeys()]);
  recovery = await recoveryKeys();
});

const entry = (by: DeviceKeys, seq: number, payload: RosterPayload): RosterEntry => ({
  device: by.id,
  seq,
  hash: toHex(randomBytes(32)),
  stamp: { ms: 1_795_000_000_000 + seq, count: 0 },
  seen: {},
  payload,
});

/** Ada founds, Ben is a member of his own; Ada's device lays down a recovery key; then comes what is given. */
async function rosterWith(...more: readonly RosterEntry[]): Promise<Roster> {
  const { signPublic, receivePublic } = recovery;
  const entries = [
    entry(ada, 1, {
      kind: "create",
      name: "Firma",
      member: { id: ada.id, name: "Ada" },
      device: deviceOf(ada),
      createdAt: "2026-11-21T10:00:00.000Z",
    }),
    entry(ada, 2, { kind: "addDevice", member: ada.id, device: deviceOf(ben), epochs: [] }),
    entry(ada, 3, { kind: "setRecovery", signPublic, receivePublic }),
    ...more,
  ];
  return foldRoster(ada.id, await Promise.all(entries.map((one) => withProof(ada.id, one))));
}

async function recover(more: Partial<RecoverPayload> = {}, by = recovery): Promise<RecoverPayload> {
  const statement = { member: ada.id, device: deviceOf(fresh), ...more };
  return { kind: "recover", recovery: by.id, proof: await signRecovery(by, ada.id, statement), ...statement, ...more };
}

describe("a device out of a backup", () => {
  test("vouched for by the member's recovery key it is one of that member's devices, whatever came first", async () => {
    const comes = entry(fresh, 1, await recover());
    const roster = await rosterWith(comes);
    expect(roster.devices[fresh.id]).toMatchObject({ member: ada.id, name: "Laptop" });
    expect(roster.recoveries).toEqual({ [recovery.id]: [ada.id] });
    // And what it writes in the roster counts.
    const renamed = await rosterWith(comes, entry(fresh, 2, { kind: "rename", workspace: "Firma neu" }));
    expect(renamed.name).toBe("Firma neu");
  });

  test("is nobody with another key, another's proof, another member, or in another's name", async () => {
    const other = await recoveryKeys();
    const forged = {
      "a key that nobody laid down": entry(fresh, 1, await recover({}, other)),
      "signed by another key": entry(fresh, 1, { ...(await recover({}, other)), recovery: recovery.id }),
      "for a member whose device did not lay it down": entry(fresh, 1, await recover({ member: fresh.id })),
      "written by somebody else": entry(ben, 1, await recover()),
      "of another workspace": entry(fresh, 1, {
        ...(await recover()),
        proof: await signRecovery(recovery, ben.id, { member: ada.id, device: deviceOf(fresh) }),
      }),
    };
    for (const [how, one] of Object.entries(forged)) expect((await rosterWith(one)).devices[fresh.id], how).toBeUndefined();
  });

  test("a recovery key laid down by somebody who does not belong opens nothing", async () => {
    const other = await recoveryKeys();
    const stranger = await makeDeviceKeys();
    const laid = entry(stranger, 1, { kind: "setRecovery", signPublic: other.signPublic, receivePublic: other.receivePublic });
    const roster = await rosterWith(
      laid,
      entry(fresh, 1, await recover({}, other)),
      entry(stranger, 2, await recover({ member: stranger.id }, other)),
    );
    expect(Object.keys(roster.devices).sort()).toEqual([ada.id, ben.id].sort());
  });

  test("the same seed gives the same keys, and both entries survive the journal's format", async () => {
    expect((await recoveryKeys(recovery.seed)).id).toBe(recovery.id);
    expect((await recoveryKeys(recovery.seed)).receivePublic).toEqual(recovery.receivePublic);
    const author = await anAuthor();
    const { signPublic, receivePublic } = recovery;
    for (const payload of [await recover(), { kind: "setRecovery", signPublic, receivePublic } as const]) {
      const sealed = await anEntry(author, { kind: "roster", body: { payload } });
      expect(await openEntry(sealed, author.epoch)).toEqual(ok({ payload }));
    }
  });
});
