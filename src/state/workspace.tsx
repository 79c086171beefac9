import { createContext, createMemo, createSignal, type JSX, onCleanup, useContext } from "solid-js";
import { readChoices } from "../database/choices.ts";
import { DirectoryView, followDirectory } from "../database/directoryView.ts";
import { settingsRow } from "../database/questions.ts";
import type { DirectoryEntry } from "../database/rows.ts";
import type { WorkspaceDatabase } from "../database/schema.ts";
import type { Settings } from "../domain/settings.ts";
import type { RecordId } from "../lib/id.ts";
import type { EngineApi, EngineStatus, WorkspaceInfo } from "../workspace/api.ts";
import { createShelf, type Shelf } from "./shelf.ts";
import { createWatch } from "./watch.ts";

export type { DeviceStatus, EngineApi as EngineClient, EngineStatus, NetworkStatus, NewsItem, WorkspaceInfo } from "../workspace/api.ts";

/** One open workspace, as screens see it. */
export interface Workspace {
  readonly id: string;
  readonly info: WorkspaceInfo;
  /** Commands and what only the engine knows. */
  readonly engine: EngineApi;
  /** The rows, for questions. */
  readonly db: WorkspaceDatabase;
  /** Undefined until the engine has answered once. */
  readonly status: () => EngineStatus | undefined;
  /** All contacts; reading it in a component follows every change. Undefined until they have been read once. */
  readonly directory: () => DirectoryView | undefined;
  readonly entry: (id: RecordId) => DirectoryEntry | undefined;
  readonly settings: () => Partial<Settings>;
  /** Empty for whom this team does not know; an owner that a file named is a name already. */
  readonly memberName: (id: string) => string;
  /** Who sits at a device; empty when it is not known. */
  readonly memberOf: (device: string) => string;
  /** What was typed here and not yet saved. */
  readonly drafts: Shelf;
  /** Contact → how much is to be chosen there: values that rival each other, deletions that met work. */
  readonly choices: () => ReadonlyMap<RecordId, number>;
}

export interface Session {
  readonly info: WorkspaceInfo;
  readonly engine: EngineApi;
  readonly db: WorkspaceDatabase;
}

const Context = createContext<Workspace>();

export function useWorkspace(): Workspace {
  const workspace = useContext(Context);
  if (!workspace) throw new Error("useWorkspace needs a WorkspaceProvider above it: no workspace is open here");
  return workspace;
}

export function WorkspaceProvider(props: { readonly session: Session; readonly children: JSX.Element }): JSX.Element {
  const workspace = createWorkspace(props.session);
  return <Context.Provider value={workspace}>{props.children}</Context.Provider>;
}

function createWorkspace(session: Session): Workspace {
  const view = new DirectoryView();
  const [directory, setDirectory] = createSignal<DirectoryView | undefined>(undefined, { equals: false });
  const [status, setStatus] = createSignal<EngineStatus>();
  const [failure, setFailure] = createSignal<unknown>();

  const stopDirectory = followDirectory(session.db, view, () => setDirectory(view), setFailure);
  onCleanup(stopDirectory);

  let isOpen = true;
  let stopStatus: (() => void) | undefined;
  onCleanup(() => {
    isOpen = false;
    stopStatus?.();
  });
  void session.engine
    .watchStatus((next) => isOpen && setStatus(next))
    .then((stop) => {
      if (isOpen) stopStatus = stop;
      else stop();
    });

  const settings = createWatch(() => settingsRow(session.db));
  const open = createWatch(() => readChoices(session.db));
  const choices = createMemo(() => {
    const counts = new Map<RecordId, number>();
    for (const { parties, count } of open() ?? []) for (const party of parties) counts.set(party, (counts.get(party) ?? 0) + count);
    return counts;
  });
  return {
    id: session.info.id,
    info: session.info,
    engine: session.engine,
    db: session.db,
    status,
    directory: () => {
      if (failure() !== undefined) throw failure();
      return directory();
    },
    entry: (id) => directory()?.get(id),
    settings: () => (settings()?.record ?? {}) as Partial<Settings>,
    memberName: (id) => status()?.members.find((member) => member.id === id)?.name ?? (isMemberId(id) ? "" : id),
    memberOf: (device) => {
      const known = status()?.devices.find((one) => one.id === device);
      return known ? (status()?.members.find(({ id }) => id === known.member)?.name ?? known.memberName) : "";
    },
    drafts: createShelf(session.db, session.engine),
    choices,
  };
}

/** Ids of members are devices' ids: 32 hexadecimal digits, which no name is. */
const isMemberId = (text: string): boolean => /^[\da-f]{32}$/.test(text);
