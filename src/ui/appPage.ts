// A page of the app as the shell knows it: the way to it, what can be begun from it, and what it shows on a contact's page.
import { type Component, createContext, type JSX, useContext } from "solid-js";
import type { RecordId } from "../lib/id.ts";
import type { Icon } from "./Button.tsx";

export interface PanelProps {
  readonly party: RecordId;
  /** Begins a new record of the page, about this contact. */
  readonly onNew: () => void;
}

export interface FormProps {
  readonly onClose: () => void;
  readonly onMade: (id: RecordId) => void;
  /** The contact it is about, where it is begun from one. */
  readonly party?: RecordId | undefined;
}

export interface AppPage<History = unknown> {
  readonly href: string;
  /** What may follow in its address: "/:id?". */
  readonly rest?: string;
  readonly label: () => string;
  readonly icon: Icon;
  /** The keys that lead here: "g c". */
  readonly keys?: string;
  /** Where a way to it stands, beside the search for commands: in the rail at the desk, in the bar at a phone's lower edge, under More. */
  readonly ways: readonly ("rail" | "bar" | "more")[];
  /** The noun whose records it shows, one by one under `href/id`, and the field in which they have their titles. */
  readonly shows?: { readonly noun: string; readonly titleField: string };
  /** The way to it stands in the rail only once there is a record of its noun. */
  readonly isOnlyOnceUsed?: true;
  /** What can be begun from anywhere. */
  readonly create?: { readonly label: () => string; readonly keys?: string; readonly form: Component<FormProps> };
  /** What a contact's page shows of it. */
  readonly panel?: Component<PanelProps>;
  /** What of it must be seen at once by whoever opens a contact: across the page, mostly nothing. */
  readonly banner?: Component<{ readonly party: RecordId }>;
  /** What of it is to be done, in Today. */
  readonly due?: Component;
  /** What its records tell of a contact's history. */
  readonly history?: () => Promise<History>;
  readonly page: Component;
}

/** What is to be written down of something that happened. */
export interface LogRequest {
  readonly party?: RecordId | undefined;
  readonly kind?: string | undefined;
  /** To change what has been logged. */
  readonly interaction?: RecordId | undefined;
  /** The appointment that it is the report of, and the start by which the time that is meant is called in it. */
  readonly appointment?: RecordId | undefined;
  readonly occurrence?: string | undefined;
}

/** What the shell does for its pages. */
export interface Shell {
  /** Opens the form in which what happened is written down. */
  readonly log: (request: LogRequest) => void;
  /** Opens the form in which a record of that page is begun, perhaps about a contact. */
  readonly begin: (href: string, party?: RecordId) => void;
  /** The end of every page's head: the sync mark, where there is no rail. */
  readonly end: () => JSX.Element;
  /** The start of it: a way back, where there is no rail and the bar has no way to the page. */
  readonly start: () => JSX.Element;
}

export const ShellContext = createContext<Shell>();

export function useShell(): Shell {
  const shell = useContext(ShellContext);
  if (!shell) throw new Error("useShell needs the Shell above it");
  return shell;
}
