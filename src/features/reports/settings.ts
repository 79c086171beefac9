import { useSearchParams } from "@solidjs/router";
import { createMemo } from "solid-js";
import { useReports } from "./context.ts";

type Plain = Readonly<Record<string, unknown>>;

/** What is set on a report lives in its address: a reload keeps it, "back" undoes it, a link shares it. */
export function createSettings<Settings extends object>(
  defaults: Settings,
): readonly [() => Settings, (change: Partial<Settings>) => void] {
  const [params, setParams] = useSearchParams<{ o?: string }>();
  const changed = createMemo<Plain>(() => {
    try {
      const value: unknown = JSON.parse(typeof params.o === "string" ? params.o : "{}");
      return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Plain) : {};
    } catch {
      return {}; // Somebody's half a link: the report as it is by itself.
    }
  });
  const settings = createMemo(() => ({ ...defaults, ...(changed() as Partial<Settings>) }));
  const change = (next: Partial<Settings>): void => {
    const all: Plain = { ...changed(), ...(next as Plain) };
    const kept = Object.fromEntries(
      Object.entries(all).filter(
        ([key, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify((defaults as Plain)[key]),
      ),
    );
    const o = Object.keys(kept).length === 0 ? undefined : JSON.stringify(kept);
    if (o !== params.o) setParams({ o });
  };
  return [settings, change];
}

/** What every report is asked with, as methods take it. */
export interface ReportBasis {
  /** Absent is today. */
  readonly asOf?: string;
  /** Absent is the workspace's. */
  readonly currency?: string;
}

export const createBasis = (): (() => ReportBasis) => {
  const { asOf, currency } = useReports();
  return () => ({ ...(asOf() !== "" && { asOf: asOf() }), ...(currency() !== "" && { currency: currency() }) });
};

/** The address of this report as it is set now, for others of the team. */
export function reportLink({ asOf, currency }: ReportBasis): string {
  const [path = "", query = ""] = location.hash.split("?");
  const params = new URLSearchParams(query);
  if (asOf) params.set("asOf", asOf);
  if (currency) params.set("currency", currency);
  const all = params.toString();
  return `${location.href.split("#")[0]}${path}${all === "" ? "" : `?${all}`}`;
}
