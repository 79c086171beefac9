import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** The folder of real files from other programs; it lies beside the project and is never copied into it. */
export const dataFolder = process.env["KONTOR_DATA"] ?? resolve("..", "shared", "data");

export const readData = (path: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(join(dataFolder, path)));
export const readDataText = (path: string): string => readFileSync(join(dataFolder, path), "utf8");
export const listData = (folder: string, ending: string): string[] =>
  readdirSync(join(dataFolder, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => `${folder}/${name}`);
