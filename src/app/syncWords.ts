import { errorText } from "../i18n/errors.ts";
import type { EngineStatus } from "../state/workspace.tsx";
import { text } from "./text.ts";

export interface SyncWords {
  readonly state: "safe" | "local" | "offline" | "trouble";
  readonly sentence: string;
  readonly short: string;
}

/** The state of saving and of the other devices in one sentence; says only what has been acknowledged. */
export function syncWords(status: EngineStatus | undefined): SyncWords {
  if (!status) return { state: "safe", sentence: text().savedHere, short: text().savedShort };
  const { network, devices, pending, copies, receiving } = status;
  const trouble = status.troubles[0];
  if (trouble) return { state: "trouble", sentence: errorText(trouble), short: text().trouble };
  const others = devices.filter((device) => !device.isThis).length;
  if (network.isOffline)
    return {
      state: "offline",
      sentence: network.aloneSinceMs === null ? text().offlineNow(pending) : text().offlineSince(network.aloneSinceMs, pending),
      short: text().offlineShort,
    };
  if (receiving)
    return {
      state: "local",
      sentence: text().receiving(receiving.have, receiving.total),
      short: `${Math.floor((receiving.have / Math.max(1, receiving.total)) * 100)} %`,
    };
  if (others === 0) return { state: "safe", sentence: text().savedHere, short: text().savedShort };
  if (pending > 0)
    return {
      state: network.aloneSinceMs === null ? "local" : "offline",
      sentence: network.aloneSinceMs === null ? text().onlyHere(pending) : text().offlineSince(network.aloneSinceMs, pending),
      short: text().onlyHereShort,
    };
  return {
    state: copies >= devices.length ? "safe" : "local",
    sentence: text().onDevices(copies, devices.length),
    short: text().onShort(copies, devices.length),
  };
}
