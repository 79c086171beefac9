import { render, screen } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import { TeamPage } from "../../src/features/team/TeamPage.tsx";
import { ok } from "../../src/lib/result.ts";
import { aDevice, anInfo, anotherDevice, aStatus, onScreen } from "../support/screen.tsx";

test("the team shows every member with their devices, and lets one rename oneself", async () => {
  render(onScreen(() => <TeamPage />, { status: aStatus({ devices: [aDevice(), anotherDevice({ isConnected: true })] }) }));
  await screen.findByText("Ben");
  screen.getByRole("button", { name: "Ihr Name: Anna" });
  screen.getByRole("button", { name: "Dieses Gerät: Büro" });
  screen.getByText("jetzt verbunden");
});

test("an invitation says that nobody else can open localhost, and that the meeting point is missing", async () => {
  let invitations: { id: string; createdAt: string; isRevoked: boolean }[] = [];
  const status = () =>
    aStatus({
      invitations,
      network: { isOffline: false, meetingPoint: "unreachable", unconnected: 0, connecting: 0, connected: 0, aloneSinceMs: 0 },
    });
  const engine = {
    status: async () => status(),
    watchStatus: async (listener: (now: ReturnType<typeof status>) => void) => {
      const timer = setInterval(() => listener(status()), 20);
      return () => clearInterval(timer);
    },
    invite: async ({ base }: { base: string }) => {
      invitations = [{ id: "i1", createdAt: "2026-11-21T09:00:00.000Z", isRevoked: false }];
      return ok(`${base}#/join/AAAABBBB`);
    },
  };
  const session = { config: async () => ({ signalling: [], ice: [], addresses: ["https://192.168.1.5:8080/"] }) };
  render(onScreen(() => <TeamPage />, { engine, session }));
  (await screen.findByRole("button", { name: "Team einladen" })).click();
  await screen.findByText("Diesen Link kann nur dieser Computer öffnen.");
  screen.getByText(/An dieser Adresse gibt es keinen Treffpunkt/);
  const link = (await screen.findByLabelText("Einladungslink")) as HTMLInputElement;
  expect(link.value).toMatch(/^http:\/\/localhost:\d+.*#\/join\/AAAABBBB$/);
  (await screen.findByRole("button", { name: "Link für andere Geräte" })).click();
  await expect.poll(() => link.value).toBe("https://192.168.1.5:8080/#/join/AAAABBBB");
  screen.getByText("wartet");
});

test("nobody can be invited to sample data", async () => {
  render(onScreen(() => <TeamPage />, { status: aStatus({ isSample: true }), info: anInfo({ isSample: true }) }));
  await screen.findByText(/Zu Beispieldaten kann niemand eingeladen werden/);
  expect(screen.queryByRole("button", { name: "Team einladen" })).toBeNull();
});
