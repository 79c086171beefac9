import { type DealFacts, dayNumberOf } from "../../src/analytics/facts/facts.ts";
import type { PipelineFacts } from "../../src/analytics/facts/source.ts";
import type { Chance } from "../../src/lib/chance.ts";

export const firstDay = dayNumberOf(2024, 1, 1);
export const lastDay = dayNumberOf(2026, 6, 30);

export const salesWay: PipelineFacts = {
  id: "way",
  name: "Sales",
  stages: [
    { key: "lost", name: "Lost", kind: "lost" },
    { key: "contact", name: "Contact", kind: "open", rotDays: 14 },
    { key: "need", name: "Need", kind: "open", probability: 0.3, rotDays: null },
    { key: "offer", name: "Offer", kind: "open", probability: 0.5, rotDays: 30 },
    { key: "contract", name: "Contract", kind: "open", rotDays: 0 },
    { key: "won", name: "Won", kind: "won" },
  ],
};
const openStages = ["contact", "need", "offer", "contract"];

/** Deals as people really move them: back and forth, twice on one day, past a stage, noted twice, or not noted at all. */
export function randomDeals(chance: Chance, count: number): DealFacts[] {
  return Array.from({ length: count }, (_, i): DealFacts => {
    const openedOn = chance.whole(firstDay, lastDay - 30);
    const stages: { stage: string; on: number }[] = [];
    let [on, place] = [openedOn, chance.happens(0.8) ? 0 : 1];
    for (let moves = chance.whole(0, 6); moves > 0 && on <= lastDay; moves--) {
      stages.push({ stage: openStages[place] as string, on });
      on += chance.happens(0.2) ? 0 : chance.whole(1, 25);
      place = Math.max(0, Math.min(3, place + chance.pick([-2, -1, 0, 1, 1, 1, 2])));
    }
    const end = Math.max(openedOn, stages.at(-1)?.on ?? openedOn) + chance.whole(0, 30);
    const state = end > lastDay ? "open" : chance.pick(["open", "won", "won", "lost", "lost"] as const);
    const last = stages.at(-1)?.stage ?? null;
    const isNoted = state !== "open" && chance.happens(0.8);
    return {
      id: `d${String(i).padStart(4, "0")}`,
      ...{ party: null, owner: "Anna", product: null, pipeline: salesWay.id, openedOn, state },
      // Somebody changed the stage, and no log tells when.
      stage: state !== "open" ? state : chance.happens(0.1) ? chance.pick(openStages) : last,
      closedOn: state === "open" ? null : chance.happens(0.05) ? null : end,
      amount: chance.happens(0.15) ? null : chance.whole(0, 1_000_000) / 100,
      probability: chance.happens(0.1) ? chance.whole(0, 20) / 20 : null,
      expectedOn: chance.happens(0.3) ? null : lastDay + chance.whole(-60, 200),
      stages: isNoted ? [...stages, { stage: state, on: end }] : stages,
    };
  });
}
