import { useNavigate } from "@solidjs/router";
import ChevronLeft from "lucide-solid/icons/chevron-left";
import ScanQrCode from "lucide-solid/icons/scan-qr-code";
import { createEffect, createMemo, createSignal, type JSX, Match, on, Show, Switch } from "solid-js";
import { settleHeld } from "../../domain/appointment.ts";
import { idsOf } from "../../domain/record.ts";
import { placeOfHeld, readAnswer, readCode } from "../../domain/slotOffer.ts";
import { language } from "../../i18n/language.ts";
import { slotLine } from "../../i18n/slotText.ts";
import { doneWithUndo } from "../../parts/undo.ts";
import { createHolds, type Hold } from "../../state/holds.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button, IconButton, LinkButton } from "../../ui/Button.tsx";
import { Page } from "../../ui/Page.tsx";
import { QrScanner } from "../../ui/QrScanner.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { showToast } from "../../ui/toast.ts";
import { Clashes } from "./Clashes.tsx";
import { slotsText as text } from "./slotsText.ts";
import { minutesBetween, wallTimeLater } from "./when.ts";
import "./calendar.css";
import "./slots.css";

/** What a customer answered, as a link or a code says it. */
interface Answer {
  readonly offer: string;
  /** By place among the held times, or by its start; "" for none. */
  readonly which?: number;
  readonly start?: string;
  readonly minutes?: number;
  readonly zone?: string;
  readonly title: string;
  readonly name: string;
  readonly note: string;
}

/** A link, what stands behind its last stroke, or a code that was typed. */
function answerOf(given: string): Answer | undefined {
  const written = readAnswer(given.trim().split("/").at(-1) ?? "");
  if (written) return written;
  const code = readCode(given);
  return code && { ...code, title: "", name: "", note: "" };
}

/** A customer's answer to times that were offered: opened from a mail, typed or scanned; the chosen time is made firm. */
export function AnswerPage(props: { readonly answer: string | undefined }): JSX.Element {
  const navigate = useNavigate();
  const [given, setGiven] = createSignal<string>();
  // Another link opened in this window changes only the part behind the #.
  createEffect(
    on(
      () => props.answer,
      () => setGiven(undefined),
    ),
  );
  const answer = createMemo(() => answerOf(given() ?? props.answer ?? ""));
  return (
    <Page title={text().answerTitle} start={<IconButton icon={ChevronLeft} label={text().back} onClick={() => navigate("/calendar")} />}>
      <div class="slots">
        <Show when={answer()} fallback={<Ask isWrong={given() !== undefined || Boolean(props.answer)} onGiven={setGiven} />} keyed>
          {(one) => <Told answer={one} />}
        </Show>
      </div>
    </Page>
  );
}

function Ask(props: { readonly isWrong: boolean; readonly onGiven: (given: string) => void }): JSX.Element {
  const [typed, setTyped] = createSignal("");
  const [isScanning, scan] = createSignal(false);
  return (
    <form
      class="slots-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed().trim()) props.onGiven(typed());
      }}
    >
      <TextField
        label={text().type}
        description={text().typeHint}
        error={props.isWrong ? text().wrongCode : undefined}
        value={typed()}
        onInput={setTyped}
      />
      <div class="slots-ways">
        <Button kind="primary" submit>
          {text().look}
        </Button>
        <Button icon={ScanQrCode} onClick={() => scan(!isScanning())}>
          {text().scan}
        </Button>
      </div>
      <Show when={isScanning()}>
        <QrScanner onRead={props.onGiven} />
      </Show>
    </form>
  );
}

const lengthOf = ({ record }: Hold): number => minutesBetween(record.start, record.end ?? record.start);

function Told(props: { readonly answer: Answer }): JSX.Element {
  const { answer } = props;
  const navigate = useNavigate();
  const { engine } = useWorkspace();
  const holds = createHolds(() => answer.offer);
  const [isDone, setIsDone] = createSignal(false);
  const isNone = answer.start === "" || answer.which === 0;
  const chosen = (): Hold | undefined =>
    (holds() ?? []).find(({ record }) =>
      answer.start === undefined ? placeOfHeld(record.offer) === answer.which : record.start === answer.start,
    );
  /** Nothing was held for it, but the link says all there is to know. */
  const isWritten = (): boolean => Boolean(answer.start) && answer.minutes !== undefined;
  const start = (): string => chosen()?.record.start ?? answer.start ?? "";
  const minutes = (): number => (chosen() ? lengthOf(chosen() as Hold) : (answer.minutes ?? 0));
  /** To its day; what was done is said last: whoever goes to another page leaves the news of this one behind. */
  const leave = (day: string, said: string): void => {
    navigate(day ? `/calendar/day/${day.slice(0, 10)}` : "/calendar");
    const { message, action } = doneWithUndo(engine, said);
    showToast(message, { action });
  };
  const settle = async (): Promise<void> => {
    const [held, one, now] = [holds() ?? [], chosen(), new Date().toISOString()];
    if (!isNone && !one) {
      const fields = {
        title: answer.title || answer.name,
        start: start(),
        end: wallTimeLater(start(), minutes()),
        zone: answer.zone ?? "",
      };
      if ((await act(engine.put("appointment", fields))) !== undefined) leave(start(), text().made);
      return;
    }
    if ((await act(engine.save(settleHeld(held, one?.id, now), "edit"))) === undefined) return;
    setIsDone(true);
    leave(start(), isNone ? text().letGoDone : text().confirmed);
  };
  return (
    <Show when={holds() && !isDone()}>
      <Switch>
        <Match when={!isNone && !chosen() && !isWritten()}>
          <Banner tone="warn">{text().unknown}</Banner>
          <LinkButton href="/calendar">{text().toCalendar}</LinkButton>
        </Match>
        <Match when={true}>
          <section class="slots-form">
            <h2>{isNone ? text().choseNone(answer.name) : text().chose(answer.name)}</h2>
            <Show when={!isNone}>
              <p class="slots-chosen">{slotLine(start(), minutes(), language())}</p>
              <Clashes
                start={start()}
                end={wallTimeLater(start(), minutes())}
                members={idsOf(chosen()?.record.members)}
                offer={answer.offer}
                {...(chosen() && { id: chosen()?.id ?? "" })}
              />
            </Show>
            <Show when={chosen()?.record.title || answer.title}>{(title) => <p>{title()}</p>}</Show>
            <Show when={answer.note}>
              <blockquote>{answer.note}</blockquote>
            </Show>
            <Show when={!isNone && (holds()?.length ?? 0) > 1}>
              <p class="cal-hint">{text().others((holds()?.length ?? 1) - 1)}</p>
            </Show>
            <div class="slots-ways">
              <Show when={!isNone || (holds()?.length ?? 0) > 0}>
                <Button kind="primary" onClick={() => void settle()}>
                  {isNone ? text().letGo : text().confirm}
                </Button>
              </Show>
              <LinkButton href="/calendar">{text().toCalendar}</LinkButton>
            </div>
          </section>
        </Match>
      </Switch>
    </Show>
  );
}
