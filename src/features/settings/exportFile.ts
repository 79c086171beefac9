import type { EngineClient } from "../../state/workspace.tsx";

/** Everything as one JSON file, read in portions; gives how many records it holds. */
export async function exportEverything(engine: EngineClient, name: string): Promise<number> {
  const parts: string[] = [];
  let count = 0;
  let after: string | null = null;
  do {
    const portion: Awaited<ReturnType<EngineClient["exportPortion"]>> = await engine.exportPortion(after);
    count += portion.records.length;
    if (portion.records.length > 0) parts.push(portion.records.map((record) => JSON.stringify(record)).join(",\n"));
    after = portion.after;
  } while (after !== null);
  const file = new Blob([`{"format":"kontor-export","version":1,"workspace":${JSON.stringify(name)},"records":[\n`, parts.join(",\n"), "\n]}\n"], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "kontor"}-${new Date().toISOString().slice(0, 10)}.json`;
  link.click();
  // The download has begun by then; until then the address must live.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return count;
}
