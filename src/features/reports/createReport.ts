import { createSignal } from "solid-js";
import type { Behind } from "./Drill.tsx";
import { createNames, type Names } from "./names.tsx";

/** What every report has: names for ids, and what is opened behind a figure. */
export interface ReportTools {
  readonly names: Names;
  readonly behind: () => Behind | undefined;
  readonly open: (behind: Behind) => void;
  readonly close: () => void;
}

export function createReport(): ReportTools {
  const [behind, setBehind] = createSignal<Behind>();
  return { names: createNames(), behind, open: setBehind, close: () => setBehind(undefined) };
}
