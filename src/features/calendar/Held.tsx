import { createMemo, For, type JSX, Show } from "solid-js";
import { settleHeld } from "../../domain/appointment.ts";
import { offerOfHeld } from "../../domain/slotOffer.ts";
import { deviceZone } from "../../domain/zone.ts";
import { language } from "../../i18n/language.ts";
import { slotLine } from "../../i18n/slotText.ts";
import { addDays, localNow } from "../../lib/calendarDay.ts";
import type { RecordId } from "../../lib/id.ts";
import { doneWithUndo } from "../../parts/undo.ts";
import { createAgenda } from "../../state/agenda.ts";
import { createHolds } from "../../state/holds.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button, LinkButton } from "../../ui/Button.tsx";
import { clashesWith } from "./clashes.ts";
import { titleOf } from "./entryText.ts";
import { useNames } from "./names.ts";
import { slotsText } from "./slotsText.ts";
import { minutesBetween } from "./when.ts";

/** Of an appointment that is held for an offer: it can be made firm here too, which lets the others go. */
export function Held(props: { readonly id: RecordId; readonly offer: string }): JSX.Element {
  const { engine } = useWorkspace();
  const holds = createHolds(() => offerOfHeld(props.offer));
  const confirm = (): void =>
    void act(
      engine.save(settleHeld(holds() ?? [], props.id, new Date().toISOString()), "edit"),
      doneWithUndo(engine, slotsText().confirmed),
    );
  return (
    <Banner
      tone="warn"
      actions={
        <Button size="small" onClick={confirm}>
          {slotsText().confirm}
        </Button>
      }
    >
      {slotsText().heldFor(holds()?.length ?? 1)}
    </Banner>
  );
}

/** Times that were offered and that something else has taken since, from here or from another device. */
export function HeldClashes(): JSX.Element {
  const names = useNames();
  const holds = createHolds(() => "");
  const coming = createMemo(() => (holds() ?? []).filter(({ record }) => (record.end ?? record.start) > localNow()));
  const agenda = createAgenda(() => {
    const [first, last] = [coming()[0], coming().at(-1)];
    if (!first || !last) return undefined;
    return {
      ...{ from: addDays(first.record.start.slice(0, 10), -1), to: addDays(last.record.start.slice(0, 10), 2) },
      ...{ zone: deviceZone(), isWithBesides: true },
    };
  });
  const taken = createMemo(() => {
    const answer = agenda();
    if (!answer) return [];
    const all = [...answer.entries, ...answer.besides];
    return answer.entries
      .filter(({ offer }) => offer)
      .flatMap((held) => {
        const [other] = clashesWith(all, { ...held, offer: offerOfHeld(held.offer) });
        return other ? [{ held, other }] : [];
      });
  });
  return (
    <Show when={taken().length > 0}>
      <Banner tone="warn">
        {slotsText().collide}
        <For each={taken().slice(0, 3)}>
          {({ held, other }) => (
            <LinkButton kind="quiet" size="small" href={`/calendar/${held.id}`}>
              {slotsText().collideWith(
                slotLine(held.shownStart.slice(0, 16), minutesBetween(held.shownStart, held.shownEnd), language()),
                titleOf(other, names),
              )}
            </LinkButton>
          )}
        </For>
      </Banner>
    </Show>
  );
}
