import { describe, expect, test } from "vitest";
import { openExchange, type Exchange } from "../../src/sync/exchange.ts";
import { MemoryNetwork, VirtualClock } from "../support/network.ts";
import { Replica } from "../support/replica.ts";
import { Chance } from "../../src/lib/chance.ts";

describe("two devices", () => {
  test("have the same after they met, and stay so while both write", async () => {
    const clock = new VirtualClock();
    const network = new MemoryNetwork(clock, 1);
    const anna = await Replica.create("Anna", clock);
    const ben = await anna.letIn("Ben");
    for (let i = 0; i < 50; i++) await anna.write(`Anna ${i}`);
    for (let i = 0; i < 30; i++) await ben.write(`Ben ${i}`);
    const link = network.connect(anna.epochRoom);
    const [a, b] = [anna, ben].map((store, i) => {
      const exchange = openExchange(store, { timers: clock, chance: new Chance(i) });
      exchange.addWire(link.wires[i as 0 | 1]);
      return exchange;
    }) as [Exchange, Exchange];
    await clock.pass(3_000);
    expect(a.status().map(({ state, device }) => [state, device])).toEqual([["live", ben.keys.id]]);
    expect(ben.hashes()).toEqual(anna.hashes());
    const entry = await ben.write("live");
    await clock.pass(100);
    expect(anna.hashes()).toEqual(ben.hashes());
    await clock.pass(2_000);
    expect(ben.copiesOf(ben.keys.id, entry.header.seq)).toContain(anna.keys.id);
    a.close();
    b.close();
  });
});
