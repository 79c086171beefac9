// iCalendar's components (RFC 5545, 3.6): what stands between BEGIN and END, read with the reader of content lines that cards have too.
// A line that is none costs that line, and a component that is not closed ends with the one around it.
import { type ContentLine, openContentLines } from "../contentLine.ts";

/** Something in a file that could not be taken as it stands. */
export interface IcsProblem {
  /** Counted from 1. */
  readonly line: number;
  readonly code:
    | "line-unreadable"
    /** Its value says which component has no end. */
    | "component-unclosed"
    | "start-unreadable"
    | "end-unreadable"
    | "rule-unreadable"
    | "date-unreadable"
    | "reminder-unreadable"
    | "zone-unknown"
    | "zone-contradicts";
  /** What stands there. */
  readonly value: string;
  /** In which kind of component: VEVENT. */
  readonly component?: string;
}

export interface Component {
  /** Upper case: VEVENT. */
  readonly name: string;
  readonly line: number;
  readonly properties: readonly ContentLine[];
  readonly components: readonly Component[];
}

interface OpenComponent {
  readonly name: string;
  readonly line: number;
  readonly properties: ContentLine[];
  readonly components: Component[];
}

/** All components of a text in one of no name, and the lines that say nothing. */
export function readComponents(text: string): { readonly root: Component; readonly problems: readonly IcsProblem[] } {
  const root: OpenComponent = { name: "", line: 1, properties: [], components: [] };
  const open = [root];
  const problems: IcsProblem[] = [];
  const lines = openContentLines(text);
  for (let line = lines.next(); line; line = lines.next()) {
    const inner = open.at(-1) as OpenComponent;
    if ("junk" in line) problems.push({ line: line.line, code: "line-unreadable", value: line.junk.slice(0, 80) });
    else if (line.name === "BEGIN") {
      const begun: OpenComponent = { name: line.value.trim().toUpperCase(), line: line.line, properties: [], components: [] };
      inner.components.push(begun);
      open.push(begun);
    } else if (line.name === "END") {
      const name = line.value.trim().toUpperCase();
      const at = open.findLastIndex((component) => component.name === name);
      for (const unclosed of at > 0 ? open.slice(at + 1) : []) problems.push(unclosedAt(unclosed));
      if (at > 0) open.length = at;
    } else inner.properties.push(line);
  }
  problems.push(...open.slice(1).map(unclosedAt));
  return { root, problems };
}

const unclosedAt = ({ name, line }: OpenComponent): IcsProblem => ({ line, code: "component-unclosed", value: name });

/** The components of these names, wherever they stand: some programs write several calendars into one file. */
export const componentsOf = ({ components }: Component, ...names: readonly string[]): Component[] =>
  components.flatMap((one) => (names.includes(one.name) ? [one] : componentsOf(one, ...names)));

export const propertyOf = ({ properties }: Component, name: string): ContentLine | undefined =>
  properties.find((property) => property.name === name);
export const propertiesOf = ({ properties }: Component, name: string): ContentLine[] =>
  properties.filter((property) => property.name === name);
