import LocateFixed from "lucide-solid/icons/locate-fixed";
import { createSignal, type JSX, Show } from "solid-js";
import { formatClock, localDayOf } from "../../i18n/format.ts";
import type { TourDraft } from "../../tours/draft.ts";
import { Button } from "../../ui/Button.tsx";
import { DayField } from "../../ui/DayField.tsx";
import { Select } from "../../ui/Select.tsx";
import { TimeField } from "../../ui/TimeField.tsx";
import { type ChosenPlace, PlaceDialog } from "./PlaceDialog.tsx";
import { text } from "./text.ts";

/** On which day, from where and when, and where it ends. */
export function TourFrame(props: { readonly draft: TourDraft; readonly onChange: (fields: Partial<TourDraft>) => void }): JSX.Element {
  const [asked, setAsked] = createSignal<"start" | "end" | null>(null);
  const choose = ({ lat, lon, label }: ChosenPlace): void => props.onChange({ [asked() === "end" ? "end" : "start"]: { lat, lon, label } });
  const ends = () =>
    (["start", "last", "place"] as const).map((value) => ({
      value,
      label: text().ends[value === "start" && !props.draft.start ? "first" : value],
    }));
  return (
    <div class="tour-frame">
      <DayField label={text().day} value={props.draft.on} onChange={(on) => props.onChange({ on: on || localDayOf(new Date()) })} />
      <TimeField
        label={text().departure}
        value={props.draft.departure}
        show={formatClock}
        onChange={(departure) => departure && props.onChange({ departure })}
      />
      <div class="tour-anchor-field">
        <span class="field-label">{text().start}</span>
        <Button
          icon={LocateFixed}
          aria-label={`${text().start}: ${props.draft.start?.label ?? text().noStart}`}
          onClick={() => setAsked("start")}
        >
          {props.draft.start?.label ?? text().noStart}
        </Button>
      </div>
      <div class="tour-anchor-field">
        <Select
          label={text().end}
          value={props.draft.ends}
          options={ends()}
          onChange={(value) => {
            props.onChange({ ends: value as TourDraft["ends"] });
            if (value === "place" && !props.draft.end) setAsked("end");
          }}
        />
        <Show when={props.draft.ends === "place"}>
          <Button icon={LocateFixed} aria-label={`${text().endPlace}: ${props.draft.end?.label ?? ""}`} onClick={() => setAsked("end")}>
            {props.draft.end?.label ?? text().change}
          </Button>
        </Show>
      </div>
      <Show when={asked()} keyed>
        {(which) => <PlaceDialog title={text().placeOf(text()[which])} onClose={() => setAsked(null)} onChoose={choose} />}
      </Show>
    </div>
  );
}
