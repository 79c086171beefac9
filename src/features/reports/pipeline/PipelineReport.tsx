import { type JSX, Match, Switch } from "solid-js";
import { SegmentedControl } from "../../../ui/SegmentedControl.tsx";
import { Drill } from "../Drill.tsx";
import { createPipeline, PipelineContext, type View } from "./createPipeline.ts";
import { OpenDealsView } from "./OpenDealsView.tsx";
import { OverviewView } from "./OverviewView.tsx";
import { StagesView } from "./StagesView.tsx";
import { text } from "./text.ts";

const views: readonly View[] = ["all", "stages", "open"];

/** Three looks at the deals: what became of them, how long they take in each stage, and what the open ones may bring. */
export function PipelineReport(): JSX.Element {
  const work = createPipeline();
  const { report, settings, change } = work;
  const choice = (): JSX.Element => (
    <SegmentedControl
      label={text().show}
      value={settings().view}
      onChange={(view) => change({ view: view as View })}
      segments={views.map((value) => ({ value, label: text().views[value] }))}
    />
  );
  return (
    <PipelineContext.Provider value={work}>
      <Switch fallback={<OverviewView choice={choice()} />}>
        <Match when={settings().view === "stages"}>
          <StagesView choice={choice()} />
        </Match>
        <Match when={settings().view === "open"}>
          <OpenDealsView choice={choice()} />
        </Match>
      </Switch>
      <Drill drillThrough={report.drillThrough()} currency={work.currency()} names={report.names} onClose={report.close} />
    </PipelineContext.Provider>
  );
}
