import { appendFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Device } from "./app.ts";

/**
 * Leaves at the end of a dead browser's log what a write leaves that the power cut in the middle: the head of a record and
 * half of what it announces. Format: github.com/google/leveldb, doc/log_format.md.
 */
export function tearLog({ profile }: Device): void {
  const folder = join(profile, "Default", "IndexedDB");
  const database = readdirSync(folder).find((name) => name.endsWith(".leveldb"));
  const log = database && readdirSync(join(folder, database)).findLast((name) => name.endsWith(".log"));
  if (!log) throw new Error("This browser keeps no such log any more: the story of the torn one can go, and renewLog.ts with it");
  const file = join(folder, database, log);
  const [blockBytes, headBytes, kindFull] = [32_768, 7, 1];
  const room = blockBytes - (statSync(file).size % blockBytes) - headBytes;
  if (room < 2) throw new Error("The log ends at the end of a block, where nothing can be torn");
  const announced = Math.min(1_000, room);
  const torn = Buffer.alloc(headBytes + (announced >> 1), 7);
  torn.writeUInt16LE(announced, 4);
  torn[6] = kindFull;
  appendFileSync(file, torn);
}
