import { render, screen } from "@solidjs/testing-library";
import { describe, expect, test } from "vitest";
import { SyncPage } from "../../src/features/sync/SyncPage.tsx";
import type { EngineStatus } from "../../src/state/workspace.tsx";
import { aDevice, anotherDevice, aStatus, onScreen, type ScreenOptions } from "../support/screen.tsx";

const panel = (status: EngineStatus, options: ScreenOptions = {}) =>
  render(onScreen(() => <SyncPage onInvite={() => undefined} />, { status, ...options }));
const alone = {
  isOffline: false,
  meetingPoint: "reached",
  unconnected: 0,
  connecting: 0,
  connected: 0,
  aloneSinceMs: Date.now() - 3_600_000,
} as const;
const pair = [aDevice(), anotherDevice()];

describe("the panel of the sync mark says", () => {
  test("that everything is on both devices, and who is connected", async () => {
    panel(aStatus({ devices: [aDevice(), anotherDevice({ isConnected: true })], network: { ...alone, connected: 1, aloneSinceMs: null } }));
    await screen.findByText("Alles ist auf 2 von 2 Geräten.");
    screen.getByText("Verbunden mit iPhone (Ben).");
    screen.getByText("jetzt verbunden");
  });

  test("how many changes exist only here, never more than was acknowledged", async () => {
    panel(aStatus({ devices: [aDevice(), anotherDevice({ lacks: 3 })], pending: 3, copies: 1 }));
    await screen.findByText("3 Änderungen liegen nur auf diesem Gerät.");
    screen.getByText("ihm fehlen 3 Änderungen");
    expect(screen.queryByText(/Alles ist auf/)).toBeNull();
  });

  test("that other devices are missing", async () => {
    panel(aStatus({ devices: pair, network: alone }));
    await screen.findByText(/Kein anderes Gerät des Teams hat Kontor gerade offen/);
  });

  test("that a meeting point is missing", async () => {
    panel(aStatus({ devices: pair, network: { ...alone, meetingPoint: "unreachable" } }));
    await screen.findByText(/Es fehlt ein Treffpunkt/);
  });

  test("that this browser can never connect, also to somebody who is alone so far", async () => {
    panel(aStatus({ network: { ...alone, meetingPoint: "unsupported" } }));
    await screen.findByText(/Dieser Browser kann sich nicht mit anderen Geräten verbinden/);
  });

  test("that a direct path is missing", async () => {
    panel(aStatus({ devices: pair, network: { ...alone, unconnected: 1 } }), { language: "en" });
    await screen.findByText(/One device is online, but the networks do not allow a direct connection/);
  });

  test("that the person works offline by choice, and offers the switch", async () => {
    const switched: boolean[] = [];
    panel(aStatus({ devices: pair, network: { ...alone, isOffline: true } }), {
      engine: { setOffline: async (isOffline) => void switched.push(isOffline) },
    });
    await screen.findByText(/Sie arbeiten offline, seit/);
    screen.getByRole("switch", { name: /Offline arbeiten/ }).click();
    expect(switched).toEqual([false]);
  });

  test("that a single device is no safety, and offers to invite", async () => {
    panel(aStatus());
    await screen.findByText("Dies ist das einzige Gerät. Geht es verloren, sind die Daten weg.");
    screen.getByRole("button", { name: "Team einladen" });
  });
});
