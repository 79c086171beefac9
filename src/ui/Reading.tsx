import type { JSX } from "solid-js";
import { text } from "./text.ts";
import "./Reading.css";

/** In place of what is not here yet; shows itself only when that takes longer than a moment. */
export const Reading = (): JSX.Element => (
  <p class="reading" aria-busy="true">
    {text().reading}
  </p>
);
