// What happened with the sample company's circles: story after story, and what it means for the books.
import type { InteractionResult } from "../domain/words.ts";
import type { Chance } from "../lib/chance.ts";
import { dayNumberOf, dayOfDemand, instantAt, isoDay, workday } from "./calendar.ts";
import type { Circle } from "./circles.ts";
import type { DemoDraft, Spell } from "./draft.ts";
import { pickWeighted } from "./draws.ts";
import type { Account, Sales } from "./sales.ts";
import { type Audience, isMissed, isOfCustomer, isProject, isUnreached, type Step, type Story, stories } from "./stories.ts";
import type { DemoText } from "./text.ts";
import { Writer } from "./writer.ts";

interface StepRun {
  readonly step: Step;
  readonly result: InteractionResult | undefined;
  readonly days: number;
}

export class History {
  #interactions = 0;
  readonly #chance: Chance;
  readonly #text: DemoText;
  readonly #write: Writer;
  readonly #sales: Sales | undefined;
  readonly #now: number;
  readonly #days: number;

  constructor(chance: Chance, text: DemoText, when: { readonly now: number; readonly days: number }, sales: Sales | undefined) {
    this.#chance = chance;
    this.#text = text;
    this.#write = new Writer(text, chance);
    this.#sales = sales;
    this.#now = when.now;
    this.#days = when.days;
  }

