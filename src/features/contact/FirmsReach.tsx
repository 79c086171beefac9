import { A } from "@solidjs/router";
import MapPin from "lucide-solid/icons/map-pin";
import Phone from "lucide-solid/icons/phone";
import { createMemo, For, type JSX, Show } from "solid-js";
import { nameOf, type Party } from "../../domain/party.ts";
import { firmsWays } from "../../domain/reach.ts";
import type { ContactView } from "../../state/contact.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { mapLink, telLink } from "../../ui/links.ts";
import { elementKind, elementLines } from "./Elements.tsx";
import { text } from "./text.ts";
import "./Elements.css";

/** Number and address of the firm somebody works for: shown where they are looked for, changed where they belong. */
export function FirmsReach(props: { readonly party: Party; readonly firm: ContactView; readonly onCall: () => void }): JSX.Element {
  const { settings } = useWorkspace();
  const ways = createMemo(() => firmsWays(props.party, props.firm.party));
  const name = (): string => nameOf(props.firm.party);
  const lines = (): string[] => {
    const { address } = ways();
    return address ? elementLines("addresses", { key: "", ...address }, settings().country) : [];
  };
  return (
    <Show when={ways().phones.length > 0 || lines().length > 0}>
      <section class="details-section" aria-label={text().ofFirm(name())}>
        <h2 class="small-heading">
          <A href={`/contacts/${props.firm.id}`}>{text().ofFirm(name())}</A>
        </h2>
        <div class="elements">
          <For each={ways().phones}>
            {(one) => (
              <div class="element">
                <Phone />
                <span class="element-value">
                  <a href={telLink(one.value)} onClick={() => props.onCall()}>
                    {one.value}
                  </a>
                  <Show when={elementKind("phones", { key: "", ...one })}>{(kind) => <small>{kind()}</small>}</Show>
                </span>
              </div>
            )}
          </For>
          <Show when={lines().length > 0}>
            <div class="element">
              <MapPin />
              <span class="element-value">
                <a href={mapLink(lines().join(", "))} target="_blank" rel="noreferrer">
                  {lines().join("\n")}
                </a>
              </span>
            </div>
          </Show>
        </div>
      </section>
    </Show>
  );
}
