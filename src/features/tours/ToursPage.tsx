import { A } from "@solidjs/router";
import CalendarPlus from "lucide-solid/icons/calendar-plus";
import Navigation from "lucide-solid/icons/navigation";
import Printer from "lucide-solid/icons/printer";
import RouteIcon from "lucide-solid/icons/route";
import WandSparkles from "lucide-solid/icons/wand-sparkles";
import X from "lucide-solid/icons/x";
import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { postalLines } from "../../domain/postalLine.ts";
import { deviceZone } from "../../domain/zone.ts";
import { formatClock } from "../../i18n/format.ts";
import { addDays } from "../../lib/calendarDay.ts";
import type { RecordId } from "../../lib/id.ts";
import { createPlaceKeeping } from "../../parts/KeepPlace.tsx";
import { createAgenda } from "../../state/agenda.ts";
import { contactLine } from "../../state/contactLine.ts";
import { createCandidates } from "../../state/tours.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import type { Candidate } from "../../tours/candidates.ts";
import { clockOfMinutes } from "../../tours/day.ts";
import { extraOf } from "../../tours/draft.ts";
import { mapPlatformOf, placeLink, routeLink, type Waypoint } from "../../tours/mapLinks.ts";
import type { Placed } from "../../tours/places.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Combobox } from "../../ui/Combobox.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Page } from "../../ui/Page.tsx";
import { showToast } from "../../ui/toast.ts";
import { createPlanning } from "./acts.ts";
import { Candidates } from "./Candidates.tsx";
import { createDesk } from "./desk.ts";
import { PlaceDialog } from "./PlaceDialog.tsx";
import { StopDialog } from "./StopDialog.tsx";
import { type ShownStop, StopList } from "./StopList.tsx";
import { TourFrame } from "./TourFrame.tsx";
import { TourMap } from "./TourMap.tsx";
import { TourPaper } from "./TourPaper.tsx";
import { kilometres, roundMinutes, text } from "./text.ts";
import "./tours.css";

const suggested = 12;
const platform = mapPlatformOf(navigator.userAgent);

