import "./trustedTypes.ts";
import "../ui/tokens.css";
import "./arriving.css";
import { createEffect, type JSX, Suspense } from "solid-js";
import { render } from "solid-js/web";
import { language } from "../i18n/language.ts";
import { lazily } from "../ui/lazily.ts";
import { applyLook } from "../ui/settings.ts";
import { App } from "./App.tsx";
import { listenForCrashes } from "./crash.ts";
import { listenForInstall } from "./install.ts";
import { watchForUpdates } from "./updates.ts";
import "./Shell.css";

applyLook();
listenForCrashes();
listenForInstall();

/** Without https a browser gives no encryption: the page can only say where to go instead. */
const Insecure = lazily(() => import("../features/start/Insecure.tsx").then((file) => ({ default: file.Insecure })));

function start(): () => JSX.Element {
  if (!globalThis.isSecureContext || !globalThis.crypto?.subtle) {
    const address = location.href.replace(/^http:/, "https:");
    return () => (
      <Suspense>
        <Insecure reason="insecure-page" address={address} />
      </Suspense>
    );
  }
  if (import.meta.env.DEV && location.hash.startsWith("#/gallery")) {
    const Gallery = lazily(() => import("./Gallery.tsx"));
    return () => (
      <Suspense>
        <Gallery />
      </Suspense>
    );
  }
  void watchForUpdates();
  return () => <App />;
}

const root = document.getElementById("root");
if (root) {
  const View = start();
  render(() => {
    createEffect(() => {
      document.documentElement.lang = language();
    });
    return <View />;
  }, root);
}
