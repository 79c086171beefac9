import type { AgendaAnswer, AgendaEntry } from "../../state/agenda.ts";
import type { ShownMember } from "./shown.ts";

/** What every view of the calendar is given. */
export interface SheetProps {
  readonly days: readonly string[];
  /** In order: appointments, and what lies beside them. */
  readonly entries: readonly AgendaEntry[];
  readonly today: string;
  /** The wall time now. */
  readonly now: string;
  readonly isPast: (entry: AgendaEntry) => boolean;
  /** A weekend or a public holiday. */
  readonly isQuiet: (day: string) => boolean;
  /** Its name; undefined where there is none. */
  readonly holidayOn: (day: string) => string | undefined;
  /** Whose calendars are shown. */
  readonly people: readonly ShownMember[];
  /** When members work, of those that were asked about. */
  readonly working: AgendaAnswer["working"];
  readonly onOpenDay: (day: string) => void;
  /** Both ends, each so many minutes later. */
  readonly onMove: (entry: AgendaEntry, byStart: number, byEnd: number) => void;
  /** Something new is begun there: days for all day, else wall times; for a colleague where it is in her column. */
  readonly onBegin: (start: string, end: string, member?: string) => void;
}
