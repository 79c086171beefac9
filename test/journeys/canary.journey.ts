import type { Page } from "@playwright/test";
import { doorOf, inStep } from "../support/door.ts";
import { expect, test } from "../support/journey.ts";

// Promise 3: what a meeting point, a web server, a link's visible half or a storage's name tells of a workspace. Names and values that
// occur nowhere else are written, and looked for in all of it: as they are, escaped, and inside anything that reads as base64.

const canaries = {
  workspace: "Zwiebelfisch Haustechnik",
  member: "Quirin Abendroth",
  newcomer: "Xaveria Nachtigall",
  device: "Werkstattrechner Blau",
  contact: "Malerbetrieb Zypressenhain",
  phone: "+49 30 23125 987",
  note: "Schlüssel liegt unter der Regentonne",
};

/** Every way the words may lie in a text. */
function find(text: string): string[] {
  const decoded = (text.match(/[\w+/-]{16,}={0,2}/g) ?? []).map((part) => Buffer.from(part, "base64").toString("latin1"));
  const all = [text, ...decoded];
  return Object.values(canaries).filter((word) => {
    const ways = [word, JSON.stringify(word).slice(1, -1), encodeURIComponent(word), Buffer.from(word, "utf8").toString("latin1")];
    return ways.some((way) => all.some((one) => one.includes(way)));
  });
}

interface Heard {
  readonly frames: string[];
  readonly requests: string[];
  readonly console: string[];
}

function listen(page: Page): Heard {
  const heard: Heard = { frames: [], requests: [], console: [] };
  page.on("websocket", (socket) => {
    heard.requests.push(socket.url());
    const hear = ({ payload }: { payload: string | Buffer }): void => void heard.frames.push(payload.toString("latin1"));
    socket.on("framesent", hear);
    socket.on("framereceived", hear);
  });
  page
    .context()
    .on("request", (request) => heard.requests.push(`${request.url()} ${JSON.stringify(request.headers())} ${request.postData()}`));
  page.on("console", (message) => heard.console.push(message.text()));
  return heard;
}

/** Names, not contents: what a person or program that lists storage sees without opening it. */
const storageNames = (page: Page) =>
  page.evaluate(async () => {
    const databases = (await indexedDB.databases()).map(({ name = "" }) => name);
    const caches = await window.caches.keys();
    const cached = await Promise.all(caches.map(async (name) => (await (await window.caches.open(name)).keys()).map(({ url }) => url)));
    const locks = (await navigator.locks.query()).held?.map(({ name = "" }) => name) ?? [];
    return [...databases, ...caches, ...cached.flat(), ...locks, ...Object.keys(localStorage), ...Object.keys(sessionStorage)];
  });

test("nothing that a server, a link's address or a storage's name shows tells of the workspace", async ({ device }) => {
  const desk = await device("desk");
  const phone = await device("phone", { isPhone: true });
  const [atDesk, atPhone] = [listen(desk.page), listen(phone.page)];
  await desk.page.reload();
  const door = doorOf(() => desk.page);
  await door.createWorkspace({ name: canaries.workspace, member: canaries.member, device: canaries.device });
  await door.put("party", {
    kind: "organisation",
    name: canaries.contact,
    phones: [{ value: canaries.phone }],
    note: canaries.note,
  });
  const go = new URL("#/team", desk.page.url()).href;
  await desk.page.goto("about:blank");
  await desk.page.goto(go);
  await desk.page.getByRole("button", { name: "Team einladen" }).click();
  const link = await desk.page.getByLabel("Einladungslink").inputValue();

  await phone.page.goto("about:blank");
  await phone.page.goto(link);
  await phone.page.getByLabel("Ihr Name").fill(canaries.newcomer);
  await phone.page.getByRole("button", { name: "Beitreten", exact: true }).click();
  await expect(phone.page.getByText(canaries.contact)).toBeVisible({ timeout: 30_000 });
  await inStep(
    door,
    doorOf(() => phone.page),
  );

  // The search finds what is there to be found, and what was heard is a whole meeting.
  expect(find(JSON.stringify({ data: Buffer.from(`\0{"name":"${canaries.note}"}`).toString("base64") }))).toEqual([canaries.note]);
  expect(find(encodeURIComponent(canaries.member))).toEqual([canaries.member]);
  expect(atDesk.frames.length + atPhone.frames.length).toBeGreaterThan(10);
  expect(atPhone.requests.length).toBeGreaterThan(5);

  const [before = "", behind = ""] = link.split("#");
  for (const { frames, requests, console: said } of [atDesk, atPhone]) {
    expect(frames.flatMap(find)).toEqual([]);
    expect(requests.flatMap(find)).toEqual([]);
    expect(said.flatMap(find)).toEqual([]);
    // The seed of the invitation least of all.
    const code = behind.replace(/^.*\//, "");
    expect([...frames, ...requests].filter((text) => text.includes(code))).toEqual([]);
  }
  expect(find(before)).toEqual([]);
  for (const { page } of [desk, phone]) {
    const names = await storageNames(page);
    expect(names.length).toBeGreaterThan(3);
    expect(names.flatMap(find)).toEqual([]);
  }
});
