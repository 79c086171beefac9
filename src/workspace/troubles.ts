// What the person must know of while it lasts: each trouble begins once and has an end.
import type { Trouble, TroubleCode } from "../domain/trouble.ts";
import type { Now } from "../lib/clock.ts";

interface Known extends Trouble {
  /** Over by itself, unless it is told again before. */
  readonly untilMs?: number;
}

export class Troubles {
  readonly #known = new Map<TroubleCode, Known>();
  readonly #now: Now;
  readonly #onChange: () => void;

  constructor(now: Now, onChange: () => void) {
    this.#now = now;
    this.#onChange = onChange;
  }

  /** It is so now; told again it keeps its beginning. With `forMs` it is over when nobody has told of it again for so long. */
  begin(code: TroubleCode, about: { readonly detail?: string | undefined; readonly count?: number; readonly forMs?: number } = {}): void {
    const nowMs = this.#now();
    const { detail, count, forMs } = about;
    this.#known.set(code, {
      code,
      sinceMs: this.#known.get(code)?.sinceMs ?? nowMs,
      ...(detail === undefined ? {} : { detail }),
      ...(count === undefined ? {} : { count }),
      ...(forMs === undefined ? {} : { untilMs: nowMs + forMs }),
    });
    this.#onChange();
  }

  end(...codes: readonly TroubleCode[]): void {
    if (codes.filter((code) => this.#known.delete(code)).length > 0) this.#onChange();
  }

  /** Ends what nobody has told of for long. */
  tidy(): void {
    const nowMs = this.#now();
    this.end(...[...this.#known.values()].filter(({ untilMs }) => untilMs !== undefined && untilMs <= nowMs).map(({ code }) => code));
  }

  has(code: TroubleCode): boolean {
    return this.#known.has(code);
  }

  get all(): readonly Trouble[] {
    return [...this.#known.values()].map(({ untilMs: _untilMs, ...trouble }) => trouble);
  }
}
