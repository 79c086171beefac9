import { useNavigate } from "@solidjs/router";
import ChevronLeft from "lucide-solid/icons/chevron-left";
import MailCheck from "lucide-solid/icons/mail-check";
import { createEffect, createMemo, createSignal, For, type JSX, on, onCleanup, Show } from "solid-js";
import { appointmentKinds } from "../../domain/appointment.ts";
import { deviceZone } from "../../domain/zone.ts";
import { formatMinutes, localDayOf } from "../../i18n/format.ts";
import { type Language, language } from "../../i18n/language.ts";
import { slotLine } from "../../i18n/slotText.ts";
import { addDays, localNow } from "../../lib/calendarDay.ts";
import type { RecordId } from "../../lib/id.ts";
import { PartyField } from "../../parts/PartyField.tsx";
import { createContact } from "../../state/contact.ts";
import { createKept } from "../../state/draft.ts";
import { type Slots, useSession } from "../../state/session.tsx";
import { useWorkspace } from "../../state/workspace.tsx";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { Chips } from "../../ui/Chip.tsx";
import { DayField } from "../../ui/DayField.tsx";
import { Page } from "../../ui/Page.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { Select } from "../../ui/Select.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { OfferSheet } from "./OfferSheet.tsx";
import { beginOffer, preferredTimes } from "./slotOffers.ts";
import { slotsText as text } from "./slotsText.ts";
import { text as calendarText } from "./text.ts";
import "./calendar.css";
import "./slots.css";

const lengths = ["15", "30", "45", "60", "90", "120", "180", "240"];
/** So many at first, and so many more each time. */
const [few, aheadDays] = [3, 14];

