// The drill opens every entry and builds every document: work for a thread of its own, which ends when it is given up.
import * as Comlink from "comlink";
import { drill } from "./drill.ts";

const work = {
  drill: (file: Blob, passphrase: string, onProgress: (share: number) => void): ReturnType<typeof drill> =>
    drill(file, passphrase, { onProgress: (share) => onProgress(share) }),
};
export type DrillWork = typeof work;
Comlink.expose(work);
