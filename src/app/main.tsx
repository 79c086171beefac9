import "./trustedTypes.ts";
import "../ui/tokens.css";
import { lazy } from "solid-js";
import { render } from "solid-js/web";
import { applyLook } from "../ui/settings.ts";

applyLook();
const root = document.getElementById("root");
if (root) {
  const Gallery = lazy(() => import("./Gallery.tsx"));
  render(() => <Gallery />, root);
}
