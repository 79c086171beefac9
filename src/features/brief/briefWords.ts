// What stands in a brief, in words: the same on the screen and on paper.
import type { PermissionFlag, TalkingPoint } from "../../domain/brief.ts";
import { sideOf } from "../../domain/promise.ts";
import { dueDayOf } from "../../domain/task.ts";
import { formatClock } from "../../i18n/calendarFormat.ts";
import { formatAmount, formatDay, formatMoney, formatPercent } from "../../i18n/format.ts";
import { word } from "../../i18n/words.ts";
import type { RecordId } from "../../lib/id.ts";
import type { Brief } from "../../state/brief.ts";
import { text } from "./text.ts";

export interface PointWords {
  readonly title: string;
  /** What it rests on. */
  readonly why: string;
  /** Where the records or figures behind it stand. */
  readonly href: string;
}

/** What a talking point says, why, and where that can be seen; `contact`: of whose brief. */
export function pointWords(point: TalkingPoint, contact: RecordId): PointWords {
  const words = text().point;
  const whole = (amount: number, currency: string): string => formatAmount(amount, currency, { maximumFractionDigits: 0 });
  switch (point.kind) {
    case "promiseOverdue":
    case "theirPromiseOverdue":
      return {
        title: words[point.kind](point.text),
        why: words.promiseWhy(formatDay(point.dueOn), point.days),
        href: `/promises/${point.record}`,
      };
    case "overdueTask":
      return {
        title: words.overdueTask(point.title),
        why: words.overdueTaskWhy(formatDay(point.dueOn), point.days),
        href: `/tasks/${point.record}`,
      };
    case "badMood":
      return {
        title: words.badMood(word("mood", String(point.mood))),
        why: words.badMoodWhy(formatDay(point.on), point.text),
        href: `/contacts/${contact}`,
      };
    case "dealOverdue":
    case "dealWithoutNextStep": {
      const title = point.title || words.deal;
      const amount = point.amountCents === null || point.currency === null ? "" : formatMoney(point.amountCents, point.currency);
      return {
        title: words[point.kind](title),
        why:
          point.kind === "dealOverdue"
            ? words.dealOverdueWhy(formatDay(point.on), amount)
            : words.dealWithoutNextStepWhy(point.days, amount),
        href: "/reports/pipeline",
      };
    }
    case "rhythmBroken":
    case "boughtLaterThanUsual":
      return {
        title: words[point.kind],
        why: words.rhythmWhy(point.silentDays, point.usualDays),
        href: "/reports/value",
      };
    case "revenueDrop":
      return {
        title: words.revenueDrop(formatPercent(point.share)),
        why: words.revenueDropWhy(whole(point.recent, point.currency), whole(point.before, point.currency)),
        href: "/reports/revenue",
      };
    case "mayHaveLeft":
      return { title: words.mayHaveLeft, why: words.mayHaveLeftWhy(formatPercent(point.alive)), href: "/reports/value" };
    case "birthday":
      return {
        title: words.birthday(point.name),
        why: words.birthdayWhy(formatDay(point.on), point.days, point.age),
        href: `/contacts/${point.party}`,
      };
    case "crossSelling":
      return {
        title: words.crossSelling(point.name),
        why: words.crossSellingWhy(point.becauseName, point.together),
        href: "/reports/next",
      };
    case "longNoTouch":
      return { title: words.longNoTouch, why: words.longNoTouchWhy(formatDay(point.on), point.days), href: `/contacts/${contact}` };
    case "neverMet":
      return { title: words.neverMet, why: words.neverMetWhy, href: `/contacts/${contact}` };
  }
}

export function flagWords(flag: PermissionFlag): string {
  if (flag.kind === "tag") return flag.tag;
  if (flag.kind === "dataScope") return text().dataScope(flag.scope);
  if (flag.kind === "wrongNumber") return text().wrongNumber(formatDay(flag.on));
  return text()[flag.kind](word("interactionKind", flag.through), formatDay(flag.on));
}

/** What came of a touch, and what was said. */
export const touchWords = ({ record }: Brief["touches"][number]): string =>
  [record.subject, record.result ? word("result", record.result) : "", record.text?.split("\n", 1)[0]].filter(Boolean).join(" · ") ||
  word("interactionKind", record.kind);

/** Title and day; `dayWords`: near the reader's day on a screen, the day itself on paper. */
export const taskWords = ({ record }: Brief["tasks"][number], dayWords: (day: string) => string): readonly [title: string, end: string] => {
  const due = dueDayOf(record);
  return [record.title, due ? text().due(dayWords(due)) : ""];
};

/** What was promised and by whom, and the day; as `taskWords`. */
export function promiseWords(
  { record }: Brief["promises"][number],
  dayWords: (day: string) => string,
): readonly [title: string, end: string] {
  const side = sideOf(record) === "ours" ? text().ours : text().theirs;
  return [`${record.text} (${side})`, record.dueOn ? text().due(dayWords(record.dueOn)) : ""];
}

/** Title and stage, amount and the day it is expected on. */
export function dealWords({ record, stage }: Brief["deals"][number], currency: string): readonly [title: string, end: string] {
  const amount =
    record.amountCents === undefined || record.amountCents === null
      ? text().amountUnknown
      : formatMoney(record.amountCents, record.currency || currency);
  return [[record.name || text().point.deal, stage].filter(Boolean).join(" · "), amount];
}

export function nextWords({ record }: NonNullable<Brief["next"]>, dayWords: (day: string) => string): string {
  const { start, title } = record;
  const when = [dayWords(start.slice(0, 10)), start.length > 10 ? formatClock(start) : ""].filter(Boolean).join(", ");
  return [text().next(when), title].filter(Boolean).join(" · ");
}
