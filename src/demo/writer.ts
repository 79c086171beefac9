// The words of the sample company's history: sentences with slots, filled.
import type { Chance } from "../lib/chance.ts";
import type { Step } from "./stories.ts";
import type { DemoText, Slots } from "./text.ts";

/** Fills the parts of sentences; within one story every part stays the same. */
export class Writer {
  readonly #text: DemoText;
  readonly #chance: Chance;
  readonly #parsed = new Map<string, readonly string[]>();
  /** What the story has spoken of so far. */
  filled: Record<string, string> = {};
  /** The amount it has spoken of. */
  euros: number | undefined;
  /** Which of its step's sentences the last text was made of. */
  said: readonly number[] = [];
  #year = 0;
  #isLarge = false;

  constructor(text: DemoText, chance: Chance) {
    this.#text = text;
    this.#chance = chance;
  }

  begin(street: string, year: number, isLarge: boolean): void {
    this.filled = { street };
    this.euros = undefined;
    this.#year = year;
    this.#isLarge = isLarge;
  }

  subject(step: Step["key"]): string {
    return this.#fill(this.#chance.pick(this.#text.steps[step][0]));
  }

  text(step: Step["key"]): string {
    const chance = this.#chance;
    const sentences = this.#text.steps[step][1];
    if (sentences.length === 0) return "";
    const first = chance.whole(0, sentences.length - 1);
    this.said = [first];
    let text = this.#fill(sentences[first] as string);
    if (sentences.length > 1 && chance.happens(0.4)) {
      const second = (first + chance.whole(1, sentences.length - 1)) % sentences.length;
      this.said = [first, second];
      text += ` ${this.#fill(sentences[second] as string)}`;
    }
    if (chance.happens(0.2)) text += ` ${this.#fill(chance.pick(this.#text.more))}`;
    return text;
  }

  unreached(): string {
    return this.#fill(this.#chance.pick(this.#text.unreached));
  }

  missed(): string {
    return this.#fill(this.#chance.pick(this.#text.missed));
  }

  /** Odd parts are slots. */
  #fill(template: string): string {
    let parts = this.#parsed.get(template);
    if (!parts) this.#parsed.set(template, (parts = template.split(/[{}]/)));
    if (parts.length === 1) return template;
    let out = "";
    for (let i = 0; i < parts.length; i++)
      out += i % 2 === 0 ? parts[i] : (this.filled[parts[i] as string] ??= this.#draw(parts[i] as string));
    return out[0] === template[0] ? out : (out[0] ?? "").toUpperCase() + out.slice(1);
  }

  #draw(slot: string): string {
    const chance = this.#chance;
    if (slot === "amount") {
      this.euros = this.#isLarge ? chance.whole(18, 260) * 100 : chance.whole(9, 120) * 10;
      return this.#text.money(String(this.euros));
    }
    if (slot === "hour") return String(chance.whole(7, 17));
    if (slot === "count") return String(chance.whole(2, 9));
    if (slot === "number") return `A-${this.#year}-${String(chance.whole(1, 1900)).padStart(4, "0")}`;
    return chance.pick(this.#text.slots[slot as keyof Slots]);
  }
}
