// How classes of customers changed since an earlier day: which day that is, the table from → to, and the word beside a name.
import { createMemo, type JSX, Show } from "solid-js";
import { formatDay, formatNumber, localDayOf } from "../../i18n/format.ts";
import { Heatmap } from "../../ui/charts/Heatmap.tsx";
import { DayField } from "../../ui/DayField.tsx";
import { Select } from "../../ui/Select.tsx";
import { monthsBefore } from "./daysBefore.ts";
import { text } from "./text.ts";
import "./changes.css";

/** `year`, `quarter`: so long before the day looked at; else a day. */
export type Compare = string | undefined;

/** The earlier day as methods take it; nothing where none is asked for. */
export function comparedWith(compare: Compare, asOf: string | undefined): { readonly comparedWith?: string } {
  if (compare === undefined) return {};
  const day = asOf ?? localDayOf(new Date());
  return { comparedWith: compare === "year" ? monthsBefore(day, 12) : compare === "quarter" ? monthsBefore(day, 3) : compare };
}

/** With which earlier day the classes are compared. */
export function CompareField(props: {
  readonly value: Compare;
  readonly asOf: string | undefined;
  readonly onChange: (compare: Compare) => void;
}): JSX.Element {
  const isDay = (): boolean => props.value !== undefined && props.value !== "year" && props.value !== "quarter";
  return (
    <>
      <Select
        label={text().comparedWith}
        value={isDay() ? "day" : (props.value ?? "")}
        options={[
          { value: "", label: text().nothingCompared },
          { value: "year", label: text().yearAgo },
          { value: "quarter", label: text().quarterAgo },
          { value: "day", label: text().someDay },
        ]}
        onChange={(chosen) =>
          props.onChange(chosen === "" ? undefined : chosen === "day" ? comparedWith("year", props.asOf).comparedWith : chosen)
        }
      />
      <Show when={isDay()}>
        <DayField
          label={text().comparedDay}
          end="last"
          value={props.value ?? ""}
          onChange={(day) => props.onChange(day === "" ? undefined : day)}
        />
      </Show>
    </>
  );
}

interface Changes<Class> {
  readonly asOf: string;
  readonly matrix: readonly { readonly then: Class | null; readonly now: Class | null; readonly count: number }[];
  readonly records: Readonly<Record<string, { readonly then: Class | null; readonly now: Class | null }>>;
}

/** From which class to which, as a table whose cells open whoever went that way; who stayed is told without colour. */
export function ChangesTable<Class extends string | number>(props: {
  readonly changes: Changes<Class>;
  /** In their order; those nobody was or is in are left out. */
  readonly classes: readonly Class[];
  readonly nameOf: (one: Class) => string;
  readonly onOpen?: (title: string, ids: readonly string[]) => void;
}): JSX.Element {
  const matrix = () => props.changes.matrix;
  const rows = createMemo(() =>
    endsOf(
      props.classes,
      matrix().map(({ then }) => then),
    ),
  );
  const columns = createMemo(() =>
    endsOf(
      props.classes,
      matrix().map(({ now }) => now),
    ),
  );
  const countOf = (row: number, column: number): number =>
    matrix().find(({ then, now }) => then === rows()[row] && now === columns()[column])?.count ?? 0;
  const fromName = (one: Class | null): string => (one === null ? text().isNew : props.nameOf(one));
  const toName = (one: Class | null): string => (one === null ? text().isGone : props.nameOf(one));
  const sumOf = (is: (then: Class | null, now: Class | null) => boolean): number =>
    matrix().reduce((sum, { then, now, count }) => sum + (is(then, now) ? count : 0), 0);
  return (
    <Heatmap
      title={text().changes(formatDay(props.changes.asOf))}
      summary={text().changesSummary(
        sumOf((then, now) => then !== null && now !== null && then !== now),
        sumOf((then) => then === null),
        sumOf((_, now) => now === null),
      )}
      corner={`${text().before}\u00a0↓ · ${text().now}\u00a0→`}
      rows={rows().map((one) => ({ key: String(one), label: fromName(one) }))}
      columns={columns().map((one) => ({ key: String(one), label: toName(one) }))}
      cell={(row, column) => {
        const [count, then, now] = [countOf(row, column), rows()[row], columns()[column]];
        // A table of noughts hides the few who moved.
        const words = count === 0 ? "" : formatNumber(count);
        if (then === null && now === null) return { value: null, words: "" };
        return then === now ? { value: 0, words, label: text().stayed(count) } : { value: count, words, label: formatNumber(count) };
      }}
      {...(props.onOpen && {
        onOpen: (row: number, column: number) => {
          const [then, now] = [rows()[row] ?? null, columns()[column] ?? null] as [Class | null, Class | null];
          const ids = Object.entries(props.changes.records).flatMap(([id, change]) =>
            change.then === then && change.now === now ? [id] : [],
          );
          if (ids.length > 0) props.onOpen?.(`${fromName(then)} → ${toName(now)}`, ids);
        },
      })}
    />
  );
}

function endsOf<Class extends string | number>(classes: readonly Class[], used: readonly (Class | null)[]): readonly (Class | null)[] {
  const known = new Set(used);
  return [...classes.filter((one) => known.has(one)), ...(known.has(null) ? [null] : [])];
}

/** Where somebody stood before, with an arrow where classes have a better and a worse. */
export function Before(props: {
  /** `undefined`: nobody asked; `null`: was not there. */
  readonly was: string | null | undefined;
  readonly direction?: "up" | "down" | "same";
}): JSX.Element {
  return (
    <Show when={props.was !== undefined} fallback="–">
      <span class="before" data-direction={props.was === null ? "same" : (props.direction ?? "same")}>
        <Show when={props.was !== null} fallback={text().isNew}>
          <Show when={props.direction === "up" || props.direction === "down"}>
            <span aria-hidden="true">{props.direction === "up" ? "▲ " : "▼ "}</span>
            <span class="sr-only">{props.direction === "up" ? text().rose : text().fell} </span>
          </Show>
          {props.was}
        </Show>
      </span>
    </Show>
  );
}
