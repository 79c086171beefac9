import BookUser from "lucide-solid/icons/book-user";
import Mail from "lucide-solid/icons/mail";
import Sheet from "lucide-solid/icons/sheet";
import Apple from "lucide-solid/icons/smartphone";
import UserPlus from "lucide-solid/icons/user-plus";
import Users from "lucide-solid/icons/users";
import { For, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { personFromLine } from "../../domain/typedName.ts";
import type { PlainFields } from "../../lib/plain.ts";
import { DropArea } from "../../parts/DropArea.tsx";
import { Button, type Icon } from "../../ui/Button.tsx";
import { hasFinger } from "../../ui/pointer.ts";
import { text } from "./text.ts";
import "./start.css";
import "./Sources.css";

/** Not in TypeScript's DOM library: Chrome on Android has it. */
interface ContactsManager {
  select(
    properties: readonly string[],
    options: { multiple: boolean },
  ): Promise<readonly { readonly name?: readonly string[]; readonly email?: readonly string[]; readonly tel?: readonly string[] }[]>;
}

export interface SourcesProps {
  readonly onFiles: (files: readonly File[]) => void;
  /** Contacts chosen from the phone's own address book, as fields. */
  readonly onPhoneBook: (contacts: readonly PlainFields[]) => void;
  readonly onByHand: () => void;
  readonly onLater: () => void;
}

/** Where are your contacts? */
export function Sources(props: SourcesProps): JSX.Element {
  const contacts = (navigator as { contacts?: ContactsManager }).contacts;
  const pick = async (): Promise<void> => {
    const chosen = (await contacts?.select(["name", "email", "tel"], { multiple: true })) ?? [];
    if (chosen.length === 0) return;
    props.onPhoneBook(
      chosen.map((one) => ({
        ...(one.name?.[0] ? personFromLine(one.name[0]) : { kind: "person" }),
        ...(one.tel?.length ? { phones: one.tel.map((value) => ({ value, type: "mobile" })) } : {}),
        ...(one.email?.length ? { emails: one.email.map((value) => ({ value })) } : {}),
      })),
    );
  };
  const tiles = (): readonly { readonly label: string; readonly icon: Icon; readonly steps: readonly string[] }[] => [
    { label: text().google, icon: Users, steps: text().googleSteps },
    { label: text().outlook, icon: Mail, steps: text().outlookSteps },
    { label: text().apple, icon: Apple, steps: hasFinger() ? text().appleStepsTouch : text().appleSteps },
    { label: text().excel, icon: Sheet, steps: text().excelSteps },
  ];
  return (
    <div class="start">
      <div class="start-card start-wide">
        <h1>{text().where}</h1>
        <DropArea isSmall onFiles={props.onFiles} />
        <div class="source-tiles">
          <For each={tiles()}>
            {(tile) => (
              <section class="source-tile" aria-label={tile.label}>
                <h2>
                  <Dynamic component={tile.icon} />
                  {tile.label}
                </h2>
                <ol>
                  <For each={tile.steps}>{(step) => <li>{step}</li>}</For>
                </ol>
              </section>
            )}
          </For>
        </div>
        <div class="start-row">
          <Show when={contacts}>
            <Button icon={BookUser} onClick={() => void pick()}>
              {text().phoneBook}
            </Button>
          </Show>
          <Button icon={UserPlus} onClick={() => props.onByHand()}>
            {text().byHand}
          </Button>
          <Button kind="quiet" onClick={() => props.onLater()}>
            {text().later}
          </Button>
        </div>
      </div>
    </div>
  );
}
