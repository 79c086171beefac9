import CalendarCheck from "lucide-solid/icons/calendar-check";
import CircleCheck from "lucide-solid/icons/circle-check";
import Clock from "lucide-solid/icons/clock";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { TouchLight, TouchState } from "../domain/cadence.ts";
import { formatDay } from "../i18n/format.ts";
import { word } from "../i18n/words.ts";
import type { Icon } from "../ui/Button.tsx";
import { text } from "./touchText.ts";
import "./TouchSign.css";

const icons: Readonly<Record<Exclude<TouchLight, "none">, Icon>> = {
  late: TriangleAlert,
  soon: Clock,
  fresh: CircleCheck,
  planned: CalendarCheck,
};

/** For whom a cadence is wanted: "Kunde", "VIP". */
export const becauseOf = (because: string): string => {
  const colon = because.indexOf(":");
  const [sort, key] = [because.slice(0, Math.max(0, colon)), because.slice(colon + 1)];
  if (sort === "role") return word("role", key);
  return sort === "class" ? text().abcClass(key) : sort === "tag" ? key : text().itself;
};

/** "bald melden". */
export const touchWord = (light: string): string => text().lights[light as TouchLight] ?? light;

/** "alle 6 Wochen". */
export const everyWords = (days: number): string => text().every(days);

/** Why a contact stands as it does, in a sentence. */
export function touchWords(state: TouchState): string {
  const { light, reason, plannedOn, cadence, dueOn = "", lateDays = 0 } = state;
  if (light === "none") return "";
  if (light === "planned") return plannedOn ? text().plannedOn(formatDay(plannedOn)) : text().plannedAgain;
  if (reason === "deal") return text().dealWithoutStep;
  if (!cadence) return "";
  const wanted = text().wanted(cadence.days, becauseOf(cadence.because));
  return light === "late" ? text().late(lateDays, wanted) : text().until(formatDay(dueOn), wanted);
}

/** The same in two or three words; "" where there is nothing to say. */
export const touchName = ({ light, reason }: TouchState): string => (reason === "deal" ? text().noStep : text().lights[light]);

/** How a contact stands, as a sign of its own form and colour, told in words to whoever points or listens. */
export const TouchSign = (props: {
  readonly state: TouchState | undefined;
  /** In sight: `name` in two or three words, `reason` in a sentence. */
  readonly says?: "name" | "reason";
}): JSX.Element => (
  <Show when={props.state && props.state.light !== "none" && props.state}>
    {(state) => (
      <span class="touch-sign" data-light={state().light} title={touchWords(state())}>
        <Dynamic component={icons[state().light as Exclude<TouchLight, "none">]} />
        <span class={props.says ? undefined : "sr-only"}>{props.says === "reason" ? touchWords(state()) : touchName(state())}</span>
      </span>
    )}
  </Show>
);
