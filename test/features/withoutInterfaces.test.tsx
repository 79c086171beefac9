// Screens in a browser that lacks what others have: the rest of the screen is there, and nothing is offered that cannot be done.
import { render, screen } from "@solidjs/testing-library";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PrivateWindow } from "../../src/app/PrivateWindow.tsx";
import { defaultPolicy } from "../../src/domain/file.ts";
import { SettingsPage } from "../../src/features/settings/SettingsPage.tsx";
import { SyncPage } from "../../src/features/sync/SyncPage.tsx";
import { Invite } from "../../src/features/team/Invite.tsx";
import { ok } from "../../src/lib/result.ts";
import { copyText } from "../../src/ui/clipboard.ts";
import { Toasts } from "../../src/ui/Toasts.tsx";
import { onScreen, type ScreenOptions } from "../support/screen.tsx";

const own = Object.getOwnPropertyDescriptor(Navigator.prototype, "storage") as PropertyDescriptor;
const storageIs = (storage: unknown): void => {
  Object.defineProperty(navigator, "storage", { configurable: true, value: storage });
};
beforeEach(() => localStorage.clear());
afterEach(() => {
  Reflect.deleteProperty(navigator, "storage");
  expect(navigator.storage).toBe(own.get?.call(navigator));
  vi.restoreAllMocks();
});

const settings = () => (
  <SettingsPage build="test" onLeave={() => undefined} onRestore={() => undefined} onShortcuts={() => undefined} onInstall={undefined} />
);
const nothing = (): undefined => undefined;
/** What the backups' part of the settings asks for. */
const withBackups: ScreenOptions = {
  engine: {
    backupState: async () => ({ lastMs: null, changes: 0, onlyHere: 0, onlyHereSinceMs: null, isLockKept: false }),
    fileStorage: async () => ({ bytes: 0, binBytes: 0, files: 0, filesHere: 0 }),
    filePolicy: async () => defaultPolicy,
  },
  session: { backupFolder: () => import("../../src/workspace/backupFiles.ts") },
};
/** As a private window of Firefox or WebKit has it. */
const privateStorage = {
  estimate: async () => ({ usage: 1_000_000, quota: 1_000_000_000 }),
  persisted: async () => false,
  persist: async () => false,
  getDirectory: async () => {
    throw new DOMException("Security error when calling GetDirectory", "SecurityError");
  },
};

test("settings without navigator.storage have all the rest, and no promise to ask for", async () => {
  storageIs(undefined);
  render(onScreen(settings, withBackups));
  await screen.findByText(/Ob der Browser diese Daten dauerhaft behält, sagt er nicht/);
  expect(screen.getAllByRole("button", { name: /Vollständig/ }).length).toBeGreaterThan(0);
  expect(screen.queryByRole("button", { name: "Dauerhaft behalten" })).toBeNull();
});

test("settings say where the engine runs and why", async () => {
  render(
    onScreen(settings, {
      ...withBackups,
      session: { ...withBackups.session, engineHome: () => ({ home: "worker", reason: "shared-worker-keeps-no-keys" }) },
      language: "en",
    }),
  );
  await screen.findByText(/Only one window works at a time here; this browser keeps no keys in a shared background service/);
});

test("devices without navigator.storage offer nothing for good", async () => {
  storageIs(undefined);
  render(onScreen(() => <SyncPage onInvite={nothing} />));
  await screen.findByText("Der Browser darf die Daten löschen, wenn der Platz knapp wird.");
  expect(screen.queryByRole("button", { name: "Dauerhaft behalten" })).toBeNull();
});

test("a private window says so, and offers nothing for good", async () => {
  storageIs(privateStorage);
  render(
    onScreen(
      () => (
        <>
          <PrivateWindow />
          {settings()}
        </>
      ),
      withBackups,
    ),
  );
  await expect.poll(() => screen.queryAllByText("Privates Fenster: beim Schließen ist alles weg.").length).toBe(2);
  expect(screen.queryByRole("button", { name: "Dauerhaft behalten" })).toBeNull();
});

test("a window that only lacks the interface is no private one", async () => {
  storageIs(undefined);
  render(
    onScreen(
      () => (
        <>
          <PrivateWindow />
          {settings()}
        </>
      ),
      withBackups,
    ),
  );
  await screen.findByText(/sagt er nicht/);
  expect(screen.queryByText(/Privates Fenster/)).toBeNull();
});

test("a browser that does not let copy says what to do", async () => {
  vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new DOMException("denied", "NotAllowedError"));
  render(onScreen(() => <Toasts />));
  await copyText("link", "Link kopiert.");
  await screen.findByText(/Markieren Sie den Text und kopieren Sie ihn selbst/);
  expect(screen.queryByText("Link kopiert.")).toBeNull();
});

test("an invitation in a browser that cannot share offers only to copy", async () => {
  Object.defineProperty(navigator, "share", { configurable: true, value: undefined });
  render(
    onScreen(() => <Invite isOpen onClose={nothing} />, { engine: { invite: async () => ok("https://kontor.example/#/join/AAAABBBB") } }),
  );
  await screen.findByText(/Lassen Sie Kontor hier offen/);
  expect(screen.queryByRole("button", { name: "Teilen" })).toBeNull();
  Reflect.deleteProperty(navigator, "share");
});
