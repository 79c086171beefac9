import { doorOf, inStep, sameDigest } from "../support/door.ts";
import type { Engine } from "../support/engines.ts";
import { engineNames } from "../support/engines.ts";
import { report } from "../support/figures.ts";
import { expect, test } from "../support/journey.ts";
import { endOften, storageOf } from "../support/power.ts";
import { openVolatileDisk, whyNoVolatileDisk } from "../support/volatileDisk.ts";

const HOUR = 3_600_000;
const kills: readonly [Engine, number][] = [
  ["chromium", 200],
  ["sqlite", 200],
  ["firefox", 20],
];

for (const [engine, rounds] of kills)
  test(`${rounds} kills while saving, ${engineNames[engine]}`, async ({ device }) => {
    test.setTimeout(2 * HOUR);
    const desk = await device("desk", { engine });
    const door = doorOf(() => desk.page);
    await door.createWorkspace({ name: "Abbruch", member: "Anna" });
    await door.generate({ contacts: 60, interactions: 200, seed: 2 });
    if (engine !== "firefox") expect(storageOf(desk)).toBe(engine === "sqlite" ? "sqlite" : "leveldb");
    const { ticks, duringImport } = await endOften(desk, { rounds, withImports: true, seed: Date.now() });
    await sameDigest(door);
    report({
      what: `ticked edits lost in ${rounds} kills, ${engineNames[engine]}`,
      value: 0,
      unit: "lost",
      budget: 0,
      note: `of ${ticks} ticks; ${duringImport} times during an import`,
    });
  });

for (const [first, second] of [
  ["firefox", "chromium"],
  ["chromium", "firefox"],
] as const)
  test(`begun in ${engineNames[first]}, joined in ${engineNames[second]}, each killed 20 times while saving`, async ({ device }) => {
    test.setTimeout(HOUR);
    const desk = await device("desk", { engine: first });
    const office = doorOf(() => desk.page);
    await office.createWorkspace({ name: "Zu zweit", member: "Anna" });
    await office.generate({ contacts: 60, interactions: 200, seed: 2 });
    const van = await device("van", { engine: second });
    const field = doorOf(() => van.page);
    await field.join(await office.invite(), { member: "Ben" });
    await inStep(office, field);
    // Side by side they would write to the same contacts, and a later word of the other is no loss.
    const own = await endOften(desk, { rounds: 20, seed: Date.now() });
    await inStep(office, field);
    const other = await endOften(van, { rounds: 20, seed: Date.now() });
    await inStep(office, field);
    await sameDigest(office, field);
    report({
      what: `ticked edits lost in 20 kills of each, begun in ${engineNames[first]}, joined in ${engineNames[second]}`,
      value: 0,
      unit: "lost",
      budget: 0,
      note: `of ${own.ticks} and ${other.ticks} ticks`,
    });
  });

const TICKS = 1_000;

for (const engine of ["chromium", "sqlite", "firefox"] as const)
  test(`a disk that drops what was not flushed, ${engineNames[engine]}`, async ({ device }) => {
    test.setTimeout(2 * HOUR);
    expect(whyNoVolatileDisk()).toBeUndefined();
    const disk = openVolatileDisk(600);
    try {
      const desk = await device("desk", { engine, disk: disk.folder });
      const door = doorOf(() => desk.page);
      await door.createWorkspace({ name: "Strom", member: "Anna" });
      await door.generate({ contacts: 60, interactions: 200, seed: 2 });
      let [ticks, outages] = [0, 0];
      for (; ticks < TICKS; outages += 5) ticks += (await endOften(desk, { rounds: 5, disk, seed: Date.now() })).ticks;
      await sameDigest(door);
      report({
        what: `ticked edits lost when the power went, ${engineNames[engine]}`,
        value: 0,
        unit: "lost",
        budget: 0,
        note: `of ${ticks} ticks in ${outages} outages`,
      });
      await desk.remove();
    } finally {
      disk.remove();
    }
  });
