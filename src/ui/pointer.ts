/** Whether the first way to point here is a finger: nothing can be dragged in from a desk then. */
export const hasFinger = (): boolean => matchMedia("(pointer: coarse)").matches;
