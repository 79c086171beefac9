// What version 1 wrote, byte for byte. These bytes are on people's disks: they open for ever.
import { describe, expect, test } from "vitest";
import { readAck } from "../../src/journal/ack.ts";
import { deviceIdOf, openSealed } from "../../src/journal/deviceKeys.ts";
import { decodeEntry, headAfter, openEntry, verifyEntry } from "../../src/journal/entry.ts";
import { roomOf, shardTag } from "../../src/journal/epoch.ts";
import { makeInvitation, readLink } from "../../src/journal/invitation.ts";
import { foldRoster } from "../../src/journal/roster.ts";
import { parseRosterPayload, type RosterEntry } from "../../src/journal/rosterEntry.ts";
import { verifyAdmission } from "../../src/journal/rosterProof.ts";
import type { Head } from "../../src/journal/vector.ts";
import { concat, fromHex, textOf, toHex } from "../../src/lib/bytes.ts";
import { ok, unwrap } from "../../src/lib/result.ts";
import fixture from "../fixtures/journal-1.json" with { type: "json" };

const signPublic = fromHex(fixture.signPublic);
const epoch = { id: fixture.epoch.id, secret: fromHex(fixture.epoch.secret) };

describe("what version 1 wrote", () => {
  test("is still decoded, verified, chained and opened", async () => {
    let head: Head | undefined;
    for (const [i, written] of fixture.entries.entries()) {
      const entry = unwrap(decodeEntry(fromHex(written.bytes)));
      expect(entry.header).toMatchObject({ version: 1, kind: written.kind, workspace: fixture.device, device: fixture.device, seq: i + 1 });
      expect(entry.header).toMatchObject({ stamp: fixture.stamp, epoch: epoch.id, seen: written.seen });
      expect([toHex(entry.hash), toHex(entry.header.tag)]).toEqual([written.hash, written.tag]);
      expect(await verifyEntry(entry, signPublic)).toBe(true);
      head = unwrap(headAfter(head, entry));
      const body = unwrap(await openEntry(entry, epoch));
      if (written.payload !== undefined) expect(body).toEqual({ payload: parseRosterPayload(written.payload) });
      else if (written.body !== undefined) expect(body).toEqual({ ...written.body, update: fromHex(written.body.update) });
      else expect(body).toEqual({ facts: written.facts, bytes: fromHex(written.attached) });
    }
    expect(head?.seq).toBe(5);
  });

  test("still says who belongs", async () => {
    const entries: RosterEntry[] = fixture.entries.slice(0, 2).map(({ hash, payload }, i) => {
      const at = { device: fixture.device, seq: i + 1, seen: { [fixture.device]: i + 1 } };
      return { ...at, hash, stamp: fixture.stamp, payload: parseRosterPayload(payload) };
    });
    const roster = foldRoster(fixture.device, entries);
    expect(roster.name).toBe("Weinhandel Müller");
    expect(roster.devices[fixture.device]?.signPublic).toEqual(signPublic);
    expect(roster.invitations[fixture.invitation.id]).toMatchObject({ room: fixture.invitation.room, once: true, name: "Messe" });
    expect(roster.heads).toEqual([fixture.link.rosterHead]);
  });

  test("still meets in the same rooms, under the same names", async () => {
    expect(deviceIdOf(signPublic)).toBe(fixture.device);
    expect(roomOf(epoch)).toEqual(fixture.epoch.room);
    expect(toHex(shardTag(epoch, "7f3kq", 0))).toBe(fixture.entries[2]?.tag);
    const invitation = await makeInvitation(fromHex(fixture.invitation.seed));
    expect({ id: invitation.id, room: invitation.room }).toEqual({ id: fixture.invitation.id, room: fixture.invitation.room });
  });

  test("still proves itself: acknowledgements, admissions, seals and links", async () => {
    expect(await readAck(fromHex(fixture.ack.bytes), () => signPublic)).toEqual(
      // It named no hashes yet.
      ok({ workspace: fixture.device, device: fixture.device, counts: fixture.ack.counts, hashes: {}, stamp: fixture.stamp }),
    );
    const receivePublic = fromHex(fixture.receivePublic);
    const device = { id: fixture.device, name: "", signPublic, receivePublic };
    const proof = fromHex(fixture.invitation.proof);
    expect(await verifyAdmission(fixture.device, { invitation: fixture.invitation.id, device, proof })).toBe(true);

    const pkcs8 = concat(fromHex("302e020100300506032b656e04220420"), fromHex(fixture.receiveSeed));
    const receive = await crypto.subtle.importKey("pkcs8", pkcs8, "X25519", false, ["deriveBits"]);
    const opened = unwrap(await openSealed({ receive, receivePublic }, fromHex(fixture.sealed.bytes), fixture.sealed.context));
    expect(textOf(opened)).toBe(fixture.sealed.text);

    const { text, ...said } = fixture.link;
    expect(readLink(text)).toEqual(ok({ ...said, workspace: fixture.device, seed: fromHex(fixture.invitation.seed) }));
  });
});
