import { errorText } from "../i18n/errors.ts";
import { showToast } from "./toast.ts";

/** Copies and says so, or says that this browser does not let it. */
export async function copyText(copied: string, done?: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(copied);
    if (done !== undefined) showToast(done);
  } catch {
    // No clipboard here, or the person refused it.
    showToast(errorText({ code: "clipboard-missing" }), { tone: "bad" });
  }
}
