import { A } from "@solidjs/router";
import { For, type JSX, Show } from "solid-js";
import { TodaySection } from "../../parts/TodaySection.tsx";
import { useToday } from "../../state/today.tsx";
import { TouchRow } from "./TouchRow.tsx";
import { text } from "./text.ts";

/** The most pressing few; the others have a page of their own. */
const shown = 5;

/** Whom one is about to lose, in Today. */
export function DueTouches(): JSX.Element {
  const { answer } = useToday();
  const all = () => answer()?.touches ?? [];
  const count = (): number => all().length + (answer()?.moreTouches ?? 0);
  return (
    <Show when={count() > 0}>
      <TodaySection title={text().due} count={count()} end={count() > shown && <A href="/touch">{text().all(count())}</A>}>
        <For each={all().slice(0, shown)}>{(touch) => <TouchRow touch={touch} />}</For>
      </TodaySection>
    </Show>
  );
}
