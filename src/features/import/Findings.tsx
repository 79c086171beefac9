import { For, type JSX, Show } from "solid-js";
import type { PlannedImport } from "../../state/session.tsx";
import { text } from "./text.ts";

const mostShown = 50;

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

/** What was noticed, and which rows stay out and why. */
export function Findings(props: { readonly plan: Pick<PlannedImport, "hints" | "problems"> }): JSX.Element {
  const sentences = (): readonly string[] =>
    merged(props.plan.hints).flatMap((hint) => {
      // The column itself says so already.
      if (hint.code === "custom-column") return [];
      const say = text().hint[hint.code];
      return say ? [say({ column: hint.column ?? "", count: hint.count, examples: hint.examples.slice(0, 3).join(", ") })] : [];
    });
  const problem = (one: PlannedImport["problems"][number]): string =>
    text().problem[one.code]?.({ column: one.column ?? "", value: one.value ?? "" }) ??
    text().problemOther(one.column ?? "", one.value ?? "");
  return (
    <>
      <Show when={props.plan.problems.length > 0}>
        <details class="import-findings" data-tone="warn" open={props.plan.problems.length < 6}>
          <summary>{text().unreadable(props.plan.problems.length)}</summary>
          <ul>
            <For each={props.plan.problems.slice(0, mostShown)}>
              {(one) => (
                <li>
                  <b>{text().line(one.line, one.file ?? "")}</b> {problem(one)}
                </li>
              )}
            </For>
          </ul>
          <Show when={props.plan.problems.length > mostShown}>
            <p>{text().more(props.plan.problems.length - mostShown)}</p>
          </Show>
        </details>
      </Show>
      <Show when={sentences().length > 0}>
        <section class="import-findings" aria-label={text().hints}>
          <strong>{text().hints}</strong>
          <ul>
            <For each={sentences()}>{(sentence) => <li>{sentence}</li>}</For>
          </ul>
        </section>
      </Show>
    </>
  );
}