/** A day's visits: whom, in which order, when one is where. */
export function ToursPage(): JSX.Element {
  const { directory, entry } = useWorkspace();
  const desk = createDesk();
  const [editing, setEditing] = createSignal<RecordId | null>(null);
  const [placing, setPlacing] = createSignal<RecordId | null>(null);
  const planVisits = createPlanning();
  const keepPlace = createPlaceKeeping();
  const { draft } = desk;
  const agenda = createAgenda(() => ({ from: draft().on, to: addDays(draft().on, 1), zone: deviceZone() }));
  const planned = () => (agenda()?.question.from === draft().on ? (agenda()?.entries ?? []) : []);
  const candidates = createCandidates(() => ({ on: draft().on, near: desk.points(), limit: suggested + draft().stops.length }));
  const proposed = createMemo(() =>
    candidates()
      ?.filter(({ id }) => !draft().stops.some((stop) => stop.id === id))
      .slice(0, suggested),
  );
  const nameOf = (id: string): string => entry(id as RecordId)?.name ?? "";
  const addressOf = (id: string): string => {
    const address = desk.contactAt(id)?.address;
    return address ? [address.street, ...postalLines(address)].filter(Boolean).join(", ") : "";
  };
  /** What a map finds best: the measured point, else the address in words. */
  const waypointOf = (id: string): Waypoint => {
    const place = desk.contactAt(id)?.place as Placed;
    return place.knownBy === "visit" || place.knownBy === "hand" || !addressOf(id) ? place : addressOf(id);
  };
  const shown = createMemo((): readonly ShownStop[] =>
    desk.plan().order.flatMap((id) => {
      const [stop, place] = [draft().stops.find((one) => one.id === id), desk.contactAt(id)?.place];
      if (!stop || typeof place !== "object") return [];
      const mapHref = placeLink(waypointOf(id), platform);
      return [{ stop, id: id as RecordId, name: nameOf(id), address: addressOf(id), knownBy: place.knownBy, mapHref }];
    }),
  );
  const waypoints = (): readonly Waypoint[] => {
    const { start, end, ends } = draft();
    return [
      ...(start ? [start] : []),
      ...shown().map(({ id }) => waypointOf(id)),
      ...(ends === "place" && end ? [end] : ends === "start" && start ? [start] : []),
    ];
  };
  const route = () => (shown().length > 0 ? routeLink(waypoints(), platform) : undefined);
  const add = (id: RecordId, more = {}): void => {
    if (!desk.add(id, more)) showToast(text().tooMany, { tone: "bad" });
  };
  /** What was agreed is an hour that is kept. */
  const addCandidate = ({ id, appointment }: Candidate): void => {
    const [start, end] = [appointment?.start ?? "", appointment?.end ?? ""];
    const minutes =
      start.length > 10 && end.slice(0, 10) === start.slice(0, 10) ? (Date.parse(`${end}Z`) - Date.parse(`${start}Z`)) / 60_000 : 0;
    add(
      id as RecordId,
      start.length > 10 ? { from: start.slice(11, 16), until: start.slice(11, 16), ...(minutes > 0 && { minutes }) } : {},
    );
  };
  const clear = (): void => {
    const before = draft();
    desk.change({ stops: [], isByHand: false });
    showToast(text().cleared, { action: { label: text().undo, run: () => desk.change(before) } });
  };
  const search = (typed: string) =>
    (directory()?.search(typed, 8) ?? [])
      .filter(({ id }) => !draft().stops.some((stop) => stop.id === id))
      .map((one) => ({ value: one.id, label: one.name, avatar: one.kind, detail: contactLine(one, entry) }));
  const comparison = (): string => {
    const best = desk.best();
    if (!best || shown().length < 2) return "";
    const extra = extraOf(desk.plan(), best);
    if (extra.lateMinutes > 1) return text().moreLate(roundMinutes(extra.lateMinutes));
    if (extra.kilometres > 0.05) return text().costs(kilometres(extra.kilometres));
    return text().isBest;
  };
  const isBest = (): boolean => !draft().isByHand || comparison() === text().isBest;
  return (
    <Page
      title={text().tour}
      width="full"
      actions={
        <Show when={shown().length > 0}>
          <IconButton icon={Printer} label={text().print} onClick={() => window.print()} />
          <IconButton icon={X} label={text().clear} onClick={clear} />
        </Show>
      }
    >
      <div class="tour">
        <div class="tour-main">
          <TourFrame draft={draft()} onChange={desk.change} />
          <section class="tour-visits" aria-label={text().visitsTitle}>
            <Combobox label={text().add} placeholder={text().add} search={search} onChoose={({ value }) => add(value as RecordId)} />
            <Show when={draft().stops.length === 0}>
              <EmptyState icon={RouteIcon} title={text().empty} text={text().emptyText} />
            </Show>
            <Show when={shown().length > 0}>
              <StopList
                stops={shown()}
                plan={desk.plan()}
                hasStart={draft().start !== null}
                planOf={desk.planOf}
                onOrder={desk.reorder}
                onEdit={setEditing}
                onPlace={setPlacing}
                onRemove={desk.remove}
              />
              <div class="tour-totals" role="status">
                <p class="tour-total">
                  {text().totals(
                    kilometres(desk.plan().length),
                    roundMinutes(desk.plan().minutes),
                    formatClock(clockOfMinutes(desk.plan().ends)),
                  )}
                </p>
                <p class="tour-quiet">{comparison()}</p>
              </div>
              <p class="tour-quiet">{text().estimated}</p>
              <div class="tour-actions">
                <Show when={!isBest()}>
                  <Button icon={WandSparkles} onClick={() => desk.change({ isByHand: false })}>
                    {text().best}
                  </Button>
                </Show>
                <Button kind="primary" icon={CalendarPlus} onClick={() => void planVisits(draft().on, desk.plan(), planned(), addressOf)}>
                  {text().calendar}
                </Button>
                <Show when={route()}>
                  {(link) => (
                    <a class="button" data-kind="plain" href={link().href} target="_blank" rel="noreferrer">
                      <Navigation />
                      <span>{text().route(link().map)}</span>
                    </a>
                  )}
                </Show>
              </div>
              <Show when={route()}>
                {(link) => <p class="tour-quiet">{text().routeNote(link().map, link().count, waypoints().length)}</p>}
              </Show>
            </Show>
            <Show when={desk.unplaced().length > 0}>
              <div class="tour-unplaced">
                <p>{text().notInOrder}</p>
                <ul>
                  <For each={desk.unplaced()}>
                    {({ stop, reason }) => (
                      <li class="tour-candidate">
                        <div class="tour-stop-words">
                          <A class="tour-stop-name" href={`/contacts/${stop.id}`}>
                            {nameOf(stop.id)}
                          </A>
                          <span class="tour-stop-detail">{text().unplaced[reason]}</span>
                        </div>
                        <Button size="small" onClick={() => setPlacing(stop.id as RecordId)}>
                          {text().givePlace}
                        </Button>
                        <IconButton icon={X} label={`${text().remove}: ${nameOf(stop.id)}`} onClick={() => desk.remove(stop.id)} />
                      </li>
                    )}
                  </For>
                </ul>
              </div>
            </Show>
          </section>
        </div>
        <div class="tour-side">
          <Show when={shown().length > 0}>
            <TourMap
              stops={shown().map(({ id, name }) => ({ ...(desk.contactAt(id)?.place as Placed), name }))}
              start={draft().start ?? undefined}
              startName={draft().start?.label ?? ""}
              end={draft().ends === "place" ? (draft().end ?? undefined) : undefined}
              endName={draft().end?.label ?? ""}
              isClosed={draft().ends === "start"}
              length={desk.plan().length}
            />
          </Show>
          <Show when={proposed()}>{(all) => <Candidates all={all()} onAdd={addCandidate} />}</Show>
        </div>
      </div>
      <Show when={draft().stops.find(({ id }) => id === editing())} keyed>
        {(stop) => <StopDialog name={nameOf(stop.id)} stop={stop} onClose={() => setEditing(null)} onSave={desk.edit} />}
      </Show>
      <Show when={placing()} keyed>
        {(id) => (
          <PlaceDialog
            title={`${nameOf(id)}: ${text().placeOfVisit}`}
            onClose={() => setPlacing(null)}
            onChoose={async (place) => {
              const contact = desk.contactAt(id);
              if (contact) await keepPlace(contact, place);
            }}
          />
        )}
      </Show>
      <TourPaper draft={draft()} stops={shown()} plan={desk.plan()}>
        <TourMap
          stops={shown().map(({ id, name }) => ({ ...(desk.contactAt(id)?.place as Placed), name }))}
          start={draft().start ?? undefined}
          startName={draft().start?.label ?? ""}
          end={draft().ends === "place" ? (draft().end ?? undefined) : undefined}
          endName={draft().end?.label ?? ""}
          isClosed={draft().ends === "start"}
          length={desk.plan().length}
        />
      </TourPaper>
    </Page>
  );
}
