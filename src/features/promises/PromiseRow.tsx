import Ban from "lucide-solid/icons/ban";
import Check from "lucide-solid/icons/check";
import RotateCcw from "lucide-solid/icons/rotate-ccw";
import { type JSX, Show } from "solid-js";
import { isOpenPromise, sideOf, stateOfPromise } from "../../domain/promise.ts";
import { formatShort, localDayOf } from "../../i18n/format.ts";
import { RecordRow } from "../../parts/RecordRow.tsx";
import { useWorkspace } from "../../state/workspace.tsx";
import { IconButton } from "../../ui/Button.tsx";
import { breakIt, keep, type PromiseView, reopen } from "./acts.ts";
import { text } from "./text.ts";
import "./PromiseRow.css";

/** A promise in a line: one tap says that it was kept or broken. */
export function PromiseRow(props: { readonly view: PromiseView; readonly isPartyHidden?: boolean; readonly href?: string }): JSX.Element {
  const { engine, entry, memberName } = useWorkspace();
  const promise = () => props.view.record;
  const state = () => stateOfPromise(promise(), localDayOf(new Date()));
  /** Until when, or what became of it. */
  const when = (): string => {
    const { dueOn, keptAt, brokenAt } = promise();
    if (keptAt || brokenAt) return `${text().states[state()]}, ${formatShort(localDayOf(keptAt || brokenAt || ""))}`;
    if (state() === "overdue" && dueOn) return text().overdueSince(dueOn);
    return dueOn ? formatShort(dueOn) : "";
  };
  const about = (): string =>
    [
      when(),
      text().sides[sideOf(promise())],
      props.isPartyHidden || !promise().party ? "" : (entry(promise().party as never)?.name ?? ""),
      promise().owner ? memberName(promise().owner ?? "") : "",
    ]
      .filter(Boolean)
      .join(" · ");
  /** In a list of rows keys open the row; its buttons are reached by tab where the row itself is no stop. */
  const tab = (): number => (props.href ? 0 : -1);
  const does = (run: () => Promise<void>) => (event: MouseEvent) => {
    event.stopPropagation();
    void run();
  };
  return (
    <RecordRow
      title={promise().text}
      href={props.href}
      detail={about()}
      detailTone={state() === "overdue" || state() === "broken" ? "bad" : promise().dueOn === localDayOf(new Date()) ? "accent" : undefined}
      sign={
        <span class="promise-acts">
          <Show
            when={isOpenPromise(promise())}
            fallback={
              <IconButton
                size="small"
                icon={RotateCcw}
                tabindex={tab()}
                label={text().reopen(promise().text)}
                onClick={does(() => reopen(engine, props.view))}
              />
            }
          >
            <IconButton
              size="small"
              icon={Check}
              tabindex={tab()}
              label={text().keep(promise().text)}
              onClick={does(() => keep(engine, props.view))}
            />
            <IconButton
              size="small"
              icon={Ban}
              tabindex={tab()}
              label={text().break(promise().text)}
              onClick={does(() => breakIt(engine, props.view))}
            />
          </Show>
        </span>
      }
    />
  );
}
