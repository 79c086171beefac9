import { buildIfStale } from "../../src/server/build.ts";
import { openBrowserPath } from "./browser.ts";

/** Before journeys and benches: a browser is here, and what is driven is what the sources say. */
export default async function prepare(): Promise<void> {
  await openBrowserPath();
  buildIfStale("dist");
}
