import { readFileSync } from "node:fs";
import { join } from "node:path";
import { WebSocket } from "ws";
import type { Device } from "./app.ts";

interface Target {
  readonly type: string;
  readonly webSocketDebuggerUrl: string;
}

/**
 * JavaScript heap of a device's page and of its engine in megabytes, after collecting what is garbage. The device needs the
 * flag `--remote-debugging-port=0`: Playwright's own connection does not reach shared workers.
 */
export async function heapOf(device: Device): Promise<number> {
  const [port] = readFileSync(join(device.profile, "DevToolsActivePort"), "utf8").split("\n");
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as Target[];
  const ours = targets.filter(({ type }) => type === "page" || type === "shared_worker");
  if (!ours.some(({ type }) => type === "shared_worker")) throw new Error("The device has no engine to measure");
  const sizes = await Promise.all(ours.map(({ webSocketDebuggerUrl }) => heapAt(webSocketDebuggerUrl)));
  return sizes.reduce((sum, size) => sum + size, 0) / 1e6;
}

async function heapAt(address: string): Promise<number> {
  const socket = new WebSocket(address, { perMessageDeflate: false });
  await new Promise((done, fail) => socket.once("open", done).once("error", fail));
  const ask = (id: number, method: string): Promise<Record<string, unknown>> =>
    new Promise((done) => {
      socket.on("message", (data) => {
        const message = JSON.parse(String(data)) as { id?: number; result?: Record<string, unknown> };
        if (message.id === id) done(message.result ?? {});
      });
      socket.send(JSON.stringify({ id, method }));
    });
  await ask(1, "HeapProfiler.collectGarbage");
  const { usedSize } = await ask(2, "Runtime.getHeapUsage");
  socket.close();
  return Number(usedSize);
}
