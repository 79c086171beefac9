import { errorText } from "../i18n/errors.ts";
import type { Result } from "../lib/result.ts";
import { dismissNews, showToast } from "./toast.ts";

/** What to say when it is done, perhaps with a way back. */
export interface Done {
  readonly message: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** Waits for a command; a refusal is said in a sentence. Gives the value, or undefined when it was refused. */
export async function act<Value>(outcome: Promise<Result<Value, { readonly code: string }>>, done?: Done): Promise<Value | undefined> {
  dismissNews();
  const result = await outcome;
  if (!result.ok) {
    showToast(errorText(result.error), { tone: "bad" });
    return undefined;
  }
  if (done) showToast(done.message, { action: done.action });
  return result.value;
}

/** For a field: what is wrong in a sentence, to stand beside it; undefined when it was taken. */
export async function problemOf(outcome: Promise<Result<unknown, { readonly code: string }>>, done?: Done): Promise<string | undefined> {
  dismissNews();
  const result = await outcome;
  if (!result.ok) return errorText(result.error);
  if (done) showToast(done.message, { action: done.action });
  return undefined;
}
