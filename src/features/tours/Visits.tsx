import { A } from "@solidjs/router";
import CalendarPlus from "lucide-solid/icons/calendar-plus";
import Navigation from "lucide-solid/icons/navigation";
import WandSparkles from "lucide-solid/icons/wand-sparkles";
import X from "lucide-solid/icons/x";
import { For, type JSX, Show } from "solid-js";
import { deviceZone } from "../../domain/zone.ts";
import { formatClock } from "../../i18n/format.ts";
import { addDays } from "../../lib/calendarDay.ts";
import type { RecordId } from "../../lib/id.ts";
import { createAgenda } from "../../state/agenda.ts";
import { clockOfMinutes } from "../../tours/day.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { createPlanning } from "./acts.ts";
import type { Desk } from "./desk.ts";
import { StopList } from "./StopList.tsx";
import type { ShownTour } from "./shown.ts";
import { kilometres, roundMinutes, text } from "./text.ts";

interface VisitsProps {
  readonly desk: Desk;
  readonly shown: ShownTour;
  readonly onEdit: (id: RecordId) => void;
  readonly onPlace: (id: RecordId) => void;
  readonly onRemove: (id: RecordId) => void;
}

/** The visits in their order, what they come to, and what can be made of them. */
export function Visits(props: VisitsProps): JSX.Element {
  return (
    <>
      <Show when={props.shown.stops().length > 0}>
        <StopList
          stops={props.shown.stops()}
          plan={props.desk.plan()}
          hasStart={props.desk.draft().start !== null}
          planOf={props.desk.planOf}
          onOrder={props.desk.reorder}
          onEdit={props.onEdit}
          onPlace={props.onPlace}
          onRemove={props.onRemove}
        />
        <Totals {...props} />
        <Actions {...props} />
      </Show>
      <Show when={props.desk.unplaced().length > 0}>
        <Unplaced {...props} />
      </Show>
    </>
  );
}

const Totals = (props: VisitsProps): JSX.Element => (
  <>
    <div class="tour-totals" role="status">
      <p class="tour-total">
        {text().totals(
          kilometres(props.desk.plan().length),
          roundMinutes(props.desk.plan().minutes),
          formatClock(clockOfMinutes(props.desk.plan().ends)),
        )}
      </p>
      <p class="tour-quiet">{props.shown.comparison()}</p>
    </div>
    <p class="tour-quiet">{text().estimated}</p>
  </>
);

function Actions(props: VisitsProps): JSX.Element {
  const planVisits = createPlanning();
  const on = (): string => props.desk.draft().on;
  const agenda = createAgenda(() => ({ from: on(), to: addDays(on(), 1), zone: deviceZone() }));
  const planned = () => (agenda()?.question.from === on() ? (agenda()?.entries ?? []) : []);
  const isBest = (): boolean => !props.desk.draft().isByHand || props.shown.comparison() === text().isBest;
  return (
    <>
      <div class="tour-actions">
        <Show when={!isBest()}>
          <Button icon={WandSparkles} onClick={() => props.desk.change({ isByHand: false })}>
            {text().best}
          </Button>
        </Show>
        <Button
          kind="primary"
          icon={CalendarPlus}
          onClick={() => void planVisits(on(), props.desk.plan(), planned(), props.shown.addressOf)}
        >
          {text().calendar}
        </Button>
        <Show when={props.shown.route()}>
          {(link) => (
            <a class="button" data-kind="plain" href={link().href} target="_blank" rel="noreferrer">
              <Navigation />
              <span>{text().route(link().map)}</span>
            </a>
          )}
        </Show>
      </div>
      <Show when={props.shown.route()}>
        {(link) => <p class="tour-quiet">{text().routeNote(link().map, link().count, props.shown.waypoints().length)}</p>}
      </Show>
    </>
  );
}

const Unplaced = (props: VisitsProps): JSX.Element => (
  <div class="tour-unplaced">
    <p>{text().notInOrder}</p>
    <ul>
      <For each={props.desk.unplaced()}>
        {({ stop, reason }) => (
          <li class="tour-candidate">
            <div class="tour-stop-words">
              <A class="tour-stop-name" href={`/contacts/${stop.id}`}>
                {props.shown.nameOf(stop.id)}
              </A>
              <span class="tour-stop-detail">{text().unplaced[reason]}</span>
            </div>
            <Show when={reason !== "contact-missing"}>
              <Button size="small" onClick={() => props.onPlace(stop.id as RecordId)}>
                {text().givePlace}
              </Button>
            </Show>
            <IconButton
              icon={X}
              label={`${text().remove}: ${props.shown.nameOf(stop.id)}`}
              onClick={() => props.onRemove(stop.id as RecordId)}
            />
          </li>
        )}
      </For>
    </ul>
  </div>
);
