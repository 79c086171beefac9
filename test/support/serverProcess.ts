import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serverProgram } from "./serverProgram.ts";

/** The server as `npm start` runs it: `main.ts` in a process of its own, with a page of one line to serve. */
export interface ServerProcess {
  readonly port: number;
  readonly isAlive: boolean;
  /** All it has complained of so far. */
  readonly complaints: string;
  stop(): Promise<void>;
}

export async function startServerProcess(): Promise<ServerProcess> {
  const folder = mkdtempSync(join(tmpdir(), "kontor-server-"));
  writeFileSync(join(folder, "index.html"), "<!doctype html>page");
  writeFileSync(join(folder, "config.json"), '{"signalling":[],"iceServers":[]}');
  const program = [await serverProgram(), "--no-build", "--folder", folder, "--port", "0"];
  const child = spawn(process.execPath, program, { stdio: ["ignore", "pipe", "pipe"] });
  const end = () => child.kill();
  process.once("exit", end);
  let complaints = "";
  let isAlive = true;
  child.stderr.on("data", (data) => {
    complaints += String(data);
  });
  const gone = new Promise<void>((done) =>
    child.once("exit", () => {
      isAlive = false;
      process.off("exit", end);
      rmSync(folder, { recursive: true, force: true });
      done();
    }),
  );
  const port = await new Promise<number>((done, fail) => {
    let said = "";
    child.stdout.on("data", (data) => {
      said += String(data);
      const found = said.match(/localhost:(\d+)\//);
      if (found) done(Number(found[1]));
    });
    void gone.then(() => fail(new Error(`the server ended: ${complaints}`)));
  });
  return {
    port,
    get isAlive() {
      return isAlive;
    },
    get complaints() {
      return complaints;
    },
    async stop() {
      child.kill("SIGTERM");
      await gone;
    },
  };
}
