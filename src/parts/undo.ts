import type { EngineClient } from "../state/workspace.tsx";
import { act, type Done } from "../ui/act.ts";
import { text } from "./text.ts";

/** The tick, with ten seconds to think again. */
export const savedWithUndo = (engine: EngineClient): Done => ({
  message: text().saved,
  action: { label: text().undo, run: () => void act(engine.undo()) },
});

/** Whatever was done, with the way back. */
export const doneWithUndo = (engine: EngineClient, message: string): Done => ({ ...savedWithUndo(engine), message });
