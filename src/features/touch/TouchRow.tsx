import { A } from "@solidjs/router";
import type { JSX } from "solid-js";
import { PlanStep } from "../../parts/PlanStep.tsx";
import { TouchSign, touchWords } from "../../parts/TouchSign.tsx";
import type { TodayTouch } from "../../state/today.tsx";
import { text } from "./text.ts";
import "./TouchRow.css";

/** A contact that is about to be lost: why, and one tap to plan the next step. */
export const TouchRow = (props: { readonly touch: TodayTouch }): JSX.Element => (
  <li class="touch-row">
    <TouchSign state={props.touch} />
    <span class="touch-words">
      <A href={`/contacts/${props.touch.party}`}>{props.touch.name}</A>
      <small>{[touchWords(props.touch), props.touch.lastOn ? text().last(props.touch.lastOn) : text().never].join(" · ")}</small>
    </span>
    <PlanStep party={props.touch.party} name={props.touch.name} />
  </li>
);
