import { createSignal } from "solid-js";

const [crash, setCrash] = createSignal<unknown>();

export { crash };
export const forgetCrash = (): void => {
  setCrash(undefined);
};

/** Faults that no boundary sees: those of events and promises. */
export function listenForCrashes(): void {
  addEventListener("error", (event) => {
    // The browser's own notice that layout took two rounds; nothing is wrong.
    if (/ResizeObserver loop/.test(event.message)) return;
    setCrash(() => event.error ?? event.message);
  });
  addEventListener("unhandledrejection", (event) => setCrash(() => event.reason ?? "unhandled rejection"));
}
