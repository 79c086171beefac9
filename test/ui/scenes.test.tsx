import { afterAll, describe, expect, test } from "vitest";
import { languages, setLanguage } from "../../src/i18n/language.ts";
import type { Scenes } from "../../src/ui/scene.ts";
import { setTheme } from "../../src/ui/settings.ts";
import { show, violationsIn } from "../support/scene.tsx";

const files = import.meta.glob<{ readonly scenes: Scenes }>("../../src/{ui,features}/**/*.examples.tsx", { eager: true });
const scenes = Object.values(files).flatMap((file) => file.scenes);

afterAll(() => {
  setTheme("system");
  setLanguage("de");
});

test("there are scenes to look at", () => {
  expect(scenes.length).toBeGreaterThan(5);
});

describe.each(scenes.map((scene) => [scene.name, scene] as const))("scene: %s", (_name, scene) => {
  test.each(["light", "dark"] as const)("everybody can use it in %s", async (theme) => {
    setTheme(theme);
    setLanguage(theme === "light" ? "de" : "en");
    expect(await violationsIn(show(scene.render))).toEqual([]);
  });

  test("nothing sticks out of a narrow screen", () => {
    for (const language of languages) {
      setLanguage(language);
      const container = show(scene.render);
      container.style.cssText = "width: 320px; box-sizing: border-box; padding-inline: 16px";
      expect(container.scrollWidth).toBeLessThanOrEqual(320);
      container.style.cssText = "";
    }
  });
});
