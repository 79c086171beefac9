import { createSignal } from "solid-js";

export interface Toast {
  readonly id: number;
  readonly message: string;
  readonly tone: "good" | "bad";
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
}

/** Undo is offered for ten seconds; a refusal stays until it is read. */
const shownMs = { plain: 4_000, withAction: 10_000, bad: 12_000 } as const;

const [toasts, setToasts] = createSignal<readonly Toast[]>([]);
let last = 0;

export { toasts };
export const dismissToast = (id: number): void => void setToasts((all) => all.filter((toast) => toast.id !== id));

/** What was done is no news any more: something else is being done, or the person has gone on. Refusals wait until they are read. */
export const dismissNews = (): void => void setToasts((all) => all.filter((toast) => toast.tone === "bad"));

/** Says in a sentence what happened, perhaps with a way back. */
export function showToast(message: string, options: { readonly tone?: "good" | "bad"; readonly action?: Toast["action"] } = {}): void {
  const toast: Toast = { id: ++last, message, tone: options.tone ?? "good", action: options.action };
  // Only the newest success stays, so that there is one way back and no doubt which; refusals wait until they are read.
  setToasts((all) => [...all.filter((other) => other.tone === "bad").slice(-2), toast]);
  const wait = toast.tone === "bad" ? shownMs.bad : toast.action ? shownMs.withAction : shownMs.plain;
  setTimeout(() => dismissToast(toast.id), wait);
}
