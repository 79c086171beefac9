import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { unwrap } from "../../src/lib/result.ts";
import { Engine } from "../../src/workspace/engine.ts";
import { acceptInvitation } from "../../src/workspace/joining.ts";
import { anEngine } from "../support/engine.ts";
import { isEqualVector, Meeting, until } from "../support/wires.ts";

type Put = (this: IDBObjectStore, ...of: Parameters<IDBObjectStore["put"]>) => IDBRequest<IDBValidKey>;

const stores = IDBObjectStore.prototype as { put: Put };
const { put } = stores;
const meeting = new Meeting();
let teams = 0;
let office: Engine;
let phone: Engine;
let aheadMs = 0;

beforeEach(async () => {
  const profile = `telefon-${++teams}`;
  office = await anEngine("Störung", `büro-${teams}`);
  const link = unwrap(await office.invite({ base: "https://kontor.example/" }));
  const workspace = await acceptInvitation(link, { memberName: "Ben", deviceName: "Telefon" }, profile);
  phone = unwrap(await Engine.open({ workspace, profile, now: () => Date.now() + aheadMs }));
  await meeting.connect(office, phone);
  await until("the newcomer is let in", async () => (await phone.status()).state === "ready");
  await meeting.connect(office, phone);
  await until("both know of each other", async () => (await office.status()).copies === 2 && (await phone.status()).copies === 2);
  // The phone's disk refuses its word on what it has, once.
  const { device } = await phone.status();
  let isRefused = false;
  stores.put = function (...of) {
    const isOwnWord = this.name === "acks" && (of[0] as { device: string }).device === device;
    if (!isRefused && isOwnWord && this.transaction.db.name.startsWith(profile)) {
      isRefused = true;
      throw new DOMException("the disk refuses", "UnknownError");
    }
    return put.apply(this, of);
  };
  unwrap(await office.put("party", { kind: "person", familyName: "Anders" }));
  await until("it is said", isSaid);
  expect(isEqualVector(await office.status(), await phone.status())).toBe(true);
});

afterEach(async () => {
  stores.put = put;
  aheadMs = 0;
  meeting.part();
  await office.close();
  await phone.close();
});

const isSaid = async (): Promise<boolean> => (await phone.status()).troubles.some(({ code }) => code === "store-failed");

test("that the disk refused once is over with the next save", async () => {
  unwrap(await phone.put("party", { kind: "person", familyName: "Brandt" }));
  expect(await isSaid()).toBe(false);
});

test("that the disk refused once is over when others' entries are stored", async () => {
  unwrap(await office.put("party", { kind: "person", familyName: "Brandt" }));
  await until("it is over", async () => !(await isSaid()));
});

test("that the disk refused once is over after a while in which nobody told of it again", async () => {
  aheadMs = 11 * 60_000;
  await until("it is over", async () => !(await isSaid()));
});
