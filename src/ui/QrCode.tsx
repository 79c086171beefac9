import { createMemo, type JSX } from "solid-js";
import { encode } from "uqr";
import { text } from "./text.ts";
import "./QrCode.css";

/** Black on white in both themes: phone cameras want it so. */
export function QrCode(props: { readonly value: string; readonly label?: string }): JSX.Element {
  const code = createMemo(() => encode(props.value, { ecc: "L", border: 3 }));
  const path = (): string =>
    code()
      .data.map((line, y) => line.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")).join(""))
      .join("");
  return (
    <svg
      class="qr-code"
      role="img"
      aria-label={props.label ?? text().qr}
      viewBox={`0 0 ${code().size} ${code().size}`}
      shape-rendering="crispEdges"
    >
      <rect width={code().size} height={code().size} fill="#fff" />
      <path d={path()} fill="#000" />
    </svg>
  );
}
