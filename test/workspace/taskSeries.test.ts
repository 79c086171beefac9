import { afterAll, beforeAll, expect, test } from "vitest";
import { nextDue } from "../../src/calendar/nextDue.ts";
import { completion, dueDayOf, reopening, type Task } from "../../src/domain/task.ts";
import type { RecordId } from "../../src/lib/id.ts";
import { unwrap } from "../../src/lib/result.ts";
import type { SavedChange } from "../../src/workspace/api.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { anEngine } from "../support/engine.ts";
import { joinedBy, Meeting, until } from "../support/wires.ts";

let office: Engine;
let ben: Engine;
let meeting: Meeting;
let party: RecordId;

beforeAll(async () => {
  office = await anEngine("Haustechnik Süd", "series");
  party = unwrap(await office.put("party", { kind: "organisation", name: "Mühle Öttl KG" }));
  meeting = new Meeting();
  ben = await joinedBy(office, meeting, "Ben");
}, 60_000);
afterAll(async () => {
  await office.close();
  await ben.close();
});

const today = "2026-03-02";

/** As the rows hold it: its contacts with their order. */
async function taskAt(engine: Engine, id: RecordId): Promise<{ id: RecordId; record: Task }> {
  const found = (await engine.get(id)) as unknown as Task & { parties?: readonly string[] };
  const parties = Object.fromEntries((found.parties ?? []).map((one, at) => [one, String(at)]));
  return { id, record: { ...(found as Task), parties } };
}
async function all(engine: Engine): Promise<{ id: RecordId; record: Task }[]> {
  const { rows } = await engine.list("task", { limit: 100 });
  return Promise.all(rows.map(({ id }) => taskAt(engine, id)));
}
const opened = async (engine: Engine, title: string): Promise<string[]> =>
  (await all(engine))
    .filter(({ record }) => record.title === title && record.status !== "done")
    .map(({ record }) => dueDayOf(record))
    .sort();

async function complete(engine: Engine, id: RecordId, now: string): Promise<void> {
  const task = await taskAt(engine, id);
  const next = nextDue({ due: task.record.due ?? task.record.dueOn ?? today, rule: task.record.rule ?? "", zone: task.record.zone }, today);
  unwrap(await engine.save(completion(task, now, next) as readonly SavedChange[], "complete"));
}
const weekly = (title: string) => ({ title, dueOn: today, rule: "FREQ=WEEKLY", parties: [party], text: "- [x] Filter" });
const isSame = async (): Promise<boolean> => (await office.digest("documents")) === (await ben.digest("documents"));

test("completed by two who are offline it is done once, and one follows", async () => {
  const id = unwrap(await office.put("task", weekly("Heizung prüfen")));
  await until("it has arrived", async () => (await ben.get(id)) !== undefined);
  meeting.part();
  await complete(office, id, "2026-03-02T09:00:00.000Z");
  await complete(ben, id, "2026-03-02T10:00:00.000Z");
  expect([await opened(office, "Heizung prüfen"), await opened(ben, "Heizung prüfen")]).toEqual([["2026-03-09"], ["2026-03-09"]]);
  await meeting.connect(office, ben);
  await until("both have the same", isSame);
  expect(await office.digest("rows")).toBe(await ben.digest("rows"));
  for (const engine of [office, ben]) {
    const tasks = (await all(engine)).filter(({ record }) => record.title === "Heizung prüfen");
    expect(tasks.map(({ record }) => [record.status ?? "open", dueDayOf(record), record.series, record.text])).toEqual(
      expect.arrayContaining([
        ["done", today, undefined, "- [x] Filter"],
        ["open", "2026-03-09", id, "- [ ] Filter"],
      ]),
    );
    expect(tasks).toHaveLength(2);
    // Nobody is asked between two nexts that are the same.
    const next = tasks.find(({ record }) => record.series === id);
    expect(Object.keys(await engine.rivals(next?.id as RecordId))).toEqual([]);
  }
}, 60_000);

test("what one of them did to the next before they met stays", async () => {
  const id = unwrap(await office.put("task", weekly("Filter wechseln")));
  await until("it has arrived", async () => (await ben.get(id)) !== undefined);
  meeting.part();
  await complete(office, id, "2026-03-02T09:00:00.000Z");
  await complete(ben, id, "2026-03-02T10:00:00.000Z");
  const next = (await all(ben)).find(({ record }) => record.series === id) as { id: RecordId };
  unwrap(await ben.patch(next.id, { priority: "high" }));
  await meeting.connect(office, ben);
  await until("both have the same", isSame);
  for (const engine of [office, ben]) expect(await engine.get(next.id)).toMatchObject({ priority: "high", dueOn: "2026-03-09" });
}, 60_000);

test("one tap and one undo: opened again the next is gone, completed again it is back, with the same id", async () => {
  const id = unwrap(await office.put("task", weekly("Wochenplan")));
  await complete(office, id, "2026-03-02T09:00:00.000Z");
  expect(await opened(office, "Wochenplan")).toEqual(["2026-03-09"]);
  const next = (await all(office)).find(({ record }) => record.series === id) as { id: RecordId };
  unwrap(await office.undo());
  expect(await opened(office, "Wochenplan")).toEqual([today]);
  await complete(office, id, "2026-03-02T09:30:00.000Z");
  expect(await opened(office, "Wochenplan")).toEqual(["2026-03-09"]);
  const changes = reopening(await taskAt(office, id), await all(office), "2026-03-02T11:00:00.000Z");
  unwrap(await office.save(changes as readonly SavedChange[], "reopen"));
  expect(await opened(office, "Wochenplan")).toEqual([today]);
  await complete(office, id, "2026-03-02T12:00:00.000Z");
  expect(await opened(office, "Wochenplan")).toEqual(["2026-03-09"]);
  expect((await all(office)).find(({ record }) => record.series === id)?.id).toBe(next.id);
});

test("what a rule makes is refused where what it is about is not here", async () => {
  const by = { rule: "task series", subject: "zzzzz.aaaaaaaaaa" as RecordId, occasion: today };
  expect(await office.save([{ type: "task", fields: { title: "Nichts" }, by }])).toEqual({
    ok: false,
    error: { code: "record-missing", id: by.subject },
  });
});
