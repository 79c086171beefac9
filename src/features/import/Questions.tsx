import { For, type JSX, Show } from "solid-js";
import type { PlannedImport } from "../../state/session.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { questionText } from "./questionText.ts";
import "./Questions.css";

export type Question = PlannedImport["questions"][number];
/** Question → what the person chose. */
export type Answers = Readonly<Record<string, string>>;

/** By what a question is known again when the files are read once more. */
export const keyOf = (question: Question): string => {
  if (question.code === "same-product" || question.code === "same-contact") return `${question.code} ${question.a}`;
  const column = "column" in question ? question.column : "";
  return [question.code, question.file ?? "", column].join(" ");
};

interface Choice {
  readonly value: string;
  readonly label: string;
}

function choicesOf(question: Question): readonly Choice[] {
  switch (question.code) {
    case "same-product":
      return [
        { value: question.b, label: questionText().same },
        { value: question.a, label: questionText().different },
      ];
    case "same-contact":
      return [
        { value: question.id, label: questionText().sameOne },
        { value: "new", label: questionText().otherOne },
      ];
    case "net-or-gross":
      return [
        { value: "net", label: questionText().isNet },
        { value: "gross", label: questionText().isGross },
      ];
    case "which-amount":
      return [
        ...question.columns.slice(0, 4).map((column) => ({ value: column, label: column })),
        { value: "none", label: questionText().noAmount },
      ];
    case "whose-papers":
      return [
        { value: "own", label: questionText().ownPapers },
        { value: "incoming", label: questionText().incomingPapers },
      ];
    case "garbled":
      return [
        { value: "mend", label: questionText().mend },
        { value: "keep", label: questionText().keepGarbled },
      ];
    case "own-or-customers":
      return [
        { value: "owner", label: questionText().ownPeople },
        { value: "personName", label: questionText().customersPeople },
      ];
  }
}

function sentenceOf(question: Question): string {
  switch (question.code) {
    case "same-product":
      return questionText().sameProduct(question.a, question.b, question.count);
    case "same-contact":
      return questionText().sameContact(question.a, question.b);
    case "net-or-gross":
      return questionText().netOrGross(question.column);
    case "which-amount":
      return questionText().whichAmount(question.count);
    case "whose-papers":
      return questionText().whosePapers;
    case "garbled":
      return questionText().garbled(question.from, question.to, question.count);
    case "own-or-customers":
      return questionText().ownOrCustomers(question.column);
  }
}

/** What only a person can decide: asked before anything is made, and open to a change of mind until then. */
export function Questions(props: {
  readonly questions: readonly Question[];
  readonly answers: Answers;
  readonly onAnswer: (question: Question, answer: string) => void;
}): JSX.Element {
  return (
    <Show when={props.questions.length > 0}>
      <section class="import-questions" aria-label={questionText().questions}>
        <strong>{questionText().questions}</strong>
        <For each={props.questions}>
          {(question) => (
            <SegmentedControl
              isLabelShown
              label={sentenceOf(question)}
              value={props.answers[keyOf(question)] ?? ""}
              segments={choicesOf(question)}
              onChange={(answer) => props.onAnswer(question, answer)}
            />
          )}
        </For>
      </section>
    </Show>
  );
}
