import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A file on the disk for as long as the story takes: some drivers hand over paths only. */
export async function withFile(name: string, content: string | Uint8Array, use: (path: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "kontor-file-"));
  try {
    const path = join(folder, name);
    writeFileSync(path, content);
    await use(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
