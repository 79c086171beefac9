import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Engine, engineNames, openEngine } from "../support/engines.ts";
import { test } from "../support/journey.ts";

// To be looked at: ten screens of the sample company in each engine, at a desk and on a phone. KONTOR_SCREENSHOTS names their folder.

const folder = process.env["KONTOR_SCREENSHOTS"] ?? "test-results/pictures";
const places = {
  today: "Heute",
  contacts: "Kontakte",
  reports: "Auswertungen",
  "reports/revenue": "Was haben wir verkauft?",
  "reports/pivot": "Eigene Tabelle",
  team: "Team",
  sync: /Ger.te|Abgleich|Synchron/,
  import: "Importieren",
  settings: "Einstellungen",
} as const;

for (const engine of ["chromium", "sqlite", "firefox", "webkit"] as const satisfies readonly Engine[])
  for (const isPhone of [false, true])
    test(`ten screens in ${engineNames[engine]}, ${isPhone ? "on a phone" : "at a desk"}`, async ({ person }) => {
      test.setTimeout(300_000);
      await openEngine(engine);
      mkdirSync(folder, { recursive: true });
      const keep = (screen: string) =>
        anna.picture(join(folder, `${engine}-${isPhone ? "phone" : "desk"}-${screen.replace("/", "-")}.png`));
      const anna = await person("anna", { engine, isPhone });
      await anna.sees("button", "Neu beginnen");
      await keep("welcome");
      await anna.presses("button", "Beispielfirma ansehen");
      await anna.sees("option", /./, 60);
      for (const [place, heading] of Object.entries(places)) {
        await anna.opens(`#/${place}`);
        await anna.sees("heading", heading, 60);
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        await keep(place);
      }
    });
