import { expect, test } from "vitest";
import { decodeEntry } from "../../src/journal/entry.ts";
import type { Counts } from "../../src/journal/vector.ts";
import { openStream } from "../../src/sync/stream.ts";
import { VirtualClock } from "../support/network.ts";
import { Replica } from "../support/replica.ts";

/** The numbers of the feed's entries that are sent to somebody who asks from there on, and says more of itself meanwhile. */
async function sentOf(want: number, told: number, meanwhile: number): Promise<number[]> {
  const clock = new VirtualClock();
  const anna = await Replica.create("Anna", clock);
  await anna.writeMany(Array.from({ length: 9 }, (_, i) => `entry ${i}`));
  const feed = anna.keys.id;
  const counts = (seq: number): Counts => ({ [feed]: seq });
  const numbers: number[] = [];
  await new Promise<void>((done) =>
    openStream({
      id: 1,
      store: anna,
      timers: clock,
      want: counts(want),
      claimed: counts(told),
      has: () => counts(meanwhile),
      onFail: (error) => expect(error).toBeUndefined(),
      onOver: done,
      onStored: () => undefined,
      async send(_, entries) {
        for (const bytes of entries) {
          const entry = decodeEntry(bytes);
          if (entry.ok && entry.value.header.device === feed) numbers.push(entry.value.header.seq);
        }
      },
    }),
  );
  return numbers;
}

test("what the other has got meanwhile is not sent once more", async () => {
  expect((await sentOf(4, 4, 7))[0]).toBe(8);
});

test("of a feed that is asked for from further back than it was said to be, everything is sent", async () => {
  expect((await sentOf(4, 7, 7))[0]).toBe(5);
});
