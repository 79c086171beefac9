import ChevronDown from "lucide-solid/icons/chevron-down";
import ChevronUp from "lucide-solid/icons/chevron-up";
import { createMemo, createSignal, For, type JSX, Show, untrack } from "solid-js";
import type { InteractionKind } from "../../domain/words.ts";
import { word } from "../../i18n/words.ts";
import { KeepPlaceButton } from "../../parts/KeepPlace.tsx";
import type { ActivityView } from "../../state/contact.ts";
import { createDraft } from "../../state/draft.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import type { LogRequest } from "../../ui/appPage.ts";
import { Button } from "../../ui/Button.tsx";
import { DateTimeField } from "../../ui/DateTimeField.tsx";
import { kindIcon } from "../../ui/kindIcon.ts";
import { Meanwhile } from "../../ui/Meanwhile.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { CaptureDetails } from "./CaptureDetails.tsx";
import { type CaptureDraft, type CaptureValues, everyday, minutesIn, setKind, valuesOf } from "./captureValues.ts";
import { fieldLabels, fieldWords } from "./fieldWords.ts";
import { Happened } from "./Happened.tsx";
import { NextStepFields } from "./NextStepFields.tsx";
import { ReportFiles } from "./ReportFiles.tsx";
import { createSave, isPlan } from "./save.ts";
import { text } from "./text.ts";
import { With } from "./With.tsx";
import "./Capture.css";

/** What was typed is kept under the activity, the time that is reported on, or the contact, so that each has its own. */
const draftName = ({ interaction, appointment, occurrence, party }: LogRequest): string =>
  `capture ${interaction ?? (appointment && `${appointment} ${occurrence ?? ""}`) ?? party ?? "any"}`;

const createCaptureDraft = (request: LogRequest, before: ActivityView | undefined, opened: string): CaptureDraft => {
  const { status } = useWorkspace();
  const { interaction, appointment, occurrence } = request;
  return createDraft<CaptureValues>(() => valuesOf(before?.fields, request, { at: opened, member: status()?.member ?? "" }), {
    name: draftName(request),
    about: (value) => ({
      kind: "activity",
      party: request.party ?? value("parties")[0],
      ...(interaction && { interaction }),
      ...(appointment && { appointment }),
      ...(occurrence && { occurrence }),
      label: word("interactionKind", value("kind")),
    }),
  });
};

/** The form of an activity: what happened, with whom, what came of it, and what comes next. */
export function CaptureForm(props: {
  readonly request: LogRequest;
  readonly before: ActivityView | undefined;
  readonly onClose: () => void;
}): JSX.Element {
  const { memberOf } = useWorkspace();
  const opened = new Date().toISOString();
  const draft = untrack(() => createCaptureDraft(props.request, props.before, opened));
  const [isDetailed, setIsDetailed] = createSignal(Boolean(props.before));
  const [isComplaining, setIsComplaining] = createSignal(false);
  const hasParties = (): boolean => draft.value("parties").length > 0;
  const isNew = (): boolean => props.before === undefined;
  const isAhead = createMemo(() => isNew() && isPlan(draft));
  const save = createSave(
    untrack(() => props.request),
    draft,
    opened,
    props.onClose,
  );
  const trySave = (): void => {
    const isWrong = !hasParties() || minutesIn(draft.value("durationMinutes")) === undefined;
    setIsComplaining(isWrong);
    if (!isWrong) void save.run();
  };
  return (
    <form
      class="capture"
      onSubmit={(event) => {
        event.preventDefault();
        trySave();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) trySave();
      }}
    >
      <With
        parties={draft.value("parties")}
        onChange={(parties) => draft.type("parties", parties)}
        problem={isComplaining() && !hasParties() ? text().noContact : ""}
      />
      <Show when={hasParties()}>
        <Kinds draft={draft} />
        <Happened draft={draft} appointment={props.request.appointment} isAhead={isAhead()} />
        <Show when={!isAhead() && draft.value("parties")[0]} keyed>
          {(party) => <ReportFiles draft={draft} party={party} />}
        </Show>
        <Show when={isNew() && !isAhead()}>
          <NextStepFields draft={draft} />
        </Show>
        <DateTimeField label={text().at} prefers="past" value={draft.value("at")} onChange={(at) => draft.type("at", at || opened)} />
        <Show when={!isAhead() && draft.value("kind") === "visit" && draft.value("parties")[0]} keyed>
          {(party) => <KeepPlaceButton party={party} />}
        </Show>
        <Show when={isAhead()}>
          <p class="capture-ahead">{text().ahead}</p>
        </Show>
        <Show when={isDetailed()}>
          <CaptureDetails draft={draft} isComplaining={isComplaining()} />
        </Show>
        <For each={draft.meanwhile()}>
          {(field) => (
            <Meanwhile
              who={memberOf(props.before?.writerOf(field) ?? "")}
              label={fieldLabels()[field]}
              value={fieldWords(props.before?.fields, field)}
              onTheirs={() => draft.settle(field, "theirs")}
              onMine={() => draft.settle(field, "mine")}
            />
          )}
        </For>
        <div class="capture-actions">
          <Button kind="quiet" icon={isDetailed() ? ChevronUp : ChevronDown} onClick={() => setIsDetailed(!isDetailed())}>
            {isDetailed() ? text().fewer : text().details}
          </Button>
          <Button kind="primary" size="large" submit isBusy={save.isBusy()}>
            {isAhead() ? text().plan : text().save}
          </Button>
        </div>
      </Show>
    </form>
  );
}

function Kinds(props: { readonly draft: CaptureDraft }): JSX.Element {
  const kind = (): string => props.draft.value("kind");
  return (
    <SegmentedControl
      label={text().kind}
      look="tiles"
      value={kind()}
      onChange={(next) => setKind(props.draft, next)}
      segments={[...everyday, ...(everyday.includes(kind() as InteractionKind) ? [] : [kind()])].map((one) => ({
        value: one,
        label: word("interactionKind", one),
        icon: kindIcon(one),
      }))}
    />
  );
}
