// What the page Today says, for scripts.
import { deviceZone } from "../domain/zone.ts";
import { addDays, dayHere } from "../lib/calendarDay.ts";
import { unwrap } from "../lib/result.ts";
import type { EngineApi, NewsItem } from "./api.ts";
import type { TodayAnswer } from "./today.ts";
import type { KontorWindow } from "./window.ts";

export interface DoorToday extends Omit<TodayAnswer, "question" | "appointments"> {
  /** The days: the first, and the one before which they end. */
  readonly from: string;
  readonly to: string;
  readonly appointments: readonly {
    readonly id: string;
    readonly start: string;
    readonly end: string;
    readonly allDay: boolean;
    readonly title: string;
    readonly kind: string;
    readonly parties: readonly string[];
  }[];
  /** What colleagues did since the page was last marked as seen, the newest first. */
  readonly news: readonly NewsItem[];
  readonly moreNews: number;
}

/** So much news is told; the rest is a number. */
const mostNews = 20;

export async function readToday(kontor: KontorWindow, engine: EngineApi, days: number, everybody: boolean): Promise<DoorToday> {
  const [{ member }, settings] = await Promise.all([engine.status(), engine.get("meta.settings" as never)]);
  const cadences = (settings as { readonly cadences?: object } | undefined)?.cadences ?? {};
  const classes = Object.keys(cadences).some((key) => key.startsWith("class:")) ? await abcClasses(kontor) : undefined;
  const from = dayHere(new Date().toISOString());
  const { question, appointments, ...answer } = unwrap(
    await kontor.today({
      ...{ from, to: addDays(from, days) },
      zone: deviceZone(),
      ...(!everybody && { member }),
      ...(classes && { classes }),
    }),
  );
  const { items, more } = await engine.news(mostNews);
  return {
    ...{ from: question.from, to: question.to },
    appointments: appointments.map(({ id, start, end, isAllDay: allDay, title, kind, parties }) => ({
      ...{ id, start, end, allDay, title, kind, parties },
    })),
    ...answer,
    ...{ news: items, moreNews: more },
  };
}

async function abcClasses(kontor: KontorWindow): Promise<Readonly<Record<string, string>> | undefined> {
  const answer = await kontor.analyse("abc", {});
  if (!answer.ok) return undefined;
  const { results } = answer.value as { readonly results: Readonly<Record<string, { readonly class: number }>> };
  return Object.fromEntries(Object.entries(results).map(([id, one]) => [id, "ABC"[one.class] ?? ""]));
}
