import { createResource, type JSX, Show } from "solid-js";
import { isPrivateWindow } from "../lib/siteStorage.ts";
import { known } from "../state/known.ts";
import { Banner } from "../ui/Banner.tsx";
import { text } from "./text.ts";

/** Red from the first screen on: whoever works here must know that it ends with the window. */
export function PrivateWindow(): JSX.Element {
  const [isPrivate] = createResource(isPrivateWindow);
  return (
    <Show when={known(isPrivate)}>
      <Banner tone="bad">{text().privateWindow}</Banner>
    </Show>
  );
}
