import type { JSX } from "solid-js";
import "./Logo.css";

/** The app's mark, as on its icon: a K whose arms end in two people. */
export const Logo = (): JSX.Element => (
  <svg class="logo" viewBox="0 0 512 512" aria-hidden="true">
    <rect width="512" height="512" rx="112" fill="#0f5c63" />
    <g fill="none" stroke="#fff" stroke-width="48" stroke-linecap="round" stroke-linejoin="round">
      <path d="M166 122v268" />
      <path d="M332 146 166 256l166 110" />
    </g>
    <circle cx="336" cy="144" r="50" fill="#ffc857" />
    <circle cx="336" cy="368" r="50" fill="#7fd6c2" />
  </svg>
);
