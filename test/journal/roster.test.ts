import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deviceIdOf, makeDeviceKeys } from "../../src/journal/deviceKeys.ts";
import { openEntry } from "../../src/journal/entry.ts";
import { makeInvitation, signAdmission } from "../../src/journal/invitation.ts";
import { foldRoster, isInvitationOpen, type Roster } from "../../src/journal/roster.ts";
import {
  type AdmitPayload,
  type InvitePayload,
  parseRosterPayload,
  type RosterEntry,
  type RosterPayload,
  rosterPayloadToJson,
} from "../../src/journal/rosterEntry.ts";
import { withProof } from "../../src/journal/rosterProof.ts";
import { type Counts, countOf, mergeCounts } from "../../src/journal/vector.ts";
import { randomBytes, toHex, utf8 } from "../../src/lib/bytes.ts";
import { Chance } from "../../src/lib/chance.ts";
import { sha256, sha256Hex } from "../../src/lib/hash.ts";
import { ok } from "../../src/lib/result.ts";
import { anAuthor, anEntry } from "../support/journal.ts";

const keysByName = new Map<string, Uint8Array>();
const publicKey = (name: string) => {
  const known = keysByName.get(name) ?? sha256(utf8(`key of ${name}`));
  keysByName.set(name, known);
  return known;
};
const devicesByName = new Map<string, AdmitPayload["device"]>();
const deviceOf = (name: string) => {
  const signPublic = publicKey(name);
  const known = devicesByName.get(name) ?? {
    id: deviceIdOf(signPublic),
    name: `${name}'s laptop`,
    signPublic,
    receivePublic: publicKey(`${name} receives`),
  };
  devicesByName.set(name, known);
  return known;
};
const idOf = (name: string) => deviceOf(name).id;
const invitationOf = (name: string) => toHex(publicKey(`invitation ${name}`));

const create = (by: string): RosterPayload => ({
  kind: "create",
  name: "Weinhandel",
  member: { id: idOf(by), name: by },
  device: deviceOf(by),
  createdAt: "2026-11-21T10:00:00.000Z",
});
const invite = (name: string, more: Partial<InvitePayload> = {}): RosterPayload => ({
  kind: "invite",
  invitation: invitationOf(name),
  publicKey: publicKey(`invitation ${name}`),
  room: { name: `room ${name}`, password: "secret" },
  role: "member",
  once: false,
  ...more,
});
const admit = (who: string, name: string, more: Partial<AdmitPayload> = {}): RosterPayload => ({
  kind: "admit",
  invitation: invitationOf(name),
  member: { id: idOf(who), name: who },
  device: deviceOf(who),
  proof: new Uint8Array(64),
  epochs: [],
  ...more,
});
const revoke = (name: string): RosterPayload => ({ kind: "revokeInvite", invitation: invitationOf(name) });

/** People who write roster entries and tell each other, or do not. */
class Team {
  readonly entries: RosterEntry[] = [];
  readonly #applied = new Map<string, Counts>();
  #ms = 1_795_000_000_000;

  constructor() {
    this.write("Ada", create("Ada"));
  }

