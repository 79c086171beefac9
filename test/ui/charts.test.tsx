import { screen } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { setLanguage } from "../../src/i18n/language.ts";
import { BarChart } from "../../src/ui/charts/BarChart.tsx";
import { Heatmap } from "../../src/ui/charts/Heatmap.tsx";
import { LineChart } from "../../src/ui/charts/LineChart.tsx";
import { show, violationsIn } from "../support/scene.tsx";

const euros = (value: number): string => `${value} €`;
const months = ["Januar", "Februar", "März"].map((label) => ({ key: label, label }));

test("each bar says what it is and what it is worth, and arrow keys go from one to the next", async () => {
  setLanguage("de");
  const opened: number[] = [];
  const container = show(() => (
    <BarChart
      title="Umsatz"
      summary="Im März am meisten."
      categories={months}
      series={[{ key: "net", label: "Umsatz", values: [10, 20, 40] }]}
      format={euros}
      onOpen={(at) => opened.push(at)}
    />
  ));
  const bars = screen.getAllByRole("button");
  expect(bars.map((bar) => bar.getAttribute("aria-label"))).toEqual(["Januar: 10 €", "Februar: 20 €", "März: 40 €"]);
  expect(bars.map((bar) => bar.getAttribute("tabindex"))).toEqual(["0", "-1", "-1"]);
  await userEvent.tab();
  expect(document.activeElement).toBe(bars[0]);
  await userEvent.keyboard("{ArrowRight}{ArrowRight}");
  expect(document.activeElement).toBe(bars[2]);
  await userEvent.keyboard("{Enter}");
  expect(opened).toEqual([2]);
  await userEvent.keyboard("{Home}");
  expect(document.activeElement).toBe(bars[0]);
  expect(await violationsIn(container)).toEqual([]);
});

test("a bar of twice the worth is twice as high", () => {
  show(() => (
    <BarChart
      title="Umsatz"
      summary="Im März am meisten."
      categories={months}
      series={[{ key: "net", label: "Umsatz", values: [10, 20, 40] }]}
      format={euros}
    />
  ));
  const heights = [...document.querySelectorAll(".chart-bar")].map((bar) => Number(bar.getAttribute("height")));
  expect((heights[1] as number) / (heights[0] as number)).toBeCloseTo(2, 6);
  expect((heights[2] as number) / (heights[0] as number)).toBeCloseTo(4, 6);
});

test("of several lines the arrows go along one, and from one to the other", async () => {
  show(() => (
    <LineChart
      title="Umsatz"
      summary="Es wird mehr."
      series={[
        { key: "was", label: "bisher", points: [0, 1, 2].map((x) => ({ x, y: x })) },
        { key: "will", label: "erwartet", points: [2, 3].map((x) => ({ x, y: x, low: x - 1, high: x + 1 })) },
      ]}
      formatX={(x) => `Monat ${x}`}
      formatY={euros}
    />
  ));
  (document.querySelector("[tabindex='0'].chart-mark") as SVGElement).focus();
  await userEvent.keyboard("{ArrowRight}");
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Monat 1: bisher 1 €");
  await userEvent.keyboard("{ArrowDown}");
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Monat 3: erwartet 3 € (2 € – 4 €)");
});

test.each([300, 420, 560, 640, 900])("the words along a line of %i pixels never touch", (width) => {
  show(() => (
    <div style={{ width: `${width}px` }}>
      <LineChart
        title="Umsatz"
        summary="Auf und ab."
        series={[{ key: "was", label: "bisher", points: Array.from({ length: 28 }, (_, x) => ({ x, y: x % 5 })) }]}
        formatX={(x) => `Monat ${x}`}
        formatXShort={(x) => `Sept ${(x % 12) + 10}`}
        isWholeX
        formatY={euros}
      />
    </div>
  ));
  const words = [...document.querySelectorAll(".chart-words")]
    .filter((one) => one.textContent?.startsWith("Sept"))
    .map((one) => one.getBoundingClientRect());
  expect(words.length).toBeGreaterThan(1);
  for (const [at, one] of words.entries()) if (at > 0) expect(one.left).toBeGreaterThan((words[at - 1] as DOMRect).right + 2);
});

test("a heatmap is a table whose cells can be walked and opened", async () => {
  const opened: string[] = [];
  const container = show(() => (
    <Heatmap
      title="Wer kommt wieder?"
      summary="Die Hälfte."
      corner="Erster Kauf"
      rows={months}
      columns={[0, 1].map((at) => ({ key: String(at), label: String(at) }))}
      cell={(row, column) =>
        row === 2 && column === 1 ? { value: null, words: "" } : { value: 1 - column / 2, words: column ? "50 %" : "100 %" }
      }
      onOpen={(row, column) => opened.push(`${row},${column}`)}
    />
  ));
  screen.getByRole("rowheader", { name: "Januar" });
  expect(screen.getAllByRole("button")).toHaveLength(5);
  screen.getByRole("button", { name: "Januar, 0: 100 %" }).focus();
  await userEvent.keyboard("{ArrowDown}{ArrowRight}{Enter}");
  expect(opened).toEqual(["1,1"]);
  expect(await violationsIn(container)).toEqual([]);
});