  /** What happened with one circle: story after story until as many interactions are told as it has. */
  *of(circle: Circle, count: number): Generator<DemoDraft> {
    const chance = this.#chance;
    const account = this.#sales?.open(circle.organisation ?? (circle.people[0] as string), circle.organisation !== undefined);
    const spell = this.#spell(circle.phase);
    let own = storiesFor.get(circle.audience) as readonly Story[];
    if (circle.phase === "lead" || circle.phase === "prospect") own = own.filter((story) => !isOfCustomer(story));
    if (isBuyer(circle.audience)) {
      const appetite = chance.pick(appetites);
      own = own.map((story) => (isProject(story) ? { ...story, weight: story.weight * appetite } : story));
    }
    for (let left = count; left > 0; ) {
      const story = pickWeighted(chance, own);
      const runs = this.#run(story.steps, left);
      const at = this.#times(runs, spell);
      left -= runs.length;
      this.#write.begin(
        circle.street,
        new Date(at[0] as number).getUTCFullYear(),
        runs.some(({ step }) => step.key === "offerSent" || step.key === "order"),
      );
      const whole = circle.organisation && (circle.people.length === 0 || chance.happens(0.08)) ? circle.organisation : undefined;
      const main = whole ?? (circle.people[chance.happens(0.6) ? 0 : chance.whole(0, circle.people.length - 1)] as string);
      const company =
        !whole && circle.people.length > 1 && chance.happens(0.3) ? circle.people.find((person) => person !== main) : undefined;
      const said: (readonly number[])[] = [];
      for (const [i, run] of runs.entries()) {
        yield this.#interaction(
          run,
          at[i] as number,
          company && run.step.minutes && run.step.kind !== "call" ? [`#${main}`, `#${company}`] : [`#${main}`],
        );
        said.push(this.#write.said);
      }
      if (account) this.#book(account, main, runs, at, said);
      if (circle.audience === "household" && runs.some(({ step }) => step.key === "install")) own = own.filter((one) => !isProject(one));
    }
    if (account) this.#sales?.settle(account, spell);
  }

  #book(account: Account, contact: string, runs: readonly StepRun[], at: readonly number[], said: readonly (readonly number[])[]): void {
    const { device, part } = this.#text.slots;
    const filled = this.#write.filled;
    const placeOf = (words: readonly string[], word: string | undefined) => (word === undefined ? undefined : words.indexOf(word));
    this.#sales?.tell(account, {
      contact,
      steps: runs.map(({ step, result }, i) => ({
        step: step.key,
        at: at[i] as number,
        isDone: !isUnreached(result) && !isMissed(result),
        said: said[i] as readonly number[],
      })),
      device: placeOf(device, filled["device"]),
      part: placeOf(part, filled["part"]),
      number: filled["number"],
      euros: this.#write.euros,
    });
  }

  /** Some are new and some have gone, whether they said so or not. */
  #spell(phase: string | undefined): Spell {
    const chance = this.#chance;
    const today = dayNumberOf(this.#now);
    const [begins, ends] = [chance.next(), chance.next()];
    const isGone = phase === "former" || (phase !== "lead" && phase !== "prospect" && chance.happens(0.2));
    const isNew = phase === "lead" || phase === "prospect" || chance.happens(0.3);
    const to = today - (isGone ? Math.floor(this.#days * (0.12 + 0.6 * ends)) : 0);
    const start = today - this.#days;
    return { from: start + (isNew ? Math.floor((to - start) * 0.85 * begins) : 0), to, isNew };
  }

  /** The steps with what came of them, at most `room`; what failed is tried again before the story goes on. */
  #run(steps: readonly Step[], room: number): StepRun[] {
    const chance = this.#chance;
    const runs: StepRun[] = [];
    for (const step of steps) {
      const result = step.results && chance.pick(step.results);
      runs.push({ step, result, days: runs.length === 0 ? 0 : chance.whole(...step.after) });
      if (isMissed(result) || (isUnreached(result) && chance.happens(0.6)))
        runs.push({ step, result: step.kind === "call" ? "reached" : "held", days: chance.whole(1, 5) });
    }
    return runs.length > room ? runs.slice(0, room) : runs;
  }

  #interaction({ step, result }: StepRun, at: number, parties: readonly string[]): DemoDraft {
    const chance = this.#chance;
    this.#write.said = [];
    const failed = isUnreached(result) || isMissed(result);
    const day = dayNumberOf(at);
    const text = isUnreached(result)
      ? chance.happens(0.5)
        ? this.#write.unreached()
        : ""
      : isMissed(result)
        ? this.#write.missed()
        : step.kind === "note" || step.kind === "message" || chance.happens(0.78)
          ? this.#write.text(step.key)
          : "";
    const fields: Record<string, unknown> = {
      kind: step.kind,
      direction: step.direction,
      at: step.kind === "letter" && day < dayNumberOf(this.#now) && chance.happens(0.4) ? isoDay(day) : new Date(at).toISOString(),
      parties,
    };
    if (step.channel) fields.channel = step.channel;
    if (result) fields.result = result;
    if (!text || (step.kind !== "message" && chance.happens(0.93))) fields.subject = this.#write.subject(step.key);
    if (text) fields.text = text;
    if (step.minutes && !failed && chance.happens(0.8))
      fields.durationMinutes = step.kind === "call" ? chance.whole(...step.minutes) : Math.round(chance.whole(...step.minutes) / 5) * 5;
    if (step.moods && !failed && chance.happens(0.4)) fields.mood = chance.pick(step.moods);
    this.#interactions++;
    return { key: `i${this.#interactions}`, kind: "interaction", fields };
  }

  /** When the steps of a story happened: told from its end backwards, so that nothing lies in the future; oftener when it is cold. */
  #times(runs: readonly StepRun[], { from, to }: Spell): number[] {
    const chance = this.#chance;
    const longest = runs.reduce((sum, { days }) => sum + (days > 0 ? days + 2 : 0), 0) + 4;
    const isShort = longest > this.#days;
    const today = dayNumberOf(this.#now);
    const first = isShort ? today : Math.min(today, from + longest);
    const at = runs.map(() => 0);
    let day = dayOfDemand(first, Math.max(first, to), chance.next());
    for (let i = runs.length - 1; i >= 0; i--) {
      const { key } = (runs[i] as StepRun).step;
      const gap = isShort ? 0 : (runs[i + 1]?.days ?? 0);
      const next = i + 1 < runs.length ? at[i + 1] : undefined;
      if (next !== undefined && gap === 0) {
        at[i] = next - chance.whole(10, 90) * 60_000;
        continue;
      }
      const isUrgent = key === "emergency" || key === "emergencyVisit";
      day -= gap;
      let ms = this.#moment(day, isUrgent);
      while (ms > this.#now) ms = this.#moment(--day, isUrgent);
      day = dayNumberOf(ms);
      at[i] = ms;
    }
    return at;
  }

  #moment(day: number, isUrgent: boolean): number {
    const chance = this.#chance;
    if (isUrgent) return instantAt(day, chance.whole(6 * 60, 22 * 60));
    const minute = chance.happens(0.96) ? 7 * 60 + chance.whole(0, 330) + chance.whole(0, 300) : chance.whole(17 * 60, 21 * 60);
    return instantAt(workday(day), minute - (minute % 5));
  }
}

/** How much somebody has built anew, beside what is kept running. */
const appetites = [0.3, 0.6, 1, 1, 1, 1.5];

const isBuyer = (audience: Audience): boolean => audience === "household" || audience === "customer";
const storiesFor = new Map<Audience, readonly Story[]>(
  (["household", "customer", "supplier", "partner", "influencer", "press", "authority", "other"] as const).map((audience) => [
    audience,
    stories.filter((story) => story.for.includes(audience)),
  ]),
);
