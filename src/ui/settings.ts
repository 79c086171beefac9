// How this device's screens look: kept here and nowhere else.
import { createSignal } from "solid-js";
import { localMemory } from "../lib/browserMemory.ts";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];
export const densities = ["comfortable", "compact"] as const;
export type Density = (typeof densities)[number];

function read<Value extends string>(name: string, values: readonly [Value, ...Value[]]): Value {
  const kept = localMemory.get(`kontor.${name}`);
  return values.find((value) => value === kept) ?? values[0];
}
/** Where nothing can be kept, the choice lasts as long as the window. */
const keep = (name: string, value: string): void => {
  document.documentElement.dataset[name] = value;
  localMemory.set(`kontor.${name}`, value);
};

const [theme, takeTheme] = createSignal<Theme>(read("theme", themes));
const [density, takeDensity] = createSignal<Density>(read("density", densities));

export { density, theme };

export function setTheme(next: Theme): void {
  takeTheme(next);
  keep("theme", next);
}
export function setDensity(next: Density): void {
  takeDensity(next);
  keep("density", next);
}

/** Before the first screen, so that nothing flashes. */
export function applyLook(): void {
  document.documentElement.dataset.theme = theme();
  document.documentElement.dataset.density = density();
}

/** The height of a list's row in rem, as tokens.css has it. */
export const rowRem = (): number =>
  density() === "compact" ? (matchMedia("(pointer: fine)").matches ? 2.5 : 3) : matchMedia("(pointer: fine)").matches ? 3.5 : 3.75;
