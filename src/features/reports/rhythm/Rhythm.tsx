import { createSignal, type JSX, Show } from "solid-js";
import { formatDay } from "../../../i18n/format.ts";
import { createDrillThrough, type DrillThroughs } from "../../../state/analysis.ts";
import type { ReportBasis } from "../settings.ts";
import { text } from "./text.ts";
import "./Rhythm.css";

type Purchases = DrillThroughs["clv"];
type Rhythm = NonNullable<Purchases["results"]["rhythm"]>;

function purchaseWords({ purchaseDays, firstOn, lastOn, silentDays, usualDays }: Rhythm): string {
  const [first, last] = [formatDay(firstOn), formatDay(lastOn)];
  if (usualDays === null) return text().once(last, silentDays);
  return purchaseDays === 2
    ? text().twice(first, last, usualDays, silentDays)
    : text().often(purchaseDays, first, last, Math.round(usualDays), silentDays);
}

function stateWords({ state, silentDays, longestDays }: Rhythm): string {
  const longest = longestDays ?? 0;
  if (state === "broken") return text().broken(longest);
  if (state === "later") return silentDays > longest ? text().laterNew(longest) : text().laterKnown(longest);
  return state === "within" ? text().within : "";
}

/** How a customer has been buying, and whether they are late: what every probability of their coming again rests on. */
export function RhythmWords(props: { readonly of: Purchases }): JSX.Element {
  const results = () => props.of.results;
  const withoutPurchase = (): number => results().days.filter(({ isPurchase }) => !isPurchase).length;
  const isMerged = (): boolean => results().purchases.length > results().days.length;
  return (
    <>
      <Show when={results().rhythm} fallback={<p>{text().never}</p>}>
        {(rhythm) => (
          <>
            <p>{purchaseWords(rhythm())}</p>
            <Show when={stateWords(rhythm())}>
              <p class="rhythm" data-state={rhythm().state}>
                {stateWords(rhythm())}
              </p>
            </Show>
          </>
        )}
      </Show>
      <Show when={isMerged() || withoutPurchase() > 0}>
        <p class="drill-count">
          {[isMerged() ? text().merged : "", withoutPurchase() > 0 ? text().returns(withoutPurchase()) : ""].filter(Boolean).join(" ")}
        </p>
      </Show>
    </>
  );
}

export interface OpenedCustomer {
  readonly open: (party: string) => void;
  readonly close: () => void;
  readonly party: () => string | undefined;
  readonly purchases: () => Purchases | undefined;
}

/** One customer's purchases as the models see them, asked for when somebody opens a figure of that customer. */
export function createOpenedCustomer(basis: () => ReportBasis): OpenedCustomer {
  const [party, setParty] = createSignal<string>();
  const opened = createDrillThrough("clv", () => {
    const wanted = party();
    return wanted === undefined ? undefined : { ...basis(), at: { party: wanted } };
  });
  return { open: setParty, close: () => setParty(undefined), party, purchases: opened.answer };
}
