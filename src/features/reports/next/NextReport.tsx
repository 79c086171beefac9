import { type JSX, Match, Switch } from "solid-js";
import { SegmentedControl } from "../../../ui/SegmentedControl.tsx";
import { createSettings } from "../settings.ts";
import { RulesView } from "./RulesView.tsx";
import { SimilarView } from "./SimilarView.tsx";
import { SuggestionsView } from "./SuggestionsView.tsx";
import { text } from "./text.ts";

type View = "rules" | "similar" | "party";

/** Three answers to "what goes together": rules, products alike, and what would suit each customer next. */
export function NextReport(): JSX.Element {
  const [settings, change] = createSettings<{ view: View }>({ view: "rules" });
  const choice = (): JSX.Element => (
    <SegmentedControl
      label={text().show}
      isLabelShown
      value={settings().view}
      onChange={(view) => change({ view: view as View })}
      segments={(["rules", "similar", "party"] as const).map((value) => ({ value, label: text()[value] }))}
    />
  );
  return (
    <Switch>
      <Match when={settings().view === "rules"}>
        <RulesView choice={choice()} />
      </Match>
      <Match when={settings().view === "similar"}>
        <SimilarView choice={choice()} />
      </Match>
      <Match when={settings().view === "party"}>
        <SuggestionsView choice={choice()} />
      </Match>
    </Switch>
  );
}
