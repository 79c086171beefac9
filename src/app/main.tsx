import "./trustedTypes.ts";
import { render } from "solid-js/web";

const root = document.getElementById("root");
if (root) render(() => <h1>Kontor</h1>, root);
