import { render } from "@solidjs/testing-library";
import { WorkspaceDatabase } from "../../src/database/schema.ts";
import { type EngineClient, WorkspaceProvider } from "../../src/state/workspace.tsx";
import { anInfo, aStatus } from "./screen.tsx";

/** What somebody inside an open workspace made, over its database; `leave` takes its owner off the page. */
export interface Owned<Value> {
  readonly value: Value;
  readonly leave: () => void;
}

let count = 0;

/** An empty workspace's rows, each test its own. */
export const aDatabase = (): WorkspaceDatabase => new WorkspaceDatabase(`state-${Date.now()}-${++count}`, "relaxed");

/** An engine that keeps drafts where the real one does, and tells how it is; nothing else is asked of it. */
export const anEngineOver = (db: WorkspaceDatabase, more: Partial<EngineClient> = {}): EngineClient =>
  ({
    watchStatus: async (listener: (status: ReturnType<typeof aStatus>) => void) => {
      listener(aStatus());
      return () => undefined;
    },
    keepDraft: async (name: string, draft: unknown) => {
      const key = `draft ${name}`;
      if (draft) await db.meta.put({ key, value: draft });
      else await db.meta.delete(key);
      return { ok: true, value: null };
    },
    ...more,
  }) as unknown as EngineClient;

/** Makes something as a component of an open workspace does. */
export function inWorkspace<Value>(make: () => Value, db: WorkspaceDatabase, engine = anEngineOver(db)): Owned<Value> {
  let value: Value | undefined;
  const Maker = (): null => {
    value = make();
    return null;
  };
  const { unmount } = render(() => (
    <WorkspaceProvider session={{ info: anInfo(), engine, db }}>
      <Maker />
    </WorkspaceProvider>
  ));
  return { value: value as Value, leave: unmount };
}
