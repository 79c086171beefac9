import "fake-indexeddb/auto";
import type { Now } from "../../src/lib/clock.ts";
import { unwrap } from "../../src/lib/result.ts";
import { Engine } from "../../src/workspace/engine.ts";
import { createWorkspace } from "../../src/workspace/identity.ts";

/** A workspace of one device, founded and open, on real (in-memory) IndexedDB. */
export async function anEngine(name = "Muster GmbH", profile?: string, now?: Now): Promise<Engine> {
  const workspace = await createWorkspace(
    {
      name,
      memberName: "Anna",
      deviceName: "Büro",
      country: "DE",
      currency: "EUR",
      zone: "Europe/Berlin",
      language: "de",
      isSample: false,
    },
    profile,
  );
  return reopened(workspace, profile, now);
}

export const reopened = async (workspace: string, profile?: string, now?: Now): Promise<Engine> =>
  unwrap(await Engine.open({ workspace, ...(profile && { profile }), ...(now && { now }) }));
