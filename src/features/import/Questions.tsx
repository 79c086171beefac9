import { For, type JSX, Show } from "solid-js";
import type { PlannedImport } from "../../state/session.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { text } from "./text.ts";

export type Question = PlannedImport["questions"][number];
/** Spelling → the product it stands for. */
export type Answers = Readonly<Record<string, string>>;

/** Two spellings that may be one product: asked before anything is made, and open to a change of mind until then. */
export function Questions(props: {
  readonly questions: readonly Question[];
  readonly answers: Answers;
  readonly onAnswer: (question: Question, product: string) => void;
}): JSX.Element {
  return (
    <Show when={props.questions.length > 0}>
      <section class="import-questions" aria-label={text().questions}>
        <strong>{text().questions}</strong>
        <For each={props.questions}>
          {(question) => (
            <SegmentedControl
              isLabelShown
              label={text().sameProduct(question.a, question.b, question.count)}
              value={props.answers[question.a] ?? ""}
              segments={[
                { value: question.b, label: text().same },
                { value: question.a, label: text().different },
              ]}
              onChange={(product) => props.onAnswer(question, product)}
            />
          )}
        </For>
      </section>
    </Show>
  );
}
