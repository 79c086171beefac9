/** Which of the changed pages a transaction writes: none yet, those it changed itself, or also all that wait. */
export type Scope = "none" | "changed" | "all";

/**
 * Names of pages that have changed in memory: since the last commit, and before it without having been written. Bulk
 * work writes pages late, because what is written once for many changes costs much less.
 */
export class LatePages<Name extends string> {
  readonly #changed = new Set<Name>();
  readonly #late = new Set<Name>();

  add(name: Name): void {
    this.#changed.add(name);
  }

  /** How many wait to be written. */
  get size(): number {
    return this.#late.size + this.#changed.size;
  }

  /** What a transaction of this scope writes. */
  in(scope: Scope): Name[] {
    if (scope === "none") return [];
    return scope === "changed" ? [...this.#changed] : [...new Set([...this.#late, ...this.#changed])];
  }

  /** The transaction is complete. */
  committed(scope: Scope): void {
    for (const name of this.#changed) {
      if (scope === "none") this.#late.add(name);
      else this.#late.delete(name);
    }
    this.#changed.clear();
    if (scope === "all") this.#late.clear();
  }

  /** Forgets all names and tells which they were: what is in memory of them is not stored. */
  discard(): Name[] {
    const names = this.in("all");
    this.#changed.clear();
    this.#late.clear();
    return names;
  }
}
