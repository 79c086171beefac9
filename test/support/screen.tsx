import { HashRouter, Route } from "@solidjs/router";
import { cleanup } from "@solidjs/testing-library";
import type { JSX } from "solid-js";
import { afterEach } from "vitest";
import { WorkspaceDatabase } from "../../src/database/schema.ts";
import { type Language, setLanguage } from "../../src/i18n/language.ts";
import { ok } from "../../src/lib/result.ts";
import { SessionProvider, type WindowSession } from "../../src/state/session.tsx";
import {
  type DeviceStatus,
  type EngineClient,
  type EngineStatus,
  type WorkspaceInfo,
  WorkspaceProvider,
} from "../../src/state/workspace.tsx";

/** A workspace's screens without an engine behind them: what the engine would tell is said by the test. */

afterEach(() => {
  cleanup();
  sessionStorage.clear();
});

const founder = "a".repeat(32);

export const aDevice = (more: Partial<DeviceStatus> = {}): DeviceStatus => ({
  id: founder,
  name: "Büro",
  member: founder,
  memberName: "Anna",
  isThis: true,
  isConnected: false,
  seenMs: Date.now(),
  lacks: 0,
  acknowledged: { [founder]: 12 },
  ...more,
});

export const anotherDevice = (more: Partial<DeviceStatus> = {}): DeviceStatus =>
  aDevice({ id: "b".repeat(32), name: "iPhone", member: "b".repeat(32), memberName: "Ben", isThis: false, ...more });

export function aStatus(more: Partial<EngineStatus> = {}): EngineStatus {
  const devices = more.devices ?? [aDevice()];
  return {
    workspace: founder,
    name: "Haustechnik Süd",
    device: founder,
    member: founder,
    isSample: false,
    state: "ready",
    devices,
    members: devices.map((device) => ({ id: device.member, name: device.memberName, role: device.isThis ? "owner" : "member" })),
    invitations: [],
    pending: 0,
    copies: devices.length,
    network: { isOffline: false, meetingPoint: "reached", unconnected: 0, connecting: 0, connected: 0, aloneSinceMs: Date.now() - 60_000 },
    receiving: null,
    vector: { [founder]: 12 },
    waiting: 0,
    counts: { party: 182 },
    troubles: [],
    traffic: { sent: 0, received: 0 },
    joining: null,
    ...more,
  };
}

export const anInvitation = (more: Partial<EngineStatus["invitations"][number]> = {}): EngineStatus["invitations"][number] => ({
  id: "i1",
  createdAt: "2026-11-21T09:00:00.000Z",
  isRevoked: false,
  once: true,
  isOpen: true,
  mayRevoke: true,
  ...more,
});

export const anInfo = (more: Partial<WorkspaceInfo> = {}): WorkspaceInfo => ({
  id: founder,
  name: "Haustechnik Süd",
  memberName: "Anna",
  deviceName: "Büro",
  isSample: false,
  state: "ready",
  createdAt: "2026-11-21T09:00:00.000Z",
  lastOpenedAt: "2026-11-21T09:00:00.000Z",
  ...more,
});

export interface ScreenOptions {
  readonly status?: EngineStatus;
  readonly info?: WorkspaceInfo;
  readonly session?: Partial<WindowSession>;
  readonly engine?: Partial<EngineClient>;
  readonly language?: Language;
  readonly path?: string;
}

/** What to render: the screen as it stands in the app, with router, session and workspace around it. */
export function onScreen(screen: () => JSX.Element, options: ScreenOptions = {}): () => JSX.Element {
  setLanguage(options.language ?? "de");
  const [path = "", query = ""] = (options.path ?? "/").split("?");
  location.hash = `#${path}${query}`;
  const status = options.status ?? aStatus();
  const engine = {
    status: async () => status,
    watchStatus: async (listener: (status: EngineStatus) => void) => {
      listener(status);
      return () => undefined;
    },
    ...options.engine,
  } as EngineClient;
  const info = options.info ?? anInfo();
  const db = new WorkspaceDatabase(`screen-${info.id}`, "relaxed");
  const session = {
    state: () => ({ kind: "none" as const }),
    workspaces: () => [],
    config: async () => ({ signalling: [], ice: [], addresses: [] }),
    open: async () => ok(null),
    leave: async () => undefined,
    reconnect: () => undefined,
    deviceName: "iPhone",
    engineHome: () => ({ home: "shared-worker" as const, reason: "keys-kept" as const }),
    ...options.session,
  } as unknown as WindowSession;
  const Root = (): JSX.Element => (
    <SessionProvider session={session}>
      <WorkspaceProvider session={{ info, engine, db }}>{screen()}</WorkspaceProvider>
    </SessionProvider>
  );
  return () => (
    <HashRouter>
      <Route path="/join/:link?" component={Root} />
      <Route path="*" component={Root} />
    </HashRouter>
  );
}
