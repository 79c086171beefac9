import "fake-indexeddb/auto";
import { afterEach, describe, expect, test } from "vitest";
import { FileDatabase } from "../../src/database/fileDatabase.ts";
import { chunkBytes } from "../../src/domain/file.ts";
import { toHex } from "../../src/lib/bytes.ts";
import { sha256 as hashBytes } from "../../src/lib/hash.ts";
import type { RecordId } from "../../src/lib/id.ts";
import { unwrap } from "../../src/lib/result.ts";
import { Engine } from "../../src/workspace/engine.ts";
import { acceptInvitation } from "../../src/workspace/joining.ts";
import { bytesIn, someBytes } from "../support/bytes.ts";
import { anEngine } from "../support/engine.ts";
import { aNewcomer, Meeting, until } from "../support/wires.ts";

interface Place {
  engine: Engine;
  readonly files: FileDatabase;
  readonly profile: string;
}
const places: Place[] = [];
const meetings: Meeting[] = [];
afterEach(async () => {
  for (const meeting of meetings.splice(0)) meeting.part();
  for (const { engine, files } of places.splice(0)) {
    files.close();
    await engine.close();
  }
});

let names = 0;
const place = (engine: Engine, profile: string): Place => {
  const one = { engine, profile, files: new FileDatabase(engine.workspace, "relaxed", profile) };
  places.push(one);
  return one;
};
const aMeeting = (): Meeting => {
  const meeting = new Meeting();
  meetings.push(meeting);
  return meeting;
};

async function aTeam(size: number): Promise<{ team: Place[]; meeting: Meeting; party: RecordId }> {
  const profile = `files-office-${++names}`;
  const office = place(await anEngine("Dateien", profile), profile);
  const party = unwrap(await office.engine.put("party", { kind: "organisation", name: "Mühle Öttl KG" }));
  const meeting = aMeeting();
  const team = [office];
  const link = unwrap(await office.engine.invite({ base: "https://kontor.example/", once: false }));
  for (let i = 1; i < size; i++) {
    const own = `files-member-${++names}`;
    const workspace = await acceptInvitation(link, { memberName: own, deviceName: own }, own);
    const engine = unwrap(await Engine.open({ workspace, profile: own }));
    team.push(place(engine, own));
    await meeting.connect(office.engine, engine);
    await until("let in", async () => (await engine.status()).state === "ready");
    await meeting.connect(office.engine, engine);
    await until("has the contact", async () => (await engine.get(party)) !== undefined);
  }
  return { team, meeting, party };
}

const chunksHere = ({ files }: Place): Promise<number> => files.chunks.count();
const hashOf = async (engine: Engine, id: RecordId): Promise<string> => String((await engine.get(id))?.["sha256"]);
const isWhole = async ({ files }: Place, sha256: string): Promise<boolean> => (await files.contents.get(sha256))?.state === "whole";
const arrived = (at: Place, id: RecordId): Promise<void> =>
  until("the record has come", async () => (await at.engine.get(id)) !== undefined);
const equals = async (at: Place, sha256: string): Promise<boolean> =>
  toHex(hashBytes(await bytesIn(unwrap(await at.engine.fileBytes(sha256))))) === sha256;

