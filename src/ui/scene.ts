import type { JSX } from "solid-js";

/** One state of something worth seeing: shown in the gallery, looked at by the tests. */
export interface Scene {
  readonly name: string;
  readonly render: () => JSX.Element;
}
export type Scenes = readonly Scene[];
