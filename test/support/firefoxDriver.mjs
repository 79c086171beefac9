#!/usr/bin/env node
// Stands for Firefox where Playwright starts it over WebDriver BiDi, and passes everything on but the one command that
// Playwright always sends and Firefox does not know yet: without an answer to it no context ever opens.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { WebSocket, WebSocketServer } from "ws";

const UNKNOWN = "emulation.setMediaFeaturesOverride";

const firefox = spawn(process.env.KONTOR_FIREFOX, process.argv.slice(2), { stdio: ["ignore", "inherit", "pipe"] });
firefox.once("exit", (code) => process.exit(code ?? 1));
process.once("SIGTERM", () => firefox.kill());

createInterface({ input: firefox.stderr }).on("line", (line) => {
  const address = /WebDriver BiDi listening on (ws:\S+)/.exec(line)?.[1];
  if (!address) process.stderr.write(`${line}\n`);
  else {
    const front = new WebSocketServer({ host: "127.0.0.1", port: 0 });
    front.on("listening", () => process.stderr.write(`WebDriver BiDi listening on ws://127.0.0.1:${front.address().port}\n`));
    front.on("connection", (near, request) => passOn(near, new WebSocket(address + request.url, { perMessageDeflate: false })));
  }
});

function passOn(near, far) {
  const isOpen = new Promise((done) => far.once("open", done));
  near.on("message", (data) => {
    const text = data.toString();
    const { id, method } = JSON.parse(text);
    if (method === UNKNOWN) near.send(JSON.stringify({ type: "success", id, result: {} }));
    else void isOpen.then(() => far.send(text));
  });
  far.on("message", (data) => near.send(data.toString()));
  far.on("error", () => near.close());
  far.on("close", () => near.close());
  near.on("close", () => far.close());
}