describe("files of a team", { timeout: 60_000 }, () => {
  test("what is small and every thumbnail comes by itself, an original when somebody asks for it", async () => {
    const { team, party } = await aTeam(2);
    const [office, ben] = team as [Place, Place];
    const thumbnail = new Blob([someBytes(9_000, 2)]);
    const photo = new Blob([someBytes(6 * chunkBytes + 3, 3)]);
    const small = unwrap(await office.engine.addFile(new Blob(["Notiz"]), { about: party, name: "n.txt", mime: "text/plain" }));
    const id = unwrap(await office.engine.addFile(photo, { about: party, name: "f.jpg", mime: "image/jpeg" }, thumbnail));
    await arrived(ben, id);
    const [thumb] = String((await ben.engine.get(id))?.["thumbnail"]).split(".");
    const notes = await hashOf(ben.engine, small);
    await until("both small ones have come", async () => (await isWhole(ben, thumb ?? "")) && isWhole(ben, notes));
    const sha256 = await hashOf(ben.engine, id);
    expect(await ben.files.contents.get(sha256)).toBeUndefined();
    expect(await ben.files.holders.where("sha256").equals(sha256).count()).toBe(1);
    unwrap(await ben.engine.fetchFiles([id]));
    await until("the original has come", () => isWhole(ben, sha256));
    expect(await equals(ben, sha256)).toBe(true);
    await until(
      "the office knows that it is on two devices",
      async () => (await office.files.holders.where("sha256").equals(sha256).count()) === 1,
    );
    // Rows on both disks are the same: nobody seals the same bytes in another way.
    expect(await ben.files.chunks.get([sha256, 4])).toEqual(await office.files.chunks.get([sha256, 4]));
    unwrap(await ben.engine.dropFileCopies([id]));
    expect(await ben.files.contents.get(sha256)).toBeUndefined();
    await until("the office hears of it", async () => (await office.files.holders.where("sha256").equals(sha256).count()) === 0);
  });

  test("a rule of the device lets originals come by themselves", async () => {
    const { team, party } = await aTeam(2);
    const [office, ben] = team as [Place, Place];
    unwrap(await ben.engine.setFilePolicy({ photo: "demand", voice: "demand", document: "always" }));
    const add = async (mime: string, seed: number) =>
      unwrap(await office.engine.addFile(new Blob([someBytes(2 * chunkBytes, seed)]), { about: party, name: "x", mime }));
    const [photo, pdf] = [await add("image/png", 1), await add("application/pdf", 2)];
    await arrived(ben, pdf);
    const wanted = await hashOf(ben.engine, pdf);
    await until("the document has come", () => isWhole(ben, wanted));
    expect(await ben.files.contents.get(await hashOf(ben.engine, photo))).toBeUndefined();
    expect(await ben.engine.filePolicy()).toEqual({ photo: "demand", voice: "demand", document: "always" });
  });

  test("a transfer that is cut many times goes on where it was, also over a new start, and sends little twice", async () => {
    const { team, meeting, party } = await aTeam(2);
    const [office, ben] = team as [Place, Place];
    const count = 60;
    const id = unwrap(await office.engine.addFile(new Blob([someBytes(count * chunkBytes, 5)]), { about: party, name: "gross" }));
    await arrived(ben, id);
    const sha256 = await hashOf(ben.engine, id);
    const before = (await office.engine.status()).traffic.sent;
    unwrap(await ben.engine.fetchFiles([id]));
    for (let cut = 1; cut <= 4; cut++) {
      await until("some more have come", async () => (await chunksHere(ben)) >= cut * 8);
      meeting.part();
      if (cut === 2) {
        await ben.engine.close();
        ben.engine = unwrap(await Engine.open({ workspace: office.engine.workspace, profile: ben.profile }));
      }
      const stood = await chunksHere(ben);
      expect(await isWhole(ben, sha256)).toBe(false);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(await chunksHere(ben)).toBeGreaterThanOrEqual(stood);
      await meeting.connect(office.engine, ben.engine);
    }
    await until("it is whole", () => isWhole(ben, sha256));
    expect(await equals(ben, sha256)).toBe(true);
    const sent = (await office.engine.status()).traffic.sent - before;
    // Four chunks under way at each of four cuts, and what frames and entries take.
    expect(sent).toBeLessThan((count + 4 * 6) * chunkBytes);
  });

  test("it comes from a third who has it, when who added it is away", async () => {
    const { team, meeting, party } = await aTeam(3);
    const [office, ben, cem] = team as [Place, Place, Place];
    const id = unwrap(await office.engine.addFile(new Blob([someBytes(3 * chunkBytes, 7)]), { about: party, name: "x" }));
    await Promise.all([arrived(ben, id), arrived(cem, id)]);
    const sha256 = await hashOf(ben.engine, id);
    unwrap(await ben.engine.fetchFiles([id]));
    await until("Ben has it", () => isWhole(ben, sha256));
    meeting.part();
    unwrap(await cem.engine.fetchFiles([id]));
    await aMeeting().connect(ben.engine, cem.engine);
    await until("Cem has it of Ben", () => isWhole(cem, sha256));
    expect(await equals(cem, sha256)).toBe(true);
  });

  test("what is freed on one device is freed on the others", async () => {
    const { team, party } = await aTeam(2);
    const [office, ben] = team as [Place, Place];
    const id = unwrap(await office.engine.addFile(new Blob([someBytes(1_000)]), { about: party, name: "x" }, new Blob(["klein"])));
    await until("both have come", async () => (await ben.files.contents.where("state").equals("whole").count()) === 2);
    unwrap(await ben.engine.remove([id]));
    unwrap(await ben.engine.freeFiles());
    for (const at of [ben, office]) await until("freed", async () => (await at.files.chunks.count()) === 0);
  });

  test("a chunk that is not what the record proves is not stored, and the next device is asked", async () => {
    const { team, meeting, party } = await aTeam(3);
    const [office, ben, cem] = team as [Place, Place, Place];
    const id = unwrap(await office.engine.addFile(new Blob([someBytes(4 * chunkBytes, 8)]), { about: party, name: "x" }));
    await Promise.all([arrived(ben, id), arrived(cem, id)]);
    const sha256 = await hashOf(ben.engine, id);
    unwrap(await ben.engine.fetchFiles([id]));
    await until("Ben has it", () => isWhole(ben, sha256));
    meeting.part();
    // Ben's disk now says something else; he tells it without knowing.
    const chunk = await ben.files.chunks.get([sha256, 2]);
    const false_ = Uint8Array.from(chunk?.sealed ?? []);
    false_[7] = (false_[7] ?? 0) ^ 0xff;
    await ben.files.chunks.put({ sha256, index: 2, sealed: false_ });
    unwrap(await cem.engine.fetchFiles([id]));
    const two = aMeeting();
    await two.connect(ben.engine, cem.engine);
    await until("all but the false one have come", async () => (await chunksHere(cem)) === 3);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await cem.files.chunks.get([sha256, 2])).toBeUndefined();
    expect(await isWhole(cem, sha256)).toBe(false);
    await two.connect(office.engine, cem.engine);
    await until("the office gives the rest", () => isWhole(cem, sha256));
    expect(await equals(cem, sha256)).toBe(true);
  });

  test("who was not let in gets no byte", async () => {
    const { team, party } = await aTeam(1);
    const [office] = team as [Place];
    unwrap(await office.engine.addFile(new Blob([someBytes(5_000)]), { about: party, name: "x" }));
    const link = unwrap(await office.engine.invite({ base: "https://kontor.example/" }));
    for (const { id } of (await office.engine.status()).invitations) unwrap(await office.engine.revokeInvitation(id));
    const late = await aNewcomer(link, "Dieb");
    place(late, "Dieb");
    await aMeeting().connect(office.engine, late);
    await until("the latecomer is told", async () => (await late.status()).joining?.refusal === "invitation-revoked");
    expect((await office.engine.status()).traffic.sent).toBeLessThan(4_000);
  });
});
