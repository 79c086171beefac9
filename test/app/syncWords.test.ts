import { beforeEach, expect, test } from "vitest";
import { syncWords } from "../../src/app/syncWords.ts";
import { setLanguage } from "../../src/i18n/language.ts";
import type { DeviceStatus, EngineStatus } from "../../src/workspace/api.ts";

beforeEach(() => setLanguage("de"));

const aDevice = (name: string, isThis: boolean): DeviceStatus => ({
  id: name,
  name,
  member: name,
  memberName: name,
  isThis,
  isConnected: false,
  seenMs: 0,
  lacks: 0,
  acknowledged: {},
});
const twoPastTwo = new Date(2026, 10, 21, 14, 2).getTime();
const aStatus = (
  more: { devices?: number; network?: Partial<EngineStatus["network"]> } & Omit<Partial<EngineStatus>, "devices" | "network">,
): EngineStatus => ({
  workspace: "w",
  name: "Muster",
  device: "Büro",
  member: "Anna",
  isSample: false,
  state: "ready",
  members: [],
  invitations: [],
  pending: 0,
  copies: 1,
  receiving: null,
  vector: {},
  waiting: 0,
  counts: {},
  troubles: [],
  traffic: { sent: 0, received: 0 },
  joining: null,
  ...more,
  devices: Array.from({ length: more.devices ?? 1 }, (_, i) => aDevice(`Gerät ${i}`, i === 0)),
  network: { isOffline: false, meetingPoint: "reached", unconnected: 0, connecting: 0, connected: 0, aloneSinceMs: null, ...more.network },
});
const said = (status: EngineStatus | undefined): string => `${syncWords(status).state}: ${syncWords(status).sentence}`;

test("alone, it says no more than that it is saved here", () => {
  expect(said(aStatus({}))).toBe("safe: Hier gespeichert");
  expect(said(undefined)).toBe("safe: Hier gespeichert");
});

test("it speaks of other devices only as far as they have acknowledged", () => {
  expect(said(aStatus({ devices: 2, copies: 2 }))).toBe("safe: Alles auf 2 von 2 Geräten");
  expect(said(aStatus({ devices: 3, copies: 2 }))).toBe("local: Auf 2 von 3 Geräten");
  expect(said(aStatus({ devices: 2, pending: 3 }))).toBe("local: 3 Änderungen nur hier");
});

test("in the cellar it says since when, and what is only here", () => {
  expect(said(aStatus({ devices: 2, pending: 3, network: { aloneSinceMs: twoPastTwo } }))).toBe(
    "offline: Offline seit 14:02 · 3 Änderungen nur hier",
  );
  expect(said(aStatus({ devices: 2, pending: 1, network: { isOffline: true, aloneSinceMs: twoPastTwo } }))).toBe(
    "offline: Offline seit 14:02 · eine Änderung nur hier",
  );
});

test("a trouble is said behind how many copies there are, never in their place", () => {
  const troubles: EngineStatus["troubles"] = [{ code: "disk-full", sinceMs: 0 }];
  expect(said(aStatus({ devices: 2, copies: 2, troubles }))).toMatch(
    /^trouble: Alles auf 2 von 2 Geräten · Auf diesem Gerät ist kein Platz/,
  );
  expect(said(aStatus({ devices: 3, pending: 12, troubles }))).toMatch(
    /^trouble: 12 Änderungen nur hier · Auf diesem Gerät ist kein Platz/,
  );
  expect(syncWords(aStatus({ devices: 3, copies: 2, troubles })).short).toBe("2 von 3");
});

test("what a peer only claims to have hides nothing that is only here", () => {
  expect(said(aStatus({ devices: 2, pending: 12, receiving: { have: 3, total: 9e15 } }))).toBe("local: 12 Änderungen nur hier");
});

test("while much arrives it says how far it is", () => {
  expect(said(aStatus({ devices: 2, receiving: { have: 120, total: 182 } }))).toBe("local: 120 von 182 Kontakten");
});
