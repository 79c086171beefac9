/** The outcome of something that can be refused: a refusal is a fact with a code, never an exception. */
export type Result<Value, Refusal> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: Refusal };

export const ok = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({ ok: true, value });
export const err = <Refusal>(error: Refusal): { readonly ok: false; readonly error: Refusal } => ({ ok: false, error });

/**
 * A refusal as it crosses a door where only exceptions travel (the scripting door, Comlink): a code and its facts, also read as
 * `error.field`.
 */
export class Refused extends Error {
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(error: { readonly code: string } & Readonly<Record<string, unknown>>) {
    super(error.code);
    this.name = "Refused";
    this.code = error.code;
    this.facts = error;
    for (const [key, value] of Object.entries(error)) if (!(key in this)) Object.defineProperty(this, key, { value, enumerable: true });
  }
}

/** Returns the value of a result, or throws its refusal as `Refused`. */
export function unwrap<Value, Refusal extends { readonly code: string }>(result: Result<Value, Refusal>): Value {
  if (result.ok) return result.value;
  throw new Refused(result.error as unknown as { readonly code: string } & Record<string, unknown>);
}
