import Angry from "lucide-solid/icons/face-angry";
import Laugh from "lucide-solid/icons/face-grinning";
import Meh from "lucide-solid/icons/face-neutral";
import Frown from "lucide-solid/icons/face-slightly-frowning";
import Smile from "lucide-solid/icons/face-slightly-smiling";
import { createMemo, type JSX, Show } from "solid-js";
import { resultsOf } from "../../domain/words.ts";
import { word } from "../../i18n/words.ts";
import type { RecordId } from "../../lib/id.ts";
import { createReportHints } from "../../state/reportHints.ts";
import type { Icon } from "../../ui/Button.tsx";
import { Chips } from "../../ui/Chip.tsx";
import { DictateButton } from "../../ui/DictateButton.tsx";
import { TextArea } from "../../ui/TextField.tsx";
import { type CaptureDraft, isKnown } from "./captureValues.ts";
import { text } from "./text.ts";

/** The best first. */
const moods: readonly (readonly [mood: string, face: Icon])[] = [
  ["2", Laugh],
  ["1", Smile],
  ["0", Meh],
  ["-1", Frown],
  ["-2", Angry],
];

/** Where people meet, moods and wishes can be told. */
const meetings: readonly string[] = ["visit", "meeting", "call", "event"];

/** What happened, by chips and in words: the result, what about, how the mood was, what they were interested in. */
export function Happened(props: {
  readonly draft: CaptureDraft;
  readonly appointment: RecordId | undefined;
  /** It has yet to happen: nothing has come of it. */
  readonly isAhead: boolean;
}): JSX.Element {
  const { draft } = props;
  const kind = (): string => draft.value("kind");
  const results = createMemo(() => {
    const one = kind();
    return !props.isAhead && isKnown(one) ? resultsOf(one) : [];
  });
  const isMeeting = (): boolean => meetings.includes(kind());
  const hints = createReportHints(
    () => draft.value("parties")[0],
    () => props.appointment,
  );
  const single = (value: string): string[] => (value === "" ? [] : [value]);
  const subjects = (): string[] => [...new Set([...single(draft.value("subject")), ...hints().subjects])];
  const products = () => hints().products;
  return (
    <>
      <Show when={results().length > 0}>
        <Chips
          label={text().result}
          isSingle
          values={single(draft.value("result"))}
          onChange={([result]) => draft.type("result", result ?? "")}
          options={results().map((one) => ({ value: one, label: word("result", one) }))}
        />
      </Show>
      <Show when={isMeeting() && !props.isAhead}>
        <div class="capture-mood">
          <Chips
            label={text().mood}
            isLabelShown
            isSingle
            values={single(draft.value("mood"))}
            onChange={([mood]) => draft.type("mood", mood ?? "")}
            options={moods.map(([value, icon]) => ({ value, label: word("mood", value), icon }))}
          />
        </div>
      </Show>
      <Show when={isMeeting() && hints().subjects.length > 0}>
        <Chips
          label={text().subject}
          isLabelShown
          isSingle
          values={single(draft.value("subject"))}
          onChange={([subject]) => draft.type("subject", subject ?? "")}
          options={subjects().map((one) => ({ value: one, label: one }))}
        />
      </Show>
      <div class="capture-said">
        <TextArea label={text().text} rows={2} value={draft.value("text")} onInput={(value) => draft.type("text", value)} />
        <DictateButton onText={(said) => draft.type("text", [draft.value("text").trimEnd(), said].filter(Boolean).join(" "))} />
      </div>
      <Show when={isMeeting() && !props.isAhead && products().length > 0}>
        <Chips
          label={text().products}
          isLabelShown
          values={draft.value("products")}
          onChange={(chosen) => draft.type("products", chosen as readonly RecordId[])}
          options={products().map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Show>
    </>
  );
}
