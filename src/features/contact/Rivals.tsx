import { For, type JSX, Show } from "solid-js";
import { customFieldName } from "../../i18n/customName.ts";
import { formatDay } from "../../i18n/format.ts";
import { word } from "../../i18n/words.ts";
import type { RecordId } from "../../lib/id.ts";
import { plainOf } from "../../lib/plain.ts";
import type { Contest, RivalValue } from "../../state/contact.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { Button } from "../../ui/Button.tsx";
import { text } from "./text.ts";
import { savedWithUndo } from "./undo.ts";
import "./Elements.css";
import "./Rivals.css";

/** Values that were written without knowing of each other: all are shown until somebody chooses. */
export function Rivals(props: { readonly id: RecordId; readonly rivals: Readonly<Record<string, readonly RivalValue[]>> }): JSX.Element {
  const { engine, status } = useWorkspace();
  const keys = (): string[] => Object.keys(props.rivals);
  const whose = (device: string): string => {
    const known = status()?.devices.find((one) => one.id === device);
    return known ? (known.isThis ? `${known.memberName} (${text().here})` : known.memberName) : device.slice(0, 6);
  };
  const choose = (key: string, rival: RivalValue): void => {
    const [field, element] = splitKey(key);
    const fields = { [field]: element === undefined ? plainOf(rival.value ?? null) : { [element]: plainOf(rival.value ?? false) } };
    void act(engine.save([{ id: props.id, fields }], "choose"), savedWithUndo(engine));
  };
  return (
    <Show when={keys().length > 0}>
      <section class="rivals" aria-label={text().both}>
        <h2 class="small-heading">{text().both}</h2>
        <p>{text().bothText}</p>
        <For each={keys()}>
          {(key) => (
            <div class="rival" role="group" aria-label={labelOf(key)}>
              <span>{labelOf(key)}</span>
              <For each={props.rivals[key]}>
                {(rival) => (
                  <Button onClick={() => choose(key, rival)}>
                    {shown(key, rival.value)} <small>{text().by(whose(rival.device))}</small>
                  </Button>
                )}
              </For>
            </div>
          )}
        </For>
      </section>
    </Show>
  );
}

/** Somebody deleted what somebody else was working on, neither knowing of the other: it stays until somebody says. */
export function Contested(props: { readonly id: RecordId; readonly contest: Contest; readonly isActivity?: boolean }): JSX.Element {
  const { engine, memberOf } = useWorkspace();
  const keep = (): void => void act(engine.save([{ id: props.id, fields: { deletedAt: null } }], "choose"), { message: text().kept });
  const remove = (): void =>
    void act(engine.remove([props.id]), {
      message: props.isActivity ? text().deletedEvent : text().deleted,
      action: { label: text().undo, run: () => void act(engine.restore([props.id])) },
    });
  return (
    <section class="rivals contested" aria-label={text().contested}>
      <p>
        {text().contestedText(
          memberOf(props.contest.deletedBy),
          memberOf(props.contest.workedBy),
          props.contest.met === null ? "" : word("interactionKind", props.contest.met),
          props.isActivity ?? false,
        )}
      </p>
      <div class="element-actions">
        <Button size="small" onClick={keep}>
          {text().keep}
        </Button>
        <Button size="small" kind="danger" onClick={remove}>
          {text().delete}
        </Button>
      </div>
    </section>
  );
}

const splitKey = (key: string): [field: string, element?: string] => {
  const at = key.indexOf(" ");
  return at < 0 ? [key] : [key.slice(0, at), key.slice(at + 1)];
};

function labelOf(key: string): string {
  const [field, element] = splitKey(key);
  const name = text().fields[field] ?? field;
  return element === undefined || !["roles", "tags", "custom"].includes(field)
    ? name
    : `${name}: ${field === "roles" ? word("role", element) : field === "custom" ? customFieldName(element) : element}`;
}

function shown(key: string, value: unknown): string {
  if (value === null || value === undefined || value === false || value === "") return text().emptied;
  const [field] = splitKey(key);
  if (typeof value === "object") {
    const element = value as Readonly<Record<string, unknown>>;
    const words = "value" in element ? [element["value"]] : [element["street"], element["postalCode"], element["locality"]];
    return words.filter((part) => typeof part === "string" && part !== "").join(" ") || JSON.stringify(value);
  }
  if ((field.endsWith("On") || field === "at") && typeof value === "string") return formatDay(value.slice(0, 10));
  if (field === "roles" && typeof value === "string") return word("phase", value);
  if (field === "salutation") return word("salutation", String(value));
  if (field === "result" && typeof value === "string") return word("result", value);
  return String(value);
}
