import Printer from "lucide-solid/icons/printer";
import RouteIcon from "lucide-solid/icons/route";
import X from "lucide-solid/icons/x";
import { createMemo, createSignal, type JSX, Show } from "solid-js";
import type { RecordId } from "../../lib/id.ts";
import { createPlaceKeeping } from "../../parts/KeepPlace.tsx";
import { contactLine } from "../../state/contactLine.ts";
import { createCandidates } from "../../state/tours.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import type { Candidate } from "../../tours/candidates.ts";
import { agreedHours } from "../../tours/draft.ts";
import { IconButton } from "../../ui/Button.tsx";
import { Combobox } from "../../ui/Combobox.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Page } from "../../ui/Page.tsx";
import { showToast } from "../../ui/toast.ts";
import { Candidates } from "./Candidates.tsx";
import { createDesk, type Desk } from "./desk.ts";
import { PlaceDialog } from "./PlaceDialog.tsx";
import { StopDialog } from "./StopDialog.tsx";
import { createShown, type ShownTour } from "./shown.ts";
import { TourFrame } from "./TourFrame.tsx";
import { TourMap } from "./TourMap.tsx";
import { TourPaper } from "./TourPaper.tsx";
import { text } from "./text.ts";
import { Visits } from "./Visits.tsx";
import "./tours.css";

/** A day's visits: whom, in which order, when one is where. */
export function ToursPage(): JSX.Element {
  const desk = createDesk();
  const shown = createShown(desk);
  const [editing, setEditing] = createSignal<RecordId | null>(null);
  const [placing, setPlacing] = createSignal<RecordId | null>(null);
  const hasStops = (): boolean => shown.stops().length > 0;
  const undoable = (message: string, back: () => void): void => showToast(message, { action: { label: text().undo, run: back } });
  const add = (id: RecordId, more = {}): void => {
    if (!desk.add(id, more)) showToast(text().tooMany, { tone: "bad" });
  };
  return (
    <Page
      title={text().tour}
      width="full"
      actions={
        <Show when={hasStops()}>
          <IconButton icon={Printer} label={text().print} onClick={() => window.print()} />
          <IconButton icon={X} label={text().clear} onClick={() => undoable(text().cleared, desk.clear())} />
        </Show>
      }
    >
      <div class="tour">
        <div class="tour-main">
          <TourFrame draft={desk.draft()} onChange={desk.change} />
          <section class="tour-visits" aria-label={text().visitsTitle}>
            <ContactSearch desk={desk} onAdd={add} />
            <Show when={desk.draft().stops.length === 0}>
              <EmptyState icon={RouteIcon} title={text().empty} text={text().emptyText} />
            </Show>
            <Visits
              desk={desk}
              shown={shown}
              onEdit={setEditing}
              onPlace={setPlacing}
              onRemove={(id) => undoable(text().removed(shown.nameOf(id)), desk.remove(id))}
            />
          </section>
        </div>
        <div class="tour-side">
          <Show when={hasStops()}>
            <Picture desk={desk} shown={shown} />
          </Show>
          <Proposals desk={desk} onAdd={add} />
        </div>
      </div>
      <Show when={desk.draft().stops.find(({ id }) => id === editing())} keyed>
        {(stop) => <StopDialog name={shown.nameOf(stop.id)} stop={stop} onClose={() => setEditing(null)} onSave={desk.edit} />}
      </Show>
      <Show when={placing()} keyed>
        {(id) => <Placing desk={desk} id={id} name={shown.nameOf(id)} onClose={() => setPlacing(null)} />}
      </Show>
      <TourPaper draft={desk.draft()} stops={shown.stops()} plan={desk.plan()}>
        <Picture desk={desk} shown={shown} />
      </TourPaper>
    </Page>
  );
}

const Picture = (props: { readonly desk: Desk; readonly shown: ShownTour }): JSX.Element => {
  const draft = () => props.desk.draft();
  return (
    <TourMap
      stops={props.shown.stops().map(({ place, name }) => ({ ...place, name }))}
      start={draft().start ?? undefined}
      startName={draft().start?.label ?? ""}
      end={draft().ends === "place" ? (draft().end ?? undefined) : undefined}
      endName={draft().end?.label ?? ""}
      isClosed={draft().ends === "start"}
      length={props.desk.plan().length}
    />
  );
};

function ContactSearch(props: { readonly desk: Desk; readonly onAdd: (id: RecordId) => void }): JSX.Element {
  const { directory, entry } = useWorkspace();
  const search = (typed: string) =>
    (directory()?.search(typed, 8) ?? [])
      .filter(({ id }) => !props.desk.draft().stops.some((stop) => stop.id === id))
      .map((one) => ({ value: one.id, label: one.name, avatar: one.kind, detail: contactLine(one, entry) }));
  return <Combobox label={text().add} placeholder={text().add} search={search} onChoose={({ value }) => props.onAdd(value as RecordId)} />;
}

const proposed = 12;

/** Whom one might visit beside those who are in the tour; what was agreed is an hour that is kept. */
function Proposals(props: { readonly desk: Desk; readonly onAdd: (id: RecordId, more?: object) => void }): JSX.Element {
  const question = createMemo(
    () => {
      const { on, stops } = props.desk.draft();
      return { on, near: props.desk.points(), limit: proposed + stops.length };
    },
    undefined,
    { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
  const candidates = createCandidates(question);
  const rest = (all: readonly Candidate[]): readonly Candidate[] =>
    all.filter(({ id }) => !props.desk.draft().stops.some((stop) => stop.id === id)).slice(0, proposed);
  return (
    <Show when={candidates()}>
      {(all) => <Candidates all={rest(all())} onAdd={({ id, appointment }) => props.onAdd(id as RecordId, agreedHours(appointment))} />}
    </Show>
  );
}

function Placing(props: { readonly desk: Desk; readonly id: RecordId; readonly name: string; readonly onClose: () => void }): JSX.Element {
  const keep = createPlaceKeeping();
  return (
    <PlaceDialog
      title={`${props.name}: ${text().placeOfVisit}`}
      onClose={props.onClose}
      onChoose={async (place) => {
        const contact = props.desk.contactAt(props.id);
        if (contact) await keep(contact, place);
      }}
    />
  );
}
