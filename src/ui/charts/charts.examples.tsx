import type { JSX } from "solid-js";
import { formatMoney, formatMonth, formatNumber, formatPercent } from "../../i18n/format.ts";
import type { Scenes } from "../scene.ts";
import { showToast } from "../toast.ts";
import { BarChart } from "./BarChart.tsx";
import { Funnel } from "./Funnel.tsx";
import { Heatmap } from "./Heatmap.tsx";
import { LineChart } from "./LineChart.tsx";

const months = Array.from({ length: 12 }, (_, at) => `2026-${String(at + 1).padStart(2, "0")}`);
const money = (units: number): string => formatMoney(Math.round(units) * 100, "EUR");
const compact = (units: number): string => formatNumber(units, { notation: "compact", style: "currency", currency: "EUR" });
const sold = [12_400, 15_800, 9_200, 18_100, 22_050, 20_500, 11_300, 8_700, 24_900, 27_300, 26_100, 31_000];
const monthOf = (at: number): string => formatMonth(`${months[((at % 12) + 12) % 12]}-15`);
const shortMonth = (at: number): string => monthOf(at).slice(0, 3);

const Bars = (): JSX.Element => (
  <BarChart
    title="Umsatz nach Monat"
    summary="Im Dezember wurde am meisten verkauft, im August am wenigsten."
    categories={months.map((key, at) => ({ key, label: monthOf(at), short: shortMonth(at) }))}
    series={[{ key: "net", label: "Umsatz", values: sold }]}
    format={money}
    formatShort={compact}
    onOpen={(at) => showToast(monthOf(at))}
  />
);

export const scenes: Scenes = [
  { name: "Bar chart", render: Bars },
  {
    name: "Stacked bar chart",
    render: () => (
      <BarChart
        title="Umsatz nach Monat und Sparte"
        summary="Die Wartung wächst, das Neugeschäft schwankt."
        categories={months.map((key, at) => ({ key, label: monthOf(at), short: shortMonth(at) }))}
        series={["Neuanlagen", "Wartung", "Ersatzteile", "Beratung", "Notdienst", "Sonstiges"].map((label, index) => ({
          key: label,
          label,
          values: sold.map((value, at) => (index === 5 && at === 3 ? -800 : (value * (7 - index)) / 27)),
        }))}
        format={money}
        formatShort={compact}
      />
    ),
  },
  {
    name: "Lying bar chart",
    render: () => (
      <BarChart
        title="Die besten Kunden"
        summary="Drei Kunden bringen die Hälfte des Umsatzes."
        direction="across"
        categories={["Blauer See Delikatessen", "Hungry Coyote Import Store", "Müller & Söhne GmbH", "Die Wandernde Kuh"].map((label) => ({
          key: label,
          label,
        }))}
        series={[{ key: "net", label: "Umsatz", values: [24_000, 17_500, 9_800, -1_200] }]}
        format={money}
        formatShort={compact}
        onOpen={(at) => showToast(String(at))}
      />
    ),
  },
  {
    name: "Line chart with an interval",
    render: () => (
      <LineChart
        title="Umsatz in den nächsten Monaten"
        summary="Erwartet werden im Februar 29.000 €, mit 80 % Wahrscheinlichkeit zwischen 24.000 und 34.000 €."
        isWholeX
        series={[
          { key: "was", label: "bisher", points: sold.map((y, x) => ({ x, y })) },
          {
            key: "will",
            label: "erwartet",
            interval: "band",
            points: [0, 1, 2, 3, 4, 5].map((x) => ({
              x: x + 11,
              y: 31_000 - x * 900,
              low: 31_000 - x * 3_100,
              high: 31_000 + x * 1_700,
            })),
          },
        ]}
        formatX={monthOf}
        formatXShort={shortMonth}
        formatY={money}
        formatYShort={compact}
      />
    ),
  },
  {
    name: "Calibration",
    render: () => (
      <LineChart
        title="Gesagt und eingetroffen"
        summary="Was die Auswertung sagte, traf etwa so oft ein."
        domainX={[0, 1]}
        domainY={[0, 1]}
        labelX="gesagte Wahrscheinlichkeit"
        labelY="eingetroffen"
        series={[
          {
            key: "own",
            label: "Auswertung",
            interval: "bars",
            hasDots: true,
            points: [0.1, 0.3, 0.5, 0.7, 0.9].map((x) => ({ x, y: x * 0.95 + 0.03, low: x * 0.8, high: Math.min(1, x + 0.12) })),
          },
          {
            key: "ideal",
            label: "vollkommen",
            isReference: true,
            points: [
              { x: 0, y: 0 },
              { x: 1, y: 1 },
            ],
          },
        ]}
        formatX={formatPercent}
        formatY={formatPercent}
      />
    ),
  },
  {
    name: "Heatmap",
    render: () => (
      <Heatmap
        title="Wer kommt wieder?"
        summary="Nach drei Monaten kauft noch etwa jeder dritte neue Kunde."
        corner="Erster Kauf"
        rows={months.slice(0, 6).map((key, at) => ({ key, label: monthOf(at), detail: `${120 - at * 9}` }))}
        columns={Array.from({ length: 6 }, (_, at) => ({ key: String(at), label: formatNumber(at) }))}
        cell={(row, column) => {
          const value = row + column > 5 ? null : column === 0 ? 1 : 0.6 / column + row * 0.02;
          return { value, words: value === null ? "" : formatPercent(value) };
        }}
        full={1}
        onOpen={(row, column) => showToast(`${row}, ${column}`)}
      />
    ),
  },
  {
    name: "Funnel",
    render: () => (
      <Funnel
        title="Wie weit Verkaufschancen kommen"
        summary="Von 120 Chancen kamen 64 bis zum Angebot und 31 zum Abschluss."
        parts={["kamen weiter", "noch hier", "hier verloren"]}
        format={(value) => formatNumber(value)}
        steps={[
          { key: "lead", label: "Erstkontakt", values: [96, 10, 14], words: "120 · 80 % weiter" },
          { key: "quote", label: "Angebot", values: [40, 8, 48], words: "96 · 42 % weiter" },
          { key: "decision", label: "Entscheidung", values: [31, 4, 5], words: "40 · 78 % weiter" },
        ]}
      />
    ),
  },
];
