import { doorOf, inStep, sameDigest } from "../support/door.ts";
import { expect, LONG, test } from "../support/journey.ts";
import { tearLog } from "../support/tornLog.ts";

test("a write that the power cut in the middle takes nothing else with it", async ({ device }) => {
  const desk = await device("desk");
  const door = doorOf(() => desk.page);
  await door.createWorkspace({ name: "Strom", member: "Anna" });
  await door.generate({ contacts: 20, interactions: 50, seed: 4 });
  for (const start of [1, 2, 3]) {
    await desk.kill();
    tearLog(desk);
    await desk.relaunch();
    await door.put("party", { kind: "person", name: `Nach Start ${start}` });
    // What is written behind a torn record makes Chromium throw everything away when it starts the next time.
    await desk.kill();
    await desk.relaunch();
    expect(await door.count("party"), `after start ${start}`).toBe(20 + start);
  }
  expect(await door.digest("rows")).toBe(await door.digest("documents"));
});

test("a first sync that the power cuts goes on where it was", { tag: LONG }, async ({ device }) => {
  const desk = await device("desk");
  const door = doorOf(() => desk.page);
  await door.createWorkspace({ name: "Strom", member: "Anna" });
  await door.generate({ contacts: 1_000, interactions: 8_000, seed: 3 });
  const link = await door.invite();
  const phone = await device("phone", { isPhone: true });
  const phoneDoor = doorOf(() => phone.page);
  await phoneDoor.join(link, { member: "Ben" });
  for (let round = 0; round < 3; round++) {
    // In the middle of it, when pages of timelines wait to be written.
    await expect.poll(async () => (await phoneDoor.status()).counts.interaction ?? 0, { intervals: [20] }).toBeGreaterThan(round * 1_500);
    await phone.kill();
    await phone.relaunch();
  }
  await inStep(door, phoneDoor);
  await sameDigest(door, phoneDoor);
  expect(await phoneDoor.count("party")).toBe(1_000);
});
