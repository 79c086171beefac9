import { createMemo, createSignal } from "solid-js";
import { createAnalysis } from "../../../state/analysis.ts";
import type { DrillThrough } from "../Drill.tsx";
import type { Names } from "../names.tsx";
import type { ReportAnalysis } from "../ReportPage.tsx";
import { type Axis, memberName, type PivotOptions, type PivotRecords, type PivotTable } from "./axes.ts";
import { text } from "./text.ts";

type At = NonNullable<PivotOptions["at"]>;

export interface PivotDrill {
  /** Asks for what a cell, a row, a column or everything is made of. */
  readonly open: (row: readonly string[] | undefined, column: readonly string[] | undefined) => void;
  readonly drillThrough: () => DrillThrough | undefined;
  readonly close: () => void;
  readonly isRunning: () => boolean;
}

export interface PivotWork extends PivotDrill {
  readonly analysis: ReportAnalysis<PivotTable>;
}

const isTable = (answer: PivotTable | PivotRecords | undefined): answer is PivotTable => answer !== undefined && "cells" in answer.results;

/** The records behind whichever figure of a table was opened; nothing is asked before. */
export function createPivotDrill(options: () => PivotOptions, names: Names): PivotDrill {
  const [at, setAt] = createSignal<At>();
  const drilled = createAnalysis("pivot", () => {
    const figure = at();
    return figure && { ...options(), at: figure };
  });
  const nameOf = (axes: readonly Axis[] | undefined, keys: readonly string[] | undefined): string =>
    keys === undefined ? "" : keys.map((key, index) => memberName(axes?.[index], key, names)).join(" · ");
  const drillThrough = createMemo<DrillThrough | undefined>(() => {
    const figure = at();
    const answer = drilled.answer();
    if (!figure || !answer || isTable(answer)) return undefined;
    // Until the new answer is there, the last one is of another figure.
    if (drilled.isRunning() || JSON.stringify(answer.parameters.at) !== JSON.stringify(figure)) return undefined;
    const title = [nameOf(options().rows, figure.row), nameOf(options().columns, figure.column)].filter(Boolean).join(", ");
    return { title: title || text().whole, records: answer.results.records };
  });
  return {
    open: (row, column) => setAt({ ...(row && { row: [...row] }), ...(column && column.length > 0 && { column: [...column] }) }),
    drillThrough,
    close: () => setAt(undefined),
    isRunning: () => drilled.isRunning(),
  };
}

/** A table, and the records behind its figures. */
export function createPivot(options: () => PivotOptions, names: Names): PivotWork {
  const asked = createAnalysis("pivot", options);
  const drill = createPivotDrill(options, names);
  return {
    ...drill,
    analysis: {
      ...asked,
      answer: () => {
        const answer = asked.answer();
        return isTable(answer) ? answer : undefined;
      },
      isRunning: () => asked.isRunning() || drill.isRunning(),
    },
  };
}
