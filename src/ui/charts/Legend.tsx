import { createUniqueId, For, type JSX } from "solid-js";
import "./Chart.css";
import "./Legend.css";

/** How a series looks: by colour and, so that nobody depends on it, by pattern or dashes. */
export interface LegendEntry {
  readonly label: string;
  /** Index among the series: 0 is the first. */
  readonly index: number;
  readonly look: "area" | "line" | "reference";
}

export const Legend = (props: { readonly entries: readonly LegendEntry[] }): JSX.Element => {
  const id = createUniqueId();
  return (
    <ul class="chart-legend">
      <For each={props.entries}>
        {(entry) => (
          <li>
            <svg class="chart-swatch" viewBox="0 0 18 12" aria-hidden="true">
              <Patterns id={id} />
              {entry.look === "area" ? (
                <rect width="18" height="12" rx="2" fill={fillOf(id, entry.index)} />
              ) : (
                <line
                  class="chart-line"
                  classList={{ "is-reference": entry.look === "reference" }}
                  data-series={seriesOf(entry.index)}
                  x1="0"
                  x2="18"
                  y1="6"
                  y2="6"
                />
              )}
            </svg>
            {entry.label}
          </li>
        )}
      </For>
    </ul>
  );
};

/** So many looks there are; a seventh series looks like the first. */
const looks = 6;
export const seriesOf = (index: number): number => (index % looks) + 1;
export const fillOf = (id: string, index: number): string => `url(#${id}-${seriesOf(index)})`;

/** Stripes, dots, grids: what a fill is told by on paper. To be put once into each picture. */
export const Patterns = (props: { readonly id: string }): JSX.Element => (
  <defs>
    <pattern id={`${props.id}-1`} width="8" height="8" patternUnits="userSpaceOnUse">
      <rect class="chart-fill" data-series="1" width="8" height="8" />
    </pattern>
    <pattern id={`${props.id}-2`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect class="chart-fill" data-series="2" width="6" height="6" />
      <line class="chart-hatch" x1="0" x2="0" y1="0" y2="6" />
    </pattern>
    <pattern id={`${props.id}-3`} width="6" height="6" patternUnits="userSpaceOnUse">
      <rect class="chart-fill" data-series="3" width="6" height="6" />
      <circle class="chart-dot" cx="3" cy="3" r="1.2" />
    </pattern>
    <pattern id={`${props.id}-4`} width="6" height="6" patternUnits="userSpaceOnUse">
      <rect class="chart-fill" data-series="4" width="6" height="6" />
      <path class="chart-hatch" d="M0 0H6M0 0V6" />
    </pattern>
    <pattern id={`${props.id}-5`} width="6" height="5" patternUnits="userSpaceOnUse">
      <rect class="chart-fill" data-series="5" width="6" height="5" />
      <line class="chart-hatch" x1="0" x2="6" y1="0" y2="0" />
    </pattern>
    <pattern id={`${props.id}-6`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
      <rect class="chart-fill" data-series="6" width="6" height="6" />
      <line class="chart-hatch" x1="0" x2="0" y1="0" y2="6" />
    </pattern>
  </defs>
);
