import { render, screen } from "@solidjs/testing-library";
import { describe, expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { type BrowserFacts, browserKind } from "../../src/features/join/browser.ts";
import { JoinPage } from "../../src/features/join/JoinPage.tsx";
import { reasonOf, Waiting } from "../../src/features/join/Waiting.tsx";
import { err, ok } from "../../src/lib/result.ts";
import type { LinkFacts, WindowSession } from "../../src/state/session.tsx";
import { anInfo, aStatus, onScreen, type ScreenOptions } from "../support/screen.tsx";

const facts: LinkFacts = { workspace: "c".repeat(32), workspaceName: "Haustechnik Süd", inviter: "Anna", known: null };
const desk: BrowserFacts = {
  userAgent: "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36",
  maxTouchPoints: 0,
  isInstalled: false,
};
const iPhone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";
const inWhatsApp = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148";

function joining(session: Partial<WindowSession>, browser: BrowserFacts = desk, options: ScreenOptions = {}): { joined: number } {
  const seen = { joined: 0 };
  const page = () => <JoinPage browser={browser} onJoined={() => void seen.joined++} onBack={() => undefined} />;
  render(onScreen(page, { path: "/join/AAAA", session: { readLink: async () => ok(facts), ...session }, ...options }));
  return seen;
}

describe("an invitation that is opened", () => {
  test("says whose it is, guesses the device's name, and asks for a name only", async () => {
    const asked: unknown[] = [];
    const seen = joining({
      join: async (_link, names) => {
        asked.push(names);
        return ok(facts.workspace);
      },
    });
    await screen.findByText("Anna lädt Sie zu „Haustechnik Süd“ ein.");
    expect((screen.getByLabelText("Name dieses Geräts") as HTMLInputElement).value).toBe("iPhone");
    await userEvent.click(screen.getByRole("button", { name: "Beitreten" }));
    await screen.findByText(/Bitte Ihren Namen/);
    expect(asked).toEqual([]);
    await userEvent.fill(screen.getByLabelText("Ihr Name"), "Ben");
    await userEvent.click(screen.getByRole("button", { name: "Beitreten" }));
    await expect.poll(() => seen.joined).toBe(1);
    expect(asked).toEqual([{ memberName: "Ben", deviceName: "iPhone" }]);
  });

  test("takes no name that is longer than what devices tell each other", async () => {
    const asked: string[] = [];
    joining({
      join: async (_link, { memberName }) => {
        asked.push(memberName);
        return ok(facts.workspace);
      },
    });
    await userEvent.fill(await screen.findByLabelText("Ihr Name"), "ü".repeat(121));
    await userEvent.click(screen.getByRole("button", { name: "Beitreten" }));
    await screen.findByText("Der Name ist zu lang: höchstens 120 Zeichen.");
    await userEvent.fill(screen.getByLabelText("Ihr Name"), "ü".repeat(120));
    await userEvent.click(screen.getByRole("button", { name: "Beitreten" }));
    await expect.poll(() => asked).toEqual(["ü".repeat(120)]);
  });

  test("opens the workspace at once when this device belongs to it already", async () => {
    const seen = joining({ readLink: async () => ok({ ...facts, known: anInfo() }) });
    await expect.poll(() => seen.joined).toBe(1);
  });

  test("says that a link is incomplete, and lets another one be pasted", async () => {
    joining({ readLink: async () => err({ code: "link-unreadable" }) });
    await screen.findByText(/kein vollständiger Einladungslink/);
    screen.getByLabelText("Einladungslink");
  });

  test("inside a chat program sends people to Safari", async () => {
    joining({}, { ...desk, userAgent: inWhatsApp });
    await screen.findByText("Bitte in Safari öffnen – hier würde nichts gespeichert.");
    expect(screen.queryByRole("button", { name: "Beitreten" })).toBeNull();
  });

  test("in Safari on an iPhone asks for the home screen first, and can be joined anyway", async () => {
    joining({}, { ...desk, userAgent: iPhone }, { language: "en" });
    await screen.findByText(/First “Add to Home Screen”/);
    await userEvent.click(screen.getByRole("button", { name: "Join here anyway" }));
    await screen.findByRole("button", { name: "Join" });
  });
});

test("an app on the home screen, a desk browser and a chat program are told apart", () => {
  expect(browserKind(desk)).toBe("fit");
  expect(browserKind({ ...desk, userAgent: iPhone })).toBe("iosSafari");
  expect(browserKind({ ...desk, userAgent: iPhone, isInstalled: true })).toBe("fit");
  expect(browserKind({ ...desk, userAgent: inWhatsApp })).toBe("inApp");
  expect(browserKind({ ...desk, userAgent: "Mozilla/5.0 (Linux; Android 15; Pixel 9; wv) Chrome/140.0 Mobile Safari/537.36" })).toBe(
    "inApp",
  );
});

describe("whoever waits to be let in", () => {
  const network = { isOffline: false, meetingPoint: "reached", unconnected: 0, connecting: 0, connected: 0, aloneSinceMs: null } as const;
  const joiningSince = { sinceMs: Date.now(), refusal: null };

  test("learns which is missing: a meeting point, a device, or a direct path", () => {
    const why = (change: object, waitedMs: number) =>
      reasonOf({ network: { ...network, ...change }, joining: joiningSince }, waitedMs, true);
    expect(why({ meetingPoint: "connecting" }, 0)).toBe("searching");
    expect(why({}, 1_000)).toBe("searching");
    expect(why({}, 10_000)).toBe("nobody");
    expect(why({ meetingPoint: "unreachable" }, 5_000)).toBe("noMeetingPoint");
    expect(why({ meetingPoint: "unsupported" }, 0)).toBe("unsupported");
    expect(why({ unconnected: 1 }, 10_000)).toBe("noPath");
    expect(why({ connecting: 1 }, 10_000)).toBe("connecting");
    expect(why({ isOffline: true }, 0)).toBe("offline");
  });

  test("reads that an invitation was revoked, and can use another link", async () => {
    const status = aStatus({ state: "joining", joining: { sinceMs: Date.now(), refusal: "invitation-revoked" } });
    render(onScreen(() => <Waiting>drin</Waiting>, { status, info: anInfo({ state: "joining", inviter: "Anna" }) }));
    await screen.findByText("Diese Einladung gilt nicht mehr. Bitten Sie um eine neue.");
    screen.getByRole("button", { name: "Anderen Link verwenden" });
    expect(screen.queryByText("drin")).toBeNull();
  });

  test("sees the app as soon as somebody has let this device in", async () => {
    render(onScreen(() => <Waiting>drin</Waiting>, { status: aStatus() }));
    await screen.findByText("drin");
  });
});
