import type { DoneRefusal } from "../documents/asSaid.ts";
import type { EffectRefusal } from "../documents/effect.ts";
import type { WordsVerdict } from "../journal/gate.ts";

/** Why an entry is set aside: stored, and not applied. */
export type Verdict =
  | WordsVerdict
  | EffectRefusal
  | DoneRefusal
  /** Its body is not what any version could read, or too much to be let out. */
  | "body-unreadable"
  | "body-too-large"
  /** It writes under a number that another device has used, or leaves a gap in its own. */
  | "writer-foreign"
  /** It stands beside, or deletes, what its author had not heard of; or passes over what it had. */
  | "knowledge-untrue"
  /** Applying it failed, for a reason that nobody foresaw. */
  | "apply-failed";
