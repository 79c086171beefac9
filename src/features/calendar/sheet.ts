import type { AgendaEntry } from "../../state/agenda.ts";

/** What every view of the calendar is given. */
export interface SheetProps {
  readonly days: readonly string[];
  /** In order. */
  readonly entries: readonly AgendaEntry[];
  readonly today: string;
  /** The wall time now. */
  readonly now: string;
  readonly isPast: (entry: AgendaEntry) => boolean;
  /** A weekend or a public holiday. */
  readonly isQuiet: (day: string) => boolean;
  /** Its name; undefined where there is none. */
  readonly holidayOn: (day: string) => string | undefined;
  readonly onOpenDay: (day: string) => void;
  /** Both ends, each so many minutes later. */
  readonly onMove: (entry: AgendaEntry, byStart: number, byEnd: number) => void;
  /** Something new is begun there: days for all day, else wall times. */
  readonly onBegin: (start: string, end: string) => void;
}
