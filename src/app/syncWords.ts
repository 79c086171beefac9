import { troubleText } from "../i18n/troubles.ts";
import type { EngineStatus } from "../state/workspace.tsx";
import { text } from "./text.ts";

export interface SyncWords {
  readonly state: "safe" | "local" | "offline" | "trouble";
  readonly sentence: string;
  readonly short: string;
}

/** The state of saving and of the other devices in one sentence; says only what has been acknowledged. A trouble is said behind it. */
export function syncWords(status: EngineStatus | undefined): SyncWords {
  if (!status) return { state: "safe", sentence: text().savedHere, short: text().savedShort };
  const words = copiesWords(status);
  const [trouble] = status.troubles;
  return trouble ? { ...words, state: "trouble", sentence: `${words.sentence} · ${troubleText(trouble)}` } : words;
}

function copiesWords(status: EngineStatus): SyncWords {
  const { network, devices, pending, copies, receiving } = status;
  const others = devices.filter((device) => !device.isThis).length;
  if (network.isOffline)
    return {
      state: "offline",
      sentence: network.aloneSinceMs === null ? text().offlineNow(pending) : text().offlineSince(network.aloneSinceMs, pending),
      short: text().offlineShort,
    };
  // What is only here comes before everything that is only on its way.
  if (others > 0 && pending > 0)
    return {
      state: network.aloneSinceMs === null ? "local" : "offline",
      sentence: network.aloneSinceMs === null ? text().onlyHere(pending) : text().offlineSince(network.aloneSinceMs, pending),
      short: text().onlyHereShort,
    };
  if (receiving)
    return {
      state: "local",
      sentence: text().receiving(receiving.have, receiving.total),
      short: `${Math.floor((receiving.have / Math.max(1, receiving.total)) * 100)} %`,
    };
  if (others === 0) return { state: "safe", sentence: text().savedHere, short: text().savedShort };
  return {
    state: copies >= devices.length ? "safe" : "local",
    sentence: text().onDevices(copies, devices.length),
    short: text().onShort(copies, devices.length),
  };
}
