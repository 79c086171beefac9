import { createMemo, For, type JSX, Show } from "solid-js";
import { formatList, formatNumber } from "../../i18n/format.ts";
import { groupBy } from "../../lib/group.ts";
import type { PlannedImport } from "../../state/session.tsx";
import { findingText } from "./findingText.ts";
import { text } from "./text.ts";
import "./Findings.css";

const mostShown = 50;
const mostLines = 5;
const mostValues = 3;

type Hint = PlannedImport["hints"][number];

/** Several files that have the same to say say it once. */
function merged(hints: readonly Hint[]): readonly Hint[] {
  const byKind = new Map<string, Hint>();
  for (const hint of hints) {
    const key = `${hint.code} ${hint.column ?? ""}`;
    const known = byKind.get(key);
    byKind.set(key, known ? { ...known, count: known.count + hint.count, examples: [...known.examples, ...hint.examples] } : hint);
  }
  return [...byKind.values()];
}

type Problems = readonly PlannedImport["problems"][number][];

/** A file that is none of ours is wrong in a way of its own. */
const causeOf = ({ code, column, file, value }: Problems[number]): string =>
  JSON.stringify([file ?? "", code, column ?? "", code === "file-foreign" ? value : ""]);

/** One sentence for all rows of a cause, with a few of the values that stand there. */
function sentenceOf(group: Problems): string {
  const [one] = group;
  if (!one) return "";
  const { code, column = "", value = "" } = one;
  const words = findingText();
  const values = [...new Set(group.map((other) => other.value ?? ""))].filter(Boolean);
  if (values.length < 2) return words.problem[code]?.({ column, value }) ?? words.problemOther(column, value);
  const examples = formatList(values.slice(0, mostValues).map(words.quoted));
  const said = words.problem[code];
  // "No name" is said of a row, whatever else stands in it.
  if (said && words.problems[code] === undefined) return said({ column, value });
  return words.problems[code]?.({ column, value: examples }) ?? words.problemsOther(column, examples);
}

/** What was noticed, and which rows stay out and why. */
export function Findings(props: { readonly plan: Pick<PlannedImport, "hints" | "problems"> }): JSX.Element {
  const sentences = (): readonly string[] =>
    merged(props.plan.hints).flatMap((hint) => {
      // The column itself says so already.
      if (hint.code === "custom-column") return [];
      const say = findingText().hint[hint.code];
      return say
        ? [
            say({
              column: hint.column ?? "",
              count: hint.count,
              examples: hint.examples.filter(Boolean).slice(0, 3).join(", "),
              lines: formatList(hint.lines.slice(0, mostLines).map((line) => formatNumber(line))),
            }),
          ]
        : [];
    });
  /** What is wrong in the same way is said once, with its lines, whatever stands in each. */
  const groups = createMemo(() => [...groupBy(props.plan.problems, causeOf).values()].sort((a, b) => b.length - a.length));
  const linesOf = (group: Problems): string => {
    const lines = formatList(group.slice(0, mostLines).map(({ line }) => formatNumber(line)));
    const file = group[0]?.file;
    return file ? `${file} ${lines}` : lines;
  };
  return (
    <>
      <Show when={props.plan.problems.length > 0}>
        <details class="import-findings" data-tone="warn" open={groups().length < 6}>
          <summary>{text().unreadable(props.plan.problems.length)}</summary>
          <ul>
            <For each={groups().slice(0, mostShown)}>
              {(group) => (
                <li>
                  <Show
                    when={group.length > 1}
                    fallback={
                      <>
                        <b>{findingText().line(group[0]?.line ?? 0, group[0]?.file ?? "")}</b> {sentenceOf(group)}
                      </>
                    }
                  >
                    <b>{findingText().lines(group.length, linesOf(group), group.length > mostLines)}</b> {sentenceOf(group)}
                  </Show>
                </li>
              )}
            </For>
          </ul>
          <Show when={groups().length > mostShown}>
            <p>{findingText().more(groups().length - mostShown)}</p>
          </Show>
        </details>
      </Show>
      <Show when={sentences().length > 0}>
        <section class="import-findings" aria-label={findingText().hints}>
          <strong>{findingText().hints}</strong>
          <ul>
            <For each={sentences()}>{(sentence) => <li>{sentence}</li>}</For>
          </ul>
        </section>
      </Show>
    </>
  );
}