  write(by: string, payload: RosterPayload, more: Partial<RosterEntry> = {}): RosterEntry {
    const device = idOf(by);
    const has = this.#applied.get(device) ?? {};
    const seq = countOf(has, device) + 1;
    const seen = { ...has, [device]: seq };
    this.#applied.set(device, seen);
    const hash = sha256Hex(`${device} ${seq}`);
    const entry = { device, seq, hash, stamp: { ms: this.#ms++, count: 0 }, seen, payload, isProven: payload.kind === "admit", ...more };
    this.entries.push(entry);
    return entry;
  }

  /** `to` learns all that `from` has applied. */
  tell(from: string, to: string): void {
    this.#applied.set(idOf(to), mergeCounts(this.#applied.get(idOf(to)) ?? {}, this.#applied.get(idOf(from)) ?? {}));
  }

  /** Admits and welcomes: the newcomer begins with all that the other knows. */
  welcome(by: string, who: string, name: string, more: Partial<RosterEntry> = {}): RosterEntry {
    const entry = this.write(by, admit(who, name), more);
    this.tell(by, who);
    return entry;
  }

  get roster(): Roster {
    return foldRoster(idOf("Ada"), this.entries);
  }

  get names(): string[] {
    return Object.values(this.roster.members)
      .map((member) => member.name)
      .sort();
  }
}

describe("the roster", () => {
  test("begins with the person who made the workspace, and names it", () => {
    const { roster } = new Team();
    expect(roster.name).toBe("Weinhandel");
    expect(roster.createdAt).toBe("2026-11-21T10:00:00.000Z");
    expect(roster.members).toEqual({ [idOf("Ada")]: { id: idOf("Ada"), name: "Ada", role: "owner", since: "2026-11-18T11:06:40.000Z" } });
    expect(roster.devices[idOf("Ada")]).toEqual({ ...deviceOf("Ada"), member: idOf("Ada"), since: "2026-11-18T11:06:40.000Z" });
  });

  test("is empty until the creating entry is here, and is not begun by anybody else", () => {
    const team = new Team();
    const others = team.entries.splice(0);
    team.write("Eve", create("Eve"));
    team.write("Eve", { ...create("Ada"), kind: "create" } as RosterPayload);
    expect(team.roster.members).toEqual({});
    team.entries.push(...others);
    expect(team.names).toEqual(["Ada"]);
  });

  test("takes in whoever asked by an open invitation, also by way of a newcomer", () => {
    const team = new Team();
    team.write("Ada", invite("team"));
    team.welcome("Ada", "Ben", "team");
    team.welcome("Ben", "Cleo", "team");
    expect(team.names).toEqual(["Ada", "Ben", "Cleo"]);
    const invitation = team.roster.invitations[invitationOf("team")];
    expect(invitation).toMatchObject({
      by: idOf("Ada"),
      role: "member",
      room: { name: "room team" },
      admitted: [idOf("Ben"), idOf("Cleo")],
    });
    expect(invitation && isInvitationOpen(invitation, 0)).toBe(true);
  });

  test("does not count an admission without the newcomer's proof, without invitation, or by a stranger", () => {
    const team = new Team();
    team.write("Ada", admit("Gil", "team"));
    team.write("Ada", invite("team"));
    team.write("Ada", admit("Dan", "team"), { isProven: false });
    team.write("Ada", admit("Fay", "never made"));
    team.tell("Ada", "Eve");
    team.write("Eve", admit("Eve", "team"));
    team.write("Eve", invite("hers"));
    team.write("Eve", admit("Mallory", "hers"));
    expect(team.names).toEqual(["Ada"]);
    expect(Object.keys(team.roster.invitations)).toEqual([invitationOf("team")]);
  });

  test("admits nobody in somebody else's place", () => {
    const team = new Team();
    team.write("Ada", invite("team"));
    team.welcome("Ada", "Ben", "team");
    team.write("Ben", admit("Eve", "team", { member: { id: idOf("Ada"), name: "Ada" } }));
    team.write("Ben", { kind: "addDevice", member: idOf("Ada"), device: deviceOf("Eve"), epochs: [] });
    expect(Object.keys(team.roster.devices).sort()).toEqual([idOf("Ada"), idOf("Ben")].sort());
  });

  test("gives a member a second device, added by the first", () => {
    const team = new Team();
    team.write("Ada", { kind: "addDevice", member: idOf("Ada"), device: deviceOf("Ada's phone"), epochs: [] });
    team.tell("Ada", "Ada's phone");
    team.write("Ada's phone", invite("from the phone"));
    team.welcome("Ada's phone", "Ben", "from the phone");
    expect(team.roster.devices[idOf("Ada's phone")]?.member).toBe(idOf("Ada"));
    expect(team.names).toEqual(["Ada", "Ben"]);
  });

  test("lets ownership be given by nobody's link, and administration only by those who have it", () => {
    const team = new Team();
    team.write("Ada", invite("team"));
    team.welcome("Ada", "Ben", "team");
    team.write("Ben", invite("Ben's", { role: "admin" }));
    team.welcome("Ben", "Cleo", "Ben's");
    team.write("Ada", invite("Ada's", { role: "admin" }));
    team.welcome("Ada", "Dan", "Ada's");
    expect(Object.values(team.roster.members).map(({ name, role }) => `${name} ${role}`)).toEqual([
      "Ada owner",
      "Ben member",
      "Dan admin",
      "Cleo member",
    ]);
    expect(parseRosterPayload(rosterPayloadToJson({ ...(invite("x") as InvitePayload), role: "owner" as "admin" })).kind).toBe("unknown");
  });
});

describe("a revoked invitation", () => {
  test("admits nobody any more, and who came before stays", () => {
    const team = new Team();
    team.write("Ada", invite("team"));
    team.welcome("Ada", "Ben", "team");
    team.write("Ada", revoke("team"));
    team.write("Ada", admit("Cleo", "team"));
    expect(team.names).toEqual(["Ada", "Ben"]);
    expect(team.roster.invitations[invitationOf("team")]?.isRevoked).toBe(true);
    expect(team.roster.suspended).toEqual({ [idOf("Cleo")]: "invitation-revoked" });
  });

  test("beats an admission that happened meanwhile on another device, and what followed from it", () => {
    const team = new Team();
    team.write("Ada", invite("team"));
    team.welcome("Ada", "Ben", "team");
    team.write("Ada", revoke("team"));
    team.welcome("Ben", "Cleo", "team");
    team.write("Cleo", invite("Cleo's"));
    team.welcome("Cleo", "Dan", "Cleo's");
    expect(team.names).toEqual(["Ada", "Ben"]);
    expect(team.roster.suspended).toEqual({ [idOf("Cleo")]: "invitation-revoked" });
    expect(Object.keys(team.roster.invitations)).toEqual([invitationOf("team")]);
  });

  test("stays open when somebody who does not belong revokes it", () => {
    const team = new Team();
    team.write("Ada", invite("team"));
    team.tell("Ada", "Eve");
    team.write("Eve", revoke("team"));
    team.welcome("Ada", "Ben", "team");
    expect(team.names).toEqual(["Ada", "Ben"]);
    expect(team.roster.invitations[invitationOf("team")]?.isRevoked).toBe(false);
  });

  test("has no effect when the one who revoked was let in by what was revoked", () => {
    const team = new Team();
    team.write("Ada", invite("team"));
    team.write("Ada", invite("other"));
    team.welcome("Ada", "Ben", "team");
    team.tell("Ada", "Cleo");
    // Apart from each other: Ada revokes, Ben lets Eve in, Eve revokes the other invitation, Ada lets Cleo in by it.
    team.write("Ada", revoke("team"));
    team.welcome("Ben", "Eve", "team");
    team.write("Eve", revoke("other"));
    team.welcome("Ada", "Cleo", "other");
    expect(team.names).toEqual(["Ada", "Ben", "Cleo"]);
    expect(team.roster.invitations[invitationOf("other")]?.isRevoked).toBe(false);
  });

  test("keeps both out when two newcomers undo each other's admission", () => {
    const team = new Team();
    team.write("Ada", invite("one", { role: "admin" }));
    team.write("Ada", invite("two", { role: "admin" }));
    team.welcome("Ada", "Ben", "one");
    team.welcome("Ada", "Gil", "one");
    // Apart from each other from here on. Dan's revocation knows of Ben's and Gil's admission, not of Cleo's.
    team.welcome("Ben", "Cleo", "one");
    team.welcome("Gil", "Dan", "two");
    team.write("Cleo", revoke("two"));
    team.write("Dan", revoke("one"));
    expect(team.names).toEqual(["Ada", "Ben", "Gil"]);
  });
});

describe("who may close an invitation, and whom that sends away", () => {
  const withThree = () => {
    const team = new Team();
    team.write("Ada", invite("one"));
    team.write("Ada", invite("two"));
    team.welcome("Ada", "Ben", "one");
    team.welcome("Ada", "Cleo", "two");
    return team;
  };

  test("a member cannot close what somebody else made, whatever it says it has seen", () => {
    const team = withThree();
    team.write("Cleo", revoke("one"), { seen: {} });
    // Nor by saying that the invitation was its own.
    team.write("Cleo", invite("one"), { seen: {} });
    team.write("Cleo", revoke("one"), { seen: {} });
    expect(team.names).toEqual(["Ada", "Ben", "Cleo"]);
    expect(team.roster.invitations[invitationOf("one")]?.isRevoked).toBe(false);
  });

  test("whoever made it can, and so can an admin", () => {
    const team = withThree();
    team.write("Ada", invite("admins", { role: "admin" }));
    team.welcome("Ada", "Dan", "admins");
    team.tell("Ada", "Ben");
    team.write("Ben", invite("Ben's"));
    team.write("Ben", revoke("Ben's"));
    team.write("Dan", revoke("one"));
    const closed = (name: string) => team.roster.invitations[invitationOf(name)]?.isRevoked;
    expect([closed("Ben's"), closed("one"), closed("two")]).toEqual([true, true, false]);
    expect(team.names).toEqual(["Ada", "Ben", "Cleo", "Dan"]);
  });

  test("nobody is sent away by a revocation that says it did not know what its author told before", () => {
    const team = withThree();
    team.tell("Ada", "Ben");
    team.write("Ben", invite("Ben's"));
    team.welcome("Ben", "Dan", "Ben's");
    team.write("Ben", revoke("Ben's"), { seen: {} });
    expect(team.names).toEqual(["Ada", "Ben", "Cleo", "Dan"]);
    // An admin's first word: it was let in by somebody who knew of Ben.
    team.tell("Ben", "Ada");
    team.write("Ada", invite("admins", { role: "admin" }));
    team.welcome("Ada", "Eva", "admins");
    team.write("Eva", revoke("one"), { seen: {} });
    expect(team.names).toEqual(["Ada", "Ben", "Cleo", "Dan", "Eva"]);
  });
});

describe("a one-time invitation", () => {
  const twoAtOnce = () => {
    const team = new Team();
    team.write("Ada", invite("team"));
    team.write("Ada", invite("once", { once: true }));
    team.welcome("Ada", "Ben", "team");
    return team;
  };

  test("used by two at once keeps the admission with the smaller hash", () => {
    for (const [first, second] of [
      ["00", "11"],
      ["11", "00"],
    ] as const) {
      const team = twoAtOnce();
      team.welcome("Ada", "Cleo", "once", { hash: first.repeat(32) });
      team.welcome("Ben", "Dan", "once", { hash: second.repeat(32) });
      const [stays, goes] = first < second ? ["Cleo", "Dan"] : ["Dan", "Cleo"];
      expect(team.names).toEqual(["Ada", "Ben", stays]);
      expect(team.roster.suspended).toEqual({ [idOf(goes as string)]: "invitation-used" });
    }
  });

  test("is used up: whoever knows that, and admits nevertheless, does so in vain, whatever the hash", () => {
    const team = twoAtOnce();
    team.welcome("Ada", "Cleo", "once", { hash: "ff".repeat(32) });
    const invitation = team.roster.invitations[invitationOf("once")];
    expect(invitation && isInvitationOpen(invitation, 0)).toBe(false);
    team.tell("Ada", "Ben");
    team.welcome("Ben", "Dan", "once", { hash: "00".repeat(32) });
    expect(team.names).toEqual(["Ada", "Ben", "Cleo"]);
  });

  test("lets one newcomer in whom two admitted at once", () => {
    const team = twoAtOnce();
    team.welcome("Ada", "Cleo", "once");
    team.welcome("Ben", "Cleo", "once");
    expect(team.names).toEqual(["Ada", "Ben", "Cleo"]);
    expect(team.roster.invitations[invitationOf("once")]?.admitted).toEqual([idOf("Cleo")]);
    // Both admissions count.
    expect(team.roster.heads).toHaveLength(2);
  });

  test("can still be used by somebody who knows of an admission that does not count", () => {
    const team = twoAtOnce();
    team.write("Ada", revoke("team"));
    team.welcome("Ben", "Eve", "team");
    team.welcome("Eve", "Mallory", "once");
    team.tell("Mallory", "Ada");
    const invitation = team.roster.invitations[invitationOf("once")];
    expect(invitation && isInvitationOpen(invitation, 0)).toBe(true);
    team.welcome("Ada", "Cleo", "once");
    expect(team.names).toEqual(["Ada", "Ben", "Cleo"]);
  });

  test("is not used up by an admission that does not count", () => {
    const team = twoAtOnce();
    team.write("Ada", revoke("team"));
    team.welcome("Ben", "Eve", "team");
    team.welcome("Eve", "Mallory", "once", { hash: "00".repeat(32) });
    team.welcome("Ada", "Cleo", "once", { hash: "11".repeat(32) });
    expect(team.names).toEqual(["Ada", "Ben", "Cleo"]);
  });

  test("can expire", () => {
    const team = new Team();
    const expiresAt = "2026-11-21T12:00:00.000Z";
    team.write("Ada", invite("week", { expiresAt }));
    const invitation = team.roster.invitations[invitationOf("week")];
    expect(invitation && isInvitationOpen(invitation, Date.parse(expiresAt) - 1)).toBe(true);
    expect(invitation && isInvitationOpen(invitation, Date.parse(expiresAt))).toBe(false);
    team.welcome("Ada", "Ben", "week", { stamp: { ms: Date.parse("2026-11-22T12:00:00.000Z"), count: 0 } });
    team.welcome("Ada", "Cleo", "week", { stamp: { ms: Date.parse("2026-11-24T12:00:00.000Z"), count: 0 } });
    expect(team.names).toEqual(["Ada", "Ben"]);
  });
});

describe("names", () => {
  test("are those given last; of two given apart, the later; a wrong clock does not hold them for ever", () => {
    const team = new Team();
    team.write("Ada", invite("team"));
    team.welcome("Ada", "Ben", "team");
    team.write("Ben", { kind: "rename", workspace: "Bens Laden" }, { stamp: { ms: Date.UTC(2036, 0), count: 0 } });
    team.write("Ada", { kind: "rename", workspace: "Weinhaus", member: { id: idOf("Ada"), name: "Ada Kurz" } });
    expect(team.roster.name).toBe("Bens Laden");
    expect(team.roster.members[idOf("Ada")]?.name).toBe("Ada Kurz");
    team.tell("Ben", "Ada");
    team.write("Ada", { kind: "rename", workspace: "Weinhaus am Markt" });
    expect(team.roster.name).toBe("Weinhaus am Markt");
  });

  test("of people and devices are given by themselves or the owner", () => {
    const team = new Team();
    team.write("Ada", invite("team"));
    team.welcome("Ada", "Ben", "team");
    team.write("Ben", { kind: "rename", member: { id: idOf("Ada"), name: "Dumm" }, device: { id: idOf("Ada"), name: "Kiste" } });
    team.write("Ben", { kind: "rename", member: { id: idOf("Ben"), name: "Benedikt" } });
    team.write("Ada", { kind: "rename", device: { id: idOf("Ben"), name: "Kasse" }, member: { id: idOf("nobody"), name: "Geist" } });
    expect(team.names).toEqual(["Ada", "Benedikt"]);
    expect(Object.values(team.roster.devices).map(({ name }) => name)).toEqual(["Ada's laptop", "Kasse"]);
  });
});

describe("whatever happened", () => {
  const people = ["Ada", "Ben", "Cleo", "Dan", "Eve", "Fay"];
  const invitations = ["one", "two", "once", "once more"];

  /** Everybody does anything, invited or not, and tells somebody now and then. */
  function anything(seed: number, steps: number): Team {
    const chance = new Chance(seed);
    const team = new Team();
    for (const name of invitations) team.write("Ada", invite(name, { once: name.startsWith("once") }));
    for (const name of ["Ben", "Cleo"]) team.welcome("Ada", name, "one");
    for (let step = 0; step < steps; step++) {
      const by = chance.pick(people);
      const name = chance.pick(invitations);
      const what = chance.next();
      if (what < 0.05) team.write(by, invite(name, { once: name.startsWith("once") }));
      else if (what < 0.4)
        team.welcome(by, chance.pick(people), name, { isProven: chance.happens(0.95), hash: sha256Hex(`${seed} ${step}`) });
      else if (what < 0.5) team.write(by, revoke(name));
      else if (what < 0.6) team.write(by, { kind: "rename", workspace: `Name ${step}`, member: { id: idOf(by), name: `${by} ${step}` } });
      else if (what < 0.62) team.write(by, { kind: "unknown", raw: { kind: "fireworks" } });
      else if (what < 0.65) team.write(by, { kind: "addDevice", member: idOf(by), device: deviceOf(`${by}'s phone`), epochs: [] });
      else team.tell(by, chance.pick(people));
    }
    return team;
  }

  test("the order in which entries came does not matter, nor that some came twice", () => {
    let admitted = 0;
    let suspended = 0;
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 60 }), fc.func(fc.nat()), (seed, steps, weight) => {
        const { entries, roster } = anything(seed, steps);
        const others = [...entries, ...entries.slice(0, 5)].map((entry, i) => ({ entry, at: weight(i) })).sort((a, b) => a.at - b.at);
        const again = foldRoster(
          idOf("Ada"),
          others.map(({ entry }) => entry),
        );
        expect(again).toEqual(roster);
        expect(JSON.stringify(again)).toBe(JSON.stringify(roster));
        admitted += Object.keys(roster.devices).length - 1;
        suspended += Object.keys(roster.suspended).length;
      }),
      { numRuns: 200 },
    );
    expect(admitted).toBeGreaterThan(400);
    // Chance decides how many; none would mean that nothing was tried.
    expect(suspended).toBeGreaterThan(10);
  });

  test("the owner stays, everybody else was admitted with proof by somebody who belongs, and nobody is both in and out", () =>
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 60 }), (seed, steps) => {
        const { entries, roster } = anything(seed, steps);
        expect(roster.members[idOf("Ada")]?.role).toBe("owner");
        for (const device of Object.keys(roster.devices)) {
          expect(roster.suspended[device]).toBeUndefined();
          if (device === idOf("Ada")) continue;
          const belongs = ({ device: by }: RosterEntry) => roster.devices[by] !== undefined;
          const letIn = entries.filter(belongs).some((entry) => {
            const { payload } = entry;
            if (payload.kind === "addDevice") return payload.device.id === device;
            if (payload.kind !== "admit" || payload.device.id !== device || !entry.isProven) return false;
            const revocations = entries.filter(
              ({ payload: other }) => other.kind === "revokeInvite" && other.invitation === payload.invitation,
            );
            const inviters = entries.flatMap(({ payload: other, device: by }) =>
              other.kind === "invite" && other.invitation === payload.invitation && roster.devices[by] ? [roster.devices[by].member] : [],
            );
            const mayClose = ({ device: by }: RosterEntry) => {
              const member = roster.devices[by]?.member ?? "";
              return inviters.every((one) => one === member) || roster.members[member]?.role === "owner";
            };
            return revocations
              .filter((revocation) => belongs(revocation) && mayClose(revocation))
              .every(({ seen }) => countOf(seen, entry.device) >= entry.seq);
          });
          expect(letIn).toBe(true);
        }
        for (const invitation of Object.values(roster.invitations))
          if (invitation.once) expect(invitation.admitted.length).toBeLessThanOrEqual(1);
        expect(roster.heads.length).toBeGreaterThan(0);
      }),
    ));

  test("the newest entries are those that nobody has seen yet", () => {
    const team = new Team();
    team.write("Ada", invite("team"));
    const welcome = team.welcome("Ada", "Ben", "team");
    expect(team.roster.heads).toEqual([welcome.hash]);
    const atBen = team.write("Ben", { kind: "rename", workspace: "B" });
    const atAda = team.write("Ada", { kind: "rename", workspace: "A" });
    expect([...team.roster.heads].sort()).toEqual([atBen.hash, atAda.hash].sort());
    team.tell("Ben", "Ada");
    expect(team.roster.heads).toHaveLength(2);
    const joined = team.write("Ada", { kind: "rename", workspace: "A und B" });
    expect(team.roster.heads).toEqual([joined.hash]);
  });

  test("5,000 people who came by one link are folded in a moment", () => {
    const team = new Team();
    team.write("Ada", invite("team"));
    for (let i = 0; i < 5_000; i++) team.write("Ada", admit(`guest ${i}`, "team"));
    expect(Object.keys(team.roster.members)).toHaveLength(5_001);
  });
});

