import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Page } from "@playwright/test";
import { canonicalJson } from "../../src/lib/canonical.ts";
import type { KontorDoor } from "../../src/workspace/door.ts";

type Call<Name extends keyof KontorDoor> = KontorDoor[Name] extends (...args: infer Args) => Promise<infer Answer>
  ? (...args: Args) => Promise<Answer>
  : never;
/** `window.kontor` of a page, asked from here. Files and blobs do not cross; see `importFiles`. */
export type RemoteDoor = { readonly [Name in Exclude<keyof KontorDoor, "version" | "importFile" | "export">]: Call<Name> };

/** The scripting door of a window. A refusal arrives as an error whose message begins with its code. */
export const doorOf = (page: () => Pick<Page, "evaluate">): RemoteDoor =>
  new Proxy({} as RemoteDoor, {
    get:
      (_, name: string) =>
      (...args: unknown[]) =>
        page().evaluate(
          async ([call, given]) => {
            await new Promise<void>((ready) => {
              const look = (): void => (window.kontor ? ready() : void setTimeout(look, 5));
              look();
            });
            try {
              return await (window.kontor as unknown as Record<string, (...all: unknown[]) => Promise<unknown>>)[call]?.(...given);
            } catch (error) {
              throw new Error(
                `${(error as { code?: string }).code ?? "error"}: ${JSON.stringify((error as { facts?: unknown }).facts ?? String(error))}`,
              );
            }
          },
          [name, args] as const,
        ),
  });

/** Hands files from this disk to the import, as a person would drop them. */
export async function importFiles(
  page: Page,
  paths: readonly string[],
  options: object = {},
): Promise<Awaited<ReturnType<KontorDoor["importFile"]>>> {
  const files = paths.map((path) => ({ name: basename(path), base64: readFileSync(path).toString("base64") }));
  return page.evaluate(
    async ([given, chosen]) => {
      const made = given.map(({ name, base64 }) => new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name));
      return (window.kontor as KontorDoor).importFile(made.length === 1 ? (made[0] as File) : made, chosen);
    },
    [files, options] as const,
  );
}

/** Resolves when all the given doors hold the same entries, which is asked of their acknowledged vectors. */
export async function inStep(...doors: RemoteDoor[]): Promise<void> {
  for (const deadline = Date.now() + 120_000; ; ) {
    const vectors = await Promise.all(doors.map(async (door) => canonicalJson((await door.status()).vector)));
    if (new Set(vectors).size === 1) return;
    if (Date.now() > deadline) throw new Error(`devices do not get in step: ${vectors.join("\n")}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** One digest for all, of documents and of rows, each recomputed from what is on the disk. */
export async function sameDigest(...doors: RemoteDoor[]): Promise<string> {
  const digests = new Map<string, string>();
  for (const [i, door] of doors.entries())
    for (const of of ["documents", "rows"] as const) digests.set(await door.digest(of), `device ${i + 1}, ${of}`);
  if (digests.size !== 1) throw new Error(`digests differ: ${JSON.stringify([...digests])}`);
  return [...digests.keys()][0] as string;
}
