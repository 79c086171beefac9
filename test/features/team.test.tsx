import { render, screen } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import { TeamPage } from "../../src/features/team/TeamPage.tsx";
import { ok } from "../../src/lib/result.ts";
import type { EngineStatus } from "../../src/state/workspace.tsx";
import { aDevice, anInfo, anInvitation, anotherDevice, aStatus, onScreen } from "../support/screen.tsx";

test("the team shows every member with their devices, and lets one rename oneself", async () => {
  render(onScreen(() => <TeamPage />, { status: aStatus({ devices: [aDevice(), anotherDevice({ isConnected: true })] }) }));
  await screen.findByText("Ben");
  screen.getByRole("button", { name: "Ihr Name: Anna" });
  screen.getByRole("button", { name: "Dieses Gerät: Büro" });
  screen.getByText("jetzt verbunden");
});

function inviting(addresses: readonly string[], there: EngineStatus["invitations"] = []) {
  let invitations = there;
  const asked: unknown[] = [];
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
    invite: async ({ base, once }: { base: string; once?: boolean }) => {
      asked.push(once);
      const id = `i${invitations.length + 1}`;
      invitations = [...invitations, anInvitation({ id, once: once ?? true })];
      return ok(`${base}#/join/AAAABBBB${id}`);
    },
  };
  const session = { config: async () => ({ signalling: [], ice: [], addresses }) };
  render(onScreen(() => <TeamPage />, { engine, session }));
  const link = async () => ((await screen.findByLabelText("Einladungslink")) as HTMLInputElement).value.replace(/^.*join./, "");
  const use = () => {
    invitations = invitations.map((one) => ({ ...one, isOpen: false }));
  };
  return { asked, link, use };
}

const press = async (name: string): Promise<void> => (await screen.findByRole("button", { name })).click();

test("a link is made for one person, and shown again when the dialog is opened again", async () => {
  const { asked, link } = inviting([]);
  await press("Team einladen");
  expect(await link()).toBe("AAAABBBBi1");
  screen.getByText(/Für eine Person, sieben Tage lang/);
  await press("Schließen");
  await expect.poll(() => screen.queryByLabelText("Einladungslink")).toBeNull();
  await press("Team einladen");
  expect(await link()).toBe("AAAABBBBi1");
  expect(asked).toEqual([true]);
});

test("a link for several is made on purpose, and both are kept apart", async () => {
  const { asked, link } = inviting([]);
  await press("Team einladen");
  await link();
  await press("Link für mehrere Personen");
  await screen.findByText(/Für alle, die diesen Link haben, sieben Tage lang/);
  expect(await link()).toBe("AAAABBBBi2");
  await press("Link für eine Person");
  await screen.findByText(/Für eine Person, sieben Tage lang/);
  expect(await link()).toBe("AAAABBBBi1");
  expect(asked).toEqual([true, false]);
});

test("where an invitation is open whose link is elsewhere, none is made until somebody asks; nor after one was used", async () => {
  const { asked, link, use } = inviting([], [anInvitation({ id: "i0" })]);
  await press("Team einladen");
  await screen.findByText(/Es gibt schon eine offene Einladung vom/);
  expect(asked).toEqual([]);
  await press("Neuen Link erstellen");
  expect(await link()).toBe("AAAABBBBi2");
  use();
  await screen.findByText(/Mit diesem Link ist jemand beigetreten/);
  expect(asked).toEqual([true]);
  await press("Neuen Link erstellen");
  expect(await link()).toBe("AAAABBBBi3");
});

test("the team sees which links are open, for whom and until when, and closes those it may close", async () => {
  const closed: string[] = [];
  const invitations = [
    anInvitation({ id: "mine", expiresAt: "2026-12-06T09:00:00.000Z" }),
    anInvitation({ id: "others", once: false, mayRevoke: false, createdAt: "2026-11-20T09:00:00.000Z" }),
    anInvitation({ id: "used", isOpen: false }),
  ];
  const engine = { revokeInvitation: async (id: string) => (closed.push(id), ok(null)) };
  render(onScreen(() => <TeamPage />, { engine, status: aStatus({ invitations }) }));
  await screen.findByText(/für eine Person, gilt bis/);
  screen.getByText("für mehrere Personen");
  expect(screen.getAllByRole("button", { name: "Zurückziehen" })).toHaveLength(1);
  await press("Zurückziehen");
  await expect.poll(() => closed).toEqual(["mine"]);
});

test("an invitation made at localhost is for the others in the network, where https answers; and says that the meeting point is missing", async () => {
  inviting(["http://192.168.1.5:8080/", "https://192.168.1.5:8080/"]);
  (await screen.findByRole("button", { name: "Team einladen" })).click();
  const link = (await screen.findByLabelText("Einladungslink")) as HTMLInputElement;
  expect(link.value).toBe("https://192.168.1.5:8080/#/join/AAAABBBBi1");
  expect(document.querySelector(".qr-code")).not.toBeNull();
  screen.getByText(/öffnet zuerst http:\/\/192\.168\.1\.5:8080\//);
  screen.getByText(/An dieser Adresse gibt es keinen Treffpunkt/);
  (await screen.findByRole("button", { name: "Link für diesen Computer" })).click();
  await expect.poll(() => link.value).toMatch(/^http:\/\/localhost:\d+.*#\/join\/AAAABBBBi1$/);
  expect(document.querySelector(".qr-code")).toBeNull();
  screen.getByText("Diesen Link kann nur dieser Computer öffnen.");
  screen.getByText("wartet");
});

test.each([[["http://192.168.1.5:8080/"]], [[]]])(
  "an invitation made at localhost without https shows nothing that a phone cannot use, and says what to do (%j)",
  async (addresses) => {
    inviting(addresses);
    (await screen.findByRole("button", { name: "Team einladen" })).click();
    await screen.findByText("Diesen Link kann nur dieser Computer öffnen.");
    screen.getByText(/npm start -- --https/);
    expect(((await screen.findByLabelText("Einladungslink")) as HTMLInputElement).value).toMatch(/^http:\/\/localhost/);
    expect(document.querySelector(".qr-code")).toBeNull();
    expect(screen.queryByRole("button", { name: "Link für andere Geräte" })).toBeNull();
  },
);

test("a browser that can connect to nobody says so before anybody is invited", async () => {
  const network = { isOffline: false, meetingPoint: "unsupported", unconnected: 0, connecting: 0, connected: 0, aloneSinceMs: 0 } as const;
  render(onScreen(() => <TeamPage />, { status: aStatus({ network }), language: "en" }));
  await screen.findByText("This browser cannot connect to other devices.");
});

test("nobody can be invited to sample data", async () => {
  render(onScreen(() => <TeamPage />, { status: aStatus({ isSample: true }), info: anInfo({ isSample: true }) }));
  await screen.findByText(/Zu Beispieldaten kann niemand eingeladen werden/);
  expect(screen.queryByRole("button", { name: "Team einladen" })).toBeNull();
});
