import { createContext, createSignal, onCleanup, useContext, type Accessor, type JSX } from "solid-js";
import { KontorWindow, type WindowState } from "../workspace/window.ts";
import type { WorkspaceInfo } from "../workspace/api.ts";

export type { DoorRefusal, LinkFacts, NewWorkspace, OpenWorkspace, WindowState } from "../workspace/window.ts";

/** This window's way into the program: which workspace is open, which others there are, and how to make, join and leave one. */
export interface House {
  readonly window: KontorWindow;
  readonly state: Accessor<WindowState>;
  /** Undefined until the list has been read. */
  readonly workspaces: Accessor<readonly WorkspaceInfo[] | undefined>;
}

const Context = createContext<House>();

export function useHouse(): House {
  const house = useContext(Context);
  if (!house) throw new Error("useHouse needs a HouseProvider above it");
  return house;
}

/** Starts with the workspace used last, unless tests hand in a window of their own. */
export function HouseProvider(props: { readonly window?: KontorWindow; readonly children: JSX.Element }): JSX.Element {
  const window = props.window ?? new KontorWindow();
  const [state, setState] = createSignal<WindowState>(window.state);
  const [workspaces, setWorkspaces] = createSignal<readonly WorkspaceInfo[]>();
  onCleanup(window.watch(setState));
  onCleanup(window.watchWorkspaces(setWorkspaces));
  if (window.state.kind === "reading") void window.start();
  return <Context.Provider value={{ window, state, workspaces }}>{props.children}</Context.Provider>;
}
