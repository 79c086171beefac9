import { For, type JSX, Show } from "solid-js";
import { amountOf, centsOf } from "../../../domain/currency.ts";
import type { Settings } from "../../../domain/settings.ts";
import { interactionKinds } from "../../../domain/words.ts";
import { word } from "../../../i18n/words.ts";
import type { RecordId } from "../../../lib/id.ts";
import type { PlainFields } from "../../../lib/plain.ts";
import { useWorkspace } from "../../../state/workspace.tsx";
import { act } from "../../../ui/act.ts";
import { useReports } from "../context.ts";
import { NumberField } from "../fields.tsx";
import { text } from "./text.ts";
import "../ReportPage.css";

const costs = ["hourlyCostCents", "visitCostCents", "mailingCostCents"] as const satisfies readonly (keyof Settings)[];

/** What serving a customer costs: settled once for the whole team. */
export function Rates(): JSX.Element {
  const { engine, settings } = useWorkspace();
  const { currency } = useReports();
  const own = (): string => settings().currency || "EUR";
  const settle = (fields: PlainFields): void => void act(engine.patch("meta.settings" as RecordId, fields), { message: text().settled });
  const amount = (cost: (typeof costs)[number]): number | null => {
    const cents = settings()[cost];
    return typeof cents === "number" ? amountOf(cents, own()) : null;
  };
  return (
    <>
      <fieldset class="report-rates">
        <legend>{text().rates}</legend>
        <For each={costs}>
          {(cost) => (
            <NumberField
              label={text().costs[cost]}
              placeholder={text().unknown}
              value={amount(cost)}
              least={0}
              onChange={(typed) => settle({ [cost]: typed === undefined ? null : centsOf(typed, own()) })}
            />
          )}
        </For>
        <Show when={currency() !== "" && currency() !== own()}>
          <p class="report-note">{text().ratesElsewhere(own(), currency())}</p>
        </Show>
      </fieldset>
      <fieldset class="report-rates" data-narrow>
        <legend>{text().minutes}</legend>
        <For each={interactionKinds}>
          {(kind) => (
            <NumberField
              label={word("interactionKind", kind)}
              placeholder={text().unknown}
              value={settings().minutesOf?.[kind]}
              least={0}
              onChange={(typed) => settle({ minutesOf: { [kind]: typed ?? false } })}
            />
          )}
        </For>
      </fieldset>
    </>
  );
}
