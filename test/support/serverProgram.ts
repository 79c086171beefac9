import { bundle } from "../../src/server/bundle.mjs";

let program: Promise<string> | undefined;

/** The server's program as one file, made once for all servers that this process starts. */
export const serverProgram = (): Promise<string> => (program ??= bundle("src/server/main.ts"));
