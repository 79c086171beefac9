import { doorOf, inStep, sameDigest } from "../../support/door.ts";
import { expect, LONG, test } from "../../support/journey.ts";
import { endOften, storageOf } from "../../support/power.ts";
import { openVolatileDisk, whyNoVolatileDisk } from "../../support/volatileDisk.ts";

test("what was ticked is there after the browser was killed, whenever it was", async ({ device, engine }) => {
  const desk = await device("desk");
  const door = doorOf(() => desk.page);
  await door.createWorkspace({ name: "Abbruch", member: "Anna" });
  await door.generate({ contacts: 60, interactions: 200, seed: 2 });
  if (engine !== "firefox") expect(storageOf(desk)).toBe(engine === "sqlite" ? "sqlite" : "leveldb");
  const witness = await device("witness", { engine: "chromium" });
  await doorOf(() => witness.page).join(await door.invite(), { member: "Ben" });
  await endOften(desk, { rounds: 3, withImports: true, seed: 1 });
  await inStep(
    door,
    doorOf(() => witness.page),
  );
  await sameDigest(
    door,
    doorOf(() => witness.page),
  );
});

const without = whyNoVolatileDisk();
if (without !== undefined) console.log(`A disk that loses its power is left out: ${without}.`);
else
  test("what was ticked is there after the power went, and with it all that nobody had flushed", { tag: LONG }, async ({ device }) => {
    const disk = openVolatileDisk(400);
    try {
      const desk = await device("desk", { disk: disk.folder });
      const door = doorOf(() => desk.page);
      await door.createWorkspace({ name: "Strom", member: "Anna" });
      await door.generate({ contacts: 60, interactions: 200, seed: 2 });
      await endOften(desk, { rounds: 2, disk, seed: 3 });
      await sameDigest(door);
      await desk.remove();
    } finally {
      disk.remove();
    }
  });
