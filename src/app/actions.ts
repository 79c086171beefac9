import { createContext, useContext } from "solid-js";
import type { LogRequest } from "../ui/appPage.ts";

/** What can be begun from any page of the app. */
export interface Actions {
  readonly log: (request: LogRequest) => void;
  readonly newContact: (typed: string) => void;
  readonly importFiles: (files: readonly File[]) => void;
  /** The files that were dropped on the way to the import; each is handed out once. */
  readonly takeFiles: () => readonly File[];
  readonly leave: () => void;
  readonly shortcuts: () => void;
  readonly find: () => void;
}

export const ActionsContext = createContext<Actions>();

export function useActions(): Actions {
  const actions = useContext(ActionsContext);
  if (!actions) throw new Error("useActions needs the Shell above it");
  return actions;
}
