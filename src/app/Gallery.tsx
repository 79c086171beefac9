import { HashRouter, Route } from "@solidjs/router";
import { For, type JSX } from "solid-js";
import { language, languages, setLanguage } from "../i18n/language.ts";
import { SegmentedControl } from "../ui/SegmentedControl.tsx";
import type { Scenes } from "../ui/scene.ts";
import { densities, density, setDensity, setTheme, theme, themes } from "../ui/settings.ts";
import "./Gallery.css";

const files = import.meta.glob<{ readonly scenes: Scenes }>("../{ui,features}/**/*.examples.tsx", { eager: true });
const all = Object.values(files).flatMap((file) => file.scenes);

/** Every scene on one page, while developing. `?only=Fields` shows one. */
export default function Gallery(): JSX.Element {
  const only = new URLSearchParams(location.search).get("only");
  const segments = (values: readonly string[]): { value: string; label: string }[] => values.map((value) => ({ value, label: value }));
  const Page = (): JSX.Element => (
    <main class="gallery">
      <h1>Kontor</h1>
      <header>
        <SegmentedControl
          label="Theme"
          value={theme()}
          segments={segments(themes)}
          onChange={(value) => setTheme(value as (typeof themes)[number])}
        />
        <SegmentedControl
          label="Density"
          value={density()}
          segments={segments(densities)}
          onChange={(value) => setDensity(value as (typeof densities)[number])}
        />
        <SegmentedControl
          label="Language"
          value={language()}
          segments={segments(languages)}
          onChange={(value) => setLanguage(value as (typeof languages)[number])}
        />
      </header>
      <For each={all.filter((scene) => only === null || scene.name === only)}>
        {(scene) => (
          <section>
            <h2>{scene.name}</h2>
            {scene.render()}
          </section>
        )}
      </For>
    </main>
  );
  return (
    <HashRouter>
      <Route path="*" component={Page} />
    </HashRouter>
  );
}
