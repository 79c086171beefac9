import { createEffect } from "solid-js";

/** Whether a field grows with what is in it by itself. */
const growsByItself = (): boolean => CSS.supports("field-sizing", "content");

/** Lets a field for longer texts grow with its value also where the browser has no field-sizing; its bounds are the style's. */
export function createGrowing(element: () => HTMLTextAreaElement | undefined, value: () => string): void {
  if (growsByItself()) return;
  createEffect(() => {
    value();
    const field = element();
    if (!field) return;
    field.style.blockSize = "auto";
    const { borderBlockStartWidth, borderBlockEndWidth } = getComputedStyle(field);
    field.style.blockSize = `${field.scrollHeight + Number.parseFloat(borderBlockStartWidth) + Number.parseFloat(borderBlockEndWidth)}px`;
  });
}
