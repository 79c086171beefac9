import type { JSX } from "solid-js";
import { analysisFieldName } from "../../../i18n/analysis.ts";
import { formatNumber } from "../../../i18n/format.ts";
import type { Answers, At } from "../../../state/analysis.ts";
import { BarChart } from "../../../ui/charts/BarChart.tsx";
import { LineChart } from "../../../ui/charts/LineChart.tsx";
import type { DrillThrough } from "../Drill.tsx";
import { showChance, showShare } from "../money.ts";
import { Figures } from "../Term.tsx";
import { terms } from "../terms.ts";
import { text as shared } from "../text.ts";
import { reasonEffect } from "./Reasons.tsx";
import { text } from "./text.ts";

const mostFields = 10;
const shortHits = { maximumFractionDigits: 1 };
/** Where equal probabilities lie across an edge their hits are shared out, and no list of names can show that. */
const hitWords = (words: string, hits: number): string => (Number.isInteger(hits) ? words : `${words} ${text().sharedOut}`);
const halves = [
  { x: 0, y: 0 },
  { x: 1, y: 1 },
];

/** A figure whose cases somebody wants to see. */
export interface OpenedCases {
  readonly at: At<"propensity">;
  readonly title: string;
  readonly words: string;
}

/** Whether the probabilities can be relied on, shown before anybody does. */
export function Quality(props: {
  readonly answer: Answers["propensity"];
  readonly onOpen: (drillThrough: DrillThrough) => void;
  readonly onOpenCases: (cases: OpenedCases) => void;
}): JSX.Element {
  const fit = () => props.answer.fit;
  const validation = () => fit().validation;
  const gain = () => validation().gain;
  const third = () => gain().find((row) => row.share >= 0.3) ?? gain().at(-1);
  const top = () => validation().calibration.at(-1);
  const fields = () => fit().fields.slice(0, mostFields);
  const likely = (): readonly string[] => Object.entries(props.answer.results).flatMap(([id, one]) => (one.probability >= 0.5 ? [id] : []));
  const times = (lift: number): string => formatNumber(lift, { maximumFractionDigits: 1 });
  const openTested = (title: string): void =>
    props.onOpenCases({
      at: { of: "tested" },
      title,
      words: `${text().validated(validation().method)} ${text().testedCases(validation().count)}`,
    });
  /** All whose strongest reasons name a field, those it moves most first. */
  const openField = (index: number): void => {
    const field = fields()[index]?.field ?? "";
    props.onOpen({
      title: analysisFieldName(field),
      words: () => <p>{text().fieldWords}</p>,
      contactWords: Object.entries(props.answer.results)
        .flatMap(([id, { reasons }]) => reasons.filter((reason) => reason.field === field).map((reason) => ({ id, reason })))
        .sort((a, b) => Math.abs(b.reason.contribution) - Math.abs(a.reason.contribution))
        .map(({ id, reason }) => ({ id, words: reasonEffect(reason) })),
    });
  };
  const openGain = (index: number): void => {
    const row = gain()[index];
    if (row)
      props.onOpenCases({
        at: { of: "gain", place: index },
        title: text().mostProbable(showShare(row.share, 0)),
        words: hitWords(
          text().gainWords(row.count, formatNumber(row.hits, shortHits), validation().hits, showShare(row.gain, 0)),
          row.hits,
        ),
      });
  };
  const openStep = (index: number): void => {
    const row = gain()[index];
    const before = gain()[index - 1];
    if (!row) return;
    const hits = row.hits - (before?.hits ?? 0);
    props.onOpenCases({
      at: { of: "step", place: index },
      title: text().tenth(index + 1),
      words: hitWords(text().stepWords(row.count - (before?.count ?? 0), formatNumber(hits, shortHits), times(row.stepLift)), hits),
    });
  };
  const openBin = (index: number): void => {
    const bin = validation().calibration[index];
    if (bin)
      props.onOpenCases({
        at: { of: "calibration", place: index },
        title: text().saidTitle(showChance(bin.predicted)),
        words: text().binWords(
          showChance(bin.predicted),
          bin.hits,
          bin.count,
          showShare(bin.observed, 0),
          showShare(bin.interval.low, 0),
          showShare(bin.interval.high, 0),
        ),
      });
  };
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
            onOpen: () =>
              props.onOpenCases({
                at: { of: "answered" },
                title: text().learnt,
                words: props.answer.parameters.field === null ? text().learntFromDays : text().learntFromAnswers,
              }),
          },
          {
            label: terms().auc.term,
            value: showShare(validation().auc, 0),
            definition: terms().auc,
            onOpen: () => openTested(terms().auc.term),
          },
          {
            label: terms().brier.term,
            value: showShare(validation().brierSkill, 0),
            definition: terms().brier,
            onOpen: () => openTested(terms().brier.term),
          },
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
        onOpen={openField}
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
        onOpen={(_, point) => openGain(Math.max(0, point - 1))}
      />
      <BarChart
        title={text().liftTitle}
        summary={text().liftSummary(times(gain()[0]?.stepLift ?? 0))}
        categories={gain().map((row, at) => ({ key: String(at), label: text().tenth(at + 1), short: showShare(row.share, 0) }))}
        series={[{ key: "lift", label: terms().lift.term, values: gain().map((row) => row.stepLift) }]}
        format={(value) => text().times(times(value))}
        formatShort={times}
        onOpen={openStep}
        height={200}
      />
      <LineChart
        title={text().calibrationTitle}
        summary={text().calibrationSummary(showChance(top()?.predicted ?? null), showShare(top()?.observed ?? null, 0))}
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
        onOpen={(_, point) => openBin(point)}
      />
      <p class="report-note">
        {shared().meaning}: {terms().calibration.meaning}
      </p>
    </>
  );
}