describe("a roster entry", () => {
  const bytes = (length: number) => randomBytes(length);
  const epochs = [{ id: idOf("epoch"), sealed: bytes(81) }];
  const payloads: RosterPayload[] = [
    create("Ada"),
    invite("team", { expiresAt: "2026-11-28T10:00:00.000Z", name: "Messe" }),
    revoke("team"),
    admit("Ben", "team", { proof: bytes(64), epochs }),
    { kind: "rename", workspace: "Neu", member: { id: idOf("Ada"), name: "A" }, device: { id: idOf("Ada"), name: "L" } },
    { kind: "addDevice", member: idOf("Ada"), device: deviceOf("phone"), epochs },
    { kind: "removeDevice", device: idOf("Ben"), cut: { [idOf("Ben")]: 7 } },
    { kind: "removeMember", member: idOf("Ben"), cut: {} },
    { kind: "changeRole", member: idOf("Ben"), role: "reader" },
    { kind: "rotateKey", depth: 1, keys: [{ device: idOf("Ada"), sealed: bytes(81) }], previous: epochs },
    { kind: "transferOwnership", member: idOf("Ben") },
    { kind: "setRecovery", receivePublic: bytes(32) },
  ];

  test("of every kind is sealed and read back", async () => {
    const author = await anAuthor();
    for (const payload of payloads) {
      expect(parseRosterPayload(JSON.parse(JSON.stringify(rosterPayloadToJson(payload))))).toEqual(payload);
      expect(await openEntry(await anEntry(author, { kind: "roster", body: { payload } }), author.epoch)).toEqual(ok({ payload }));
    }
  });

  test("of a later version, or not to be read, is kept as it is and counts for nothing", () => {
    for (const raw of [
      null,
      7,
      [],
      {},
      { kind: "fireworks", colours: ["red"] },
      { kind: "constructor" },
      { kind: "revokeInvite", invitation: "x" },
    ])
      expect(parseRosterPayload(raw)).toEqual({ kind: "unknown", raw });
    expect(rosterPayloadToJson({ kind: "unknown", raw: { kind: "fireworks", colours: ["red"] } })).toEqual({
      kind: "fireworks",
      colours: ["red"],
    });
  });

  test("with fields of a later version is read for what this one knows", () => {
    expect(parseRosterPayload({ ...(rosterPayloadToJson(revoke("team")) as object), reason: "lost" })).toEqual(revoke("team"));
  });

  test("whose device id, key lengths or invitation do not fit together is not read", () => {
    const json = rosterPayloadToJson(admit("Ben", "team")) as Record<string, Record<string, unknown>>;
    const wrong = [
      { ...json, device: { ...json["device"], id: idOf("Ada") } },
      { ...json, device: { ...json["device"], receivePublic: "AAAA" } },
      { ...json, device: { ...json["device"], signPublic: "ä" } },
      { ...json, proof: "A" },
      { ...json, member: { id: idOf("Ben"), name: "x".repeat(501) } },
      { ...(rosterPayloadToJson(invite("team")) as object), invitation: invitationOf("other") },
    ];
    for (const raw of wrong) expect(parseRosterPayload(raw).kind).toBe("unknown");
    expect(parseRosterPayload(json).kind).toBe("admit");
  });

  test("that admits is proven by the invitation's key over exactly these keys in this workspace", async () => {
    const keys = await makeDeviceKeys();
    const invitation = await makeInvitation();
    const workspace = idOf("Ada");
    const device = { id: keys.id, name: "L", signPublic: keys.signPublic, receivePublic: keys.receivePublic };
    const proof = await signAdmission(invitation, workspace, keys);
    const payload = { kind: "admit" as const, invitation: invitation.id, member: { id: keys.id, name: "N" }, device, proof, epochs: [] };
    const isProven = async (more: Partial<AdmitPayload>, where = workspace) => {
      const entry: RosterEntry = {
        device: workspace,
        seq: 1,
        hash: "",
        stamp: { ms: 0, count: 0 },
        seen: {},
        payload: { ...payload, ...more },
        isProven: true,
      };
      return (await withProof(where, entry)).isProven;
    };
    expect(await isProven({})).toBe(true);
    expect(await isProven({}, idOf("elsewhere"))).toBe(false);
    expect(await isProven({ device: { ...device, receivePublic: bytes(32) } })).toBe(false);
    expect(await isProven({ device: { ...device, signPublic: bytes(32) } })).toBe(false);
    expect(await isProven({ invitation: (await makeInvitation()).id })).toBe(false);
    expect(await isProven({ invitation: toHex(bytes(32)) })).toBe(false);
    expect(await isProven({ proof: bytes(64) })).toBe(false);
  });
});
