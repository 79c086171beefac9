import { expect, test } from "vitest";
import { meetingPoints, mergeServers, serversForLinks } from "../../src/workspace/network.ts";

const page = { origin: "https://kontor.example", hostname: "kontor.example" };
const turn = { urls: "turn:turn.example:3478", username: "team", credential: "secret" };
const none = { signalling: [], ice: [], addresses: [] };

test("without a word in config.json devices meet at the page's own address, and nowhere else", () => {
  expect(meetingPoints([], page)).toEqual(["wss://kontor.example/signal"]);
  expect(meetingPoints([], { origin: "http://localhost:8080" })).toEqual(["ws://localhost:8080/signal"]);
});

test("a meeting point may be named in full or relative to the page, and what is no address is left out", () => {
  expect(meetingPoints(["wss://meet.example/signal", "/crm/signal", "https://"], page)).toEqual([
    "wss://meet.example/signal",
    "wss://kontor.example/crm/signal",
  ]);
});

test("an invitation names only servers that the newcomer's page would not find by itself", () => {
  const config = { signalling: [], addresses: ["http://192.168.1.5:8080/"], ice: [{ urls: "stun:192.168.1.5:8080" }, turn] };
  expect(serversForLinks(config, { hostname: "localhost" })).toEqual({ signalling: [], ice: [turn] });
});

test("the servers of an invitation are used beside this page's own", () => {
  const ofLink = { signalling: ["wss://meet.example/signal"], ice: [turn] };
  expect(mergeServers(none, ofLink)).toEqual({ signalling: ["/signal", "wss://meet.example/signal"], ice: [turn] });
  expect(mergeServers({ ...none, ice: [turn] }, { signalling: [], ice: [turn] })).toEqual({ signalling: [], ice: [turn] });
});
