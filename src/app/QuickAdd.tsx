import { useLocation } from "@solidjs/router";
import Footprints from "lucide-solid/icons/footprints";
import Phone from "lucide-solid/icons/phone";
import StickyNote from "lucide-solid/icons/sticky-note";
import UserPlus from "lucide-solid/icons/user-plus";
import { For, type JSX } from "solid-js";
import { Dynamic } from "solid-js/web";
import { contactInView, quickAddOrder } from "../domain/quickAdd.ts";
import { word } from "../i18n/words.ts";
import { localMemory } from "../lib/browserMemory.ts";
import { isRecordId, type RecordId } from "../lib/id.ts";
import type { Icon } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import type { Overlays } from "./overlays.ts";
import { pages } from "./pages.ts";
import { text } from "./text.ts";
import "./QuickAdd.css";

const storageKey = "kontor.added";

interface Choice {
  readonly label: string;
  readonly icon: Icon;
  readonly begin: (party: RecordId | undefined) => void;
}

/** What can be begun: what happened, a contact, and whatever a page has a form for. */
function choicesOf({ setCapture, setTypedName, begin }: Overlays): Readonly<Record<string, Choice>> {
  const happened = (kind: string, icon: Icon): Choice => ({
    label: word("interactionKind", kind),
    icon,
    begin: (party) => setCapture({ kind, party }),
  });
  return {
    visit: happened("visit", Footprints),
    call: happened("call", Phone),
    note: happened("note", StickyNote),
    contact: { label: text().newContact, icon: UserPlus, begin: () => setTypedName("") },
    ...Object.fromEntries(
      pages.flatMap(({ href, icon, create, shows }): [string, Choice][] =>
        create && shows ? [[shows.noun, { label: create.label(), icon, begin: (party) => begin(href, party) }]] : [],
      ),
    ),
  };
}

/** The sheet behind the + of a phone: what the place suggests first, then what was added last. */
export function QuickAdd(props: { readonly overlays: Overlays; readonly onClose: () => void }): JSX.Element {
  const location = useLocation();
  const choices = () => choicesOf(props.overlays);
  const order = quickAddOrder(Object.keys(choices()), location.pathname, localMemory.get(storageKey));
  const choose = (name: string): void => {
    const party = contactInView(location.pathname);
    localMemory.set(storageKey, name);
    props.onClose();
    choices()[name]?.begin(isRecordId(party) ? party : undefined);
  };
  return (
    <Dialog title={text().add} size="small" isOpen onClose={props.onClose}>
      <div class="quick-add">
        <For each={order}>
          {(name, at) => (
            <button type="button" classList={{ "is-first": at() === 0 }} onClick={() => choose(name)}>
              <Dynamic component={choices()[name]?.icon} />
              <span>{choices()[name]?.label}</span>
            </button>
          )}
        </For>
      </div>
    </Dialog>
  );
}