/** When the team has time for a customer: found, chosen, and sent as text or as a link. */
export function SlotsPage(props: { readonly party: RecordId | undefined }): JSX.Element {
  const navigate = useNavigate();
  const session = useSession();
  const { status, settings } = useWorkspace();
  const today = localDayOf(new Date());
  const [party, setParty] = createSignal(props.party);
  const [title, setTitle] = createSignal("");
  const [kind, setKind] = createSignal("visit");
  const [minutes, setMinutes] = createSignal("60");
  const [from, setFrom] = createSignal(addDays(today, 1));
  const [until, setUntil] = createSignal(addDays(today, aheadDays));
  const [chosenMembers, chooseMembers] = createSignal<readonly string[]>([]);
  const [preferred, setPreferred] = createKept("slots.preferred", "any");
  const [count, setCount] = createSignal(few);
  const [left, setLeft] = createSignal<readonly string[]>([]);
  const [answer, setAnswer] = createSignal<Slots>();
  const contact = createContact(party);
  const members = (): readonly string[] => (chosenMembers().length > 0 ? chosenMembers() : [status()?.member ?? ""].filter(Boolean));
  const question = createMemo(() => {
    const [near, likes] = [party(), preferredTimes[preferred()]];
    return {
      ...{ minutes: Number(minutes()), from: from(), to: addDays(until(), 1), members: members(), count: count() },
      ...{ zone: deviceZone(), now: localNow() },
      ...(near && { near }),
      ...(likes && { preferred: likes }),
    };
  });
  createEffect(
    on(question, (asked) => {
      if (asked.members.length === 0 || !asked.from) return;
      let isWanted = true;
      onCleanup(() => (isWanted = false));
      void session.slots(asked).then((got) => {
        if (isWanted) setAnswer(got);
      });
    }),
  );
  const found = () => {
    const got = answer();
    return got?.ok ? got.value : undefined;
  };
  const chosen = (): readonly string[] => (found() ?? []).map(({ start }) => start).filter((start) => !left().includes(start));
  /** A customer abroad is told on whose clocks. */
  const isAbroad = (): boolean => {
    const country = Object.values(contact()?.party.addresses ?? {}).find((one) => one.country)?.country;
    return country !== undefined && country !== (settings().country ?? "").slice(0, 2);
  };
  const spoken = (): Language => {
    const said = contact()?.party.language?.slice(0, 2);
    return said === "de" || said === "en" ? said : language();
  };
  const again = (change: () => void): void => {
    change();
    setCount(few);
    setLeft([]);
  };
  /** Other times are another offer: an answer to the one that was sent before stays what it was. */
  const offerId = createMemo(on(() => chosen().join(), beginOffer));
  return (
    <Page
      title={text().title}
      start={<IconButton icon={ChevronLeft} label={text().back} onClick={() => navigate(-1)} />}
      actions={
        <Button
          class="slots-to-answer"
          size="small"
          kind="quiet"
          icon={MailCheck}
          aria-label={text().enterAnswer}
          onClick={() => navigate("/calendar/answer")}
        >
          {text().enterAnswer}
        </Button>
      }
    >
      <div class="slots">
        <section class="slots-form" aria-label={text().asked}>
          <PartyField
            label={text().contact}
            parties={party() ? [party() as RecordId] : []}
            onAdd={(id) => again(() => setParty(id))}
            onRemove={() => again(() => setParty(undefined))}
          />
          <TextField label={text().what} description={text().whatHint} value={title()} onInput={setTitle} />
          <SegmentedControl
            label={text().kind}
            isLabelShown
            value={kind()}
            onChange={setKind}
            segments={appointmentKinds.map((value) => ({ value, label: calendarText().kinds[value] ?? value }))}
          />
          <div class="slots-row">
            <Select
              label={text().minutes}
              value={minutes()}
              options={lengths.map((value) => ({ value, label: formatMinutes(Number(value)) }))}
              onChange={(next) => again(() => setMinutes(next))}
            />
            <DayField label={text().from} value={from()} onChange={(day) => again(() => setFrom(day || addDays(today, 1)))} />
            <DayField label={text().until} value={until()} onChange={(day) => again(() => setUntil(day || addDays(from(), aheadDays)))} />
          </div>
          <Show when={(status()?.members.length ?? 0) > 1}>
            <Chips
              label={text().members}
              isLabelShown
              options={(status()?.members ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              values={members()}
              onChange={(next) => again(() => chooseMembers(next))}
            />
          </Show>
          <SegmentedControl
            label={text().preferred}
            isLabelShown
            value={preferred()}
            onChange={(next) => again(() => setPreferred(next))}
            segments={(["any", "morning", "afternoon", "evening"] as const).map((value) => ({ value, label: text().times[value] }))}
          />
        </section>
        <section class="slots-found" aria-label={text().found}>
          <h2>{text().found}</h2>
          <div role="status">
            <Show when={found()} fallback={<p class="cal-hint">{text().searching}</p>}>
              <Show when={found()?.length === 0}>
                <p class="cal-hint">{text().none}</p>
              </Show>
            </Show>
          </div>
          <For each={found()}>
            {({ start }) => (
              <Checkbox
                label={slotLine(start, Number(minutes()), language())}
                isChecked={!left().includes(start)}
                onChange={(isOn) => setLeft(isOn ? left().filter((one) => one !== start) : [...left(), start])}
              />
            )}
          </For>
          <Show when={(found()?.length ?? 0) >= count()}>
            <Button size="small" kind="quiet" onClick={() => setCount(count() + few)}>
              {text().more}
            </Button>
          </Show>
          <Show when={party()}>
            <p class="cal-hint">{text().way}</p>
          </Show>
        </section>
        <Show when={chosen().length > 0}>
          <OfferSheet
            offer={{
              ...{ id: offerId(), title: title().trim(), kind: kind(), minutes: Number(minutes()), starts: chosen(), zone: deviceZone() },
              ...{ party: party(), members: members() },
            }}
            to={Object.values(contact()?.party.emails ?? {})[0]?.value ?? ""}
            language={spoken()}
            isZoneSaid={isAbroad()}
          />
        </Show>
      </div>
    </Page>
  );
}
