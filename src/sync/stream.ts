import { type Counts, countOf, countsOf } from "../journal/vector.ts";
import type { SyncStore } from "./store.ts";
import type { Timers } from "./timers.ts";

/** Batches under way that the other has not yet on disk. Three keep line and disk busy; what a broken connection costs is at most these. */
const mostUnderWay = 3;
/** A batch is as large as what the line and the other's disk take in about this time: a slow phone loses little when it disconnects. */
const batchMs = 400;
const smallestBatch = 32 * 1024;
const largestBatch = 512 * 1024;

export interface Stream {
  readonly id: number;
  /** The other has this batch on disk. */
  confirm(batch: number): void;
  stop(): void;
}

export interface StreamOptions {
  readonly id: number;
  readonly store: Pick<SyncStore, "vector" | "entriesAfter">;
  readonly timers: Timers;
  /** The feeds asked for, and from where on. */
  readonly want: Counts;
  /** How far the other said to be when it asked. */
  readonly claimed: Counts;
  /** What the other has got meanwhile, from whomever. */
  readonly has: () => Counts;
  readonly onFail: (error: unknown) => void;
  /** Nothing is being read or sent any more. */
  readonly onOver: () => void;
  /** The other has these on disk. */
  readonly onStored: (entries: readonly Uint8Array[]) => void;
  readonly send: (batch: number, entries: readonly Uint8Array[], isLast: boolean) => Promise<void>;
}

/** Sends what was asked for, in the order applied here, no faster than it is stored there. */
export function openStream({ id, store, timers, want, claimed, has, onFail, onOver, onStored, send }: StreamOptions): Stream {
  const underWay = new Map<number, { readonly sentMs: number; readonly entries: readonly Uint8Array[] }>();
  let limit = smallestBatch;
  let isStopped = false;
  let onRoom: (() => void) | null = null;

  /** Feeds nobody asked for are as good as had. Of one that is asked for again nothing is: there it has another chain, or lost some. */
  function had(): Counts {
    const known = has();
    const counts: Record<string, number> = {};
    for (const device in countsOf(store.vector())) {
      const isAgain = countOf(want, device) < countOf(claimed, device);
      const skipped = isAgain ? countOf(want, device) : Math.max(countOf(want, device), countOf(known, device));
      counts[device] = device in want ? skipped : Number.MAX_SAFE_INTEGER;
    }
    return counts;
  }

  async function run() {
    let after: number | undefined;
    for (let batch = 1; ; batch++) {
      while (underWay.size >= mostUnderWay && !isStopped) {
        await new Promise<void>((resolve) => {
          onRoom = resolve;
        });
      }
      if (isStopped) return;
      const { entries, more, at } = await store.entriesAfter(had(), limit, after);
      if (isStopped) return;
      after = at;
      underWay.set(batch, { sentMs: timers.now(), entries });
      await send(batch, entries, !more);
      if (!more) return;
    }
  }

  run().catch(onFail).finally(onOver);
  return {
    id,
    confirm(batch) {
      const sent = underWay.get(batch);
      if (!sent) return;
      underWay.delete(batch);
      onStored(sent.entries);
      const took = timers.now() - sent.sentMs;
      if (took < batchMs) limit = Math.min(largestBatch, limit * 2);
      else if (took > batchMs * mostUnderWay) limit = Math.max(smallestBatch, limit / 2);
      onRoom?.();
    },
    stop() {
      isStopped = true;
      onRoom?.();
    },
  };
}
