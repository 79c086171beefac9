import type { JSX } from "solid-js";
import { analysisFieldName } from "../../../i18n/analysis.ts";
import { formatNumber } from "../../../i18n/format.ts";
import type { Answers } from "../../../state/analysis.ts";
import { BarChart } from "../../../ui/charts/BarChart.tsx";
import { LineChart } from "../../../ui/charts/LineChart.tsx";
import type { Behind } from "../Drill.tsx";
import { showShare } from "../money.ts";
import { Figures } from "../Term.tsx";
import { terms } from "../terms.ts";
import { text as shared } from "../text.ts";
import { text } from "./text.ts";

const mostFields = 10;
const halves = [
  { x: 0, y: 0 },
  { x: 1, y: 1 },
];

/** Whether the probabilities can be relied on, shown before anybody does. */
export function Quality(props: { readonly answer: Answers["propensity"]; readonly onOpen: (behind: Behind) => void }): JSX.Element {
  const fit = () => props.answer.fit;
  const validation = () => fit().validation;
  const gain = () => validation().gain;
  const third = () => gain().find((row) => row.share >= 0.3) ?? gain().at(-1);
  const top = () => validation().calibration.at(-1);
  const fields = () => fit().fields.slice(0, mostFields);
  const likely = (): readonly string[] => Object.entries(props.answer.results).flatMap(([id, one]) => (one.probability >= 0.5 ? [id] : []));
  const times = (lift: number): string => formatNumber(lift, { maximumFractionDigits: 1 });
  return (
    <>
      <Figures
        all={[
          {
            label: "≥ 50 %",
            value: formatNumber(likely().length),
            definition: terms().probability,
            onOpen: () => props.onOpen({ title: `${terms().probability.term} ≥ 50 %`, contacts: likely() }),
          },
          {
            label: text().learnt,
            value: formatNumber(fit().answered),
            detail: `${text().base}: ${showShare(fit().hits / fit().answered, 0)}`,
          },
          { label: terms().auc.term, value: showShare(validation().auc, 0), definition: terms().auc },
          { label: terms().brier.term, value: showShare(validation().brierSkill, 0), definition: terms().brier },
        ]}
      />
      <p class="report-note">{text().validated(validation().method)}</p>
      <BarChart
        title={text().fieldsTitle}
        summary={text().fieldsSummary(analysisFieldName(fields()[0]?.field ?? ""))}
        direction="across"
        categories={fields().map(({ field, alongWith }) => ({
          key: field,
          label: [field, ...alongWith.slice(0, 1)].map(analysisFieldName).join(", ") + (alongWith.length > 1 ? " …" : ""),
        }))}
        series={[{ key: "strength", label: text().strength, values: fields().map(({ strength }) => strength) }]}
        format={(value) => formatNumber(value, { maximumFractionDigits: 2 })}
      />
      <LineChart
        title={text().gainTitle}
        summary={text().gainSummary(showShare(third()?.share ?? null, 0), showShare(third()?.gain ?? null, 0))}
        domainX={[0, 1]}
        domainY={[0, 1]}
        labelX={text().looked}
        labelY={text().reached}
        series={[
          {
            key: "own",
            label: text().own,
            hasDots: true,
            points: [{ x: 0, y: 0 }, ...gain().map((row) => ({ x: row.share, y: row.gain }))],
          },
          { key: "chance", label: text().chance, isReference: true, points: halves },
        ]}
        formatX={(x) => showShare(x, 0)}
        formatY={(y) => showShare(y, 0)}
      />
      <BarChart
        title={text().liftTitle}
        summary={text().liftSummary(times(gain()[0]?.stepLift ?? 0))}
        categories={gain().map((row, at) => ({ key: String(at), label: text().tenth(at + 1), short: showShare(row.share, 0) }))}
        series={[{ key: "lift", label: terms().lift.term, values: gain().map((row) => row.stepLift) }]}
        format={(value) => text().times(times(value))}
        formatShort={times}
        height={200}
      />
      <LineChart
        title={text().calibrationTitle}
        summary={text().calibrationSummary(showShare(top()?.predicted ?? null, 0), showShare(top()?.observed ?? null, 0))}
        domainX={[0, 1]}
        domainY={[0, 1]}
        labelX={text().said}
        labelY={text().happened}
        series={[
          {
            key: "own",
            label: text().own,
            hasDots: true,
            interval: "bars",
            points: validation().calibration.map((bin) => ({
              x: bin.predicted,
              y: bin.observed,
              low: bin.interval.low,
              high: bin.interval.high,
            })),
          },
          { key: "perfect", label: text().perfect, isReference: true, points: halves },
        ]}
        formatX={(x) => showShare(x, 0)}
        formatY={(y) => showShare(y, 0)}
      />
      <p class="report-note">
        {shared().meaning}: {terms().calibration.meaning}
      </p>
    </>
  );
}
