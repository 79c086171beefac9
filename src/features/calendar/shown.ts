// What of a calendar is shown in this window: whose, and which layers.

import { createMemo } from "solid-js";
import type { AgendaEntry } from "../../state/agenda.ts";
import { createKept } from "../../state/draft.ts";
import { useWorkspace } from "../../state/workspace.tsx";

export type Layer = AgendaEntry["layer"];
export type ExtraLayer = Exclude<Layer, "appointment">;
export const extraLayers: readonly ExtraLayer[] = ["activity", "task", "birthday", "absence"];

export interface ShownMember {
  readonly id: string;
  readonly name: string;
}

export interface Shown {
  /** The members whose calendars are shown, oneself first. */
  readonly people: () => readonly ShownMember[];
  readonly everybody: () => readonly ShownMember[];
  readonly isPersonShown: (id: string) => boolean;
  readonly togglePerson: (id: string) => void;
  readonly isLayerShown: (layer: ExtraLayer) => boolean;
  readonly toggleLayer: (layer: ExtraLayer) => void;
  /** Undefined while all are shown, so that appointments of former members stay. */
  readonly members: () => readonly string[] | undefined;
}

/** Whether two plain values say the same. */
export const saysSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

export function createShown(): Shown {
  const { status } = useWorkspace();
  const [hidden, hide] = createKept<readonly string[]>("calendar.hidden", []);
  const [hiddenLayers, hideLayers] = createKept<readonly string[]>("calendar.hiddenLayers", []);
  const own = (): string => status()?.member ?? "";
  // The status comes anew with every word of another device: what says the same is the same.
  const everybody = createMemo(
    (): readonly ShownMember[] => {
      const all = (status()?.members ?? []).map(({ id, name }) => ({ id, name }));
      return [...all.filter(({ id }) => id === own()), ...all.filter(({ id }) => id !== own())];
    },
    [],
    { equals: saysSame },
  );
  const isPersonShown = (id: string): boolean => !hidden().includes(id);
  const people = createMemo((): readonly ShownMember[] => everybody().filter(({ id }) => isPersonShown(id)), [], { equals: saysSame });
  const toggled = (names: readonly string[], name: string): readonly string[] =>
    names.includes(name) ? names.filter((one) => one !== name) : [...names, name];
  return {
    people,
    everybody,
    isPersonShown,
    togglePerson: (id) => hide(toggled(hidden(), id)),
    isLayerShown: (layer) => !hiddenLayers().includes(layer),
    toggleLayer: (layer) => hideLayers(toggled(hiddenLayers(), layer)),
    members: () => (people().length === everybody().length ? undefined : people().map(({ id }) => id)),
  };
}
