import { createSignal } from "solid-js";
import type { DrillThrough } from "./Drill.tsx";
import { createNames, type Names } from "./names.tsx";

/** What every report has: names for ids, and what is opened behind a figure. */
export interface ReportTools {
  readonly names: Names;
  readonly drillThrough: () => DrillThrough | undefined;
  readonly open: (drillThrough: DrillThrough) => void;
  readonly close: () => void;
}

export function createReport(): ReportTools {
  const [drillThrough, setDrillThrough] = createSignal<DrillThrough>();
  return { names: createNames(), drillThrough, open: setDrillThrough, close: () => setDrillThrough(undefined) };
}
