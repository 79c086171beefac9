import { type JSX, Show } from "solid-js";
import type { TouchState } from "../../domain/cadence.ts";
import { formatShort } from "../../i18n/format.ts";
import { word } from "../../i18n/words.ts";
import type { RecordId } from "../../lib/id.ts";
import { TouchSign } from "../../parts/TouchSign.tsx";
import { unseenMatch } from "../../state/contact.ts";
import type { TextHit } from "../../state/textSearch.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { text } from "./text.ts";
import "./ContactRow.css";

/** One contact in the list; reads its own entry, so that an edit touches only its row. */
export function ContactRow(props: {
  readonly id: RecordId;
  /** Where it was found, if its name and numbers do not say. */
  readonly hit: TextHit | undefined;
  /** What was searched for: a number or street that is not shown else is said, so that one sees why it is here. */
  readonly typed: string;
  /** How one stands with the contact. */
  readonly touch: TouchState | undefined;
}): JSX.Element {
  const { choices, directory, entry } = useWorkspace();
  const own = () => entry(props.id);
  const employer = (): string => {
    const id = own()?.employer;
    return id === undefined ? "" : (entry(id)?.name ?? "");
  };
  const line = (): string => {
    const firm = [own()?.title, employer()].filter(Boolean).join(", ");
    const roles = Object.entries(own()?.roles ?? {}).map(([role, phase]) =>
      phase === "active"
        ? word("role", role)
        : phase === "prospect" || phase === "lead"
          ? word("phase", phase)
          : `${word("role", role)}, ${word("phase", phase)}`,
    );
    const place = own()?.place || (own()?.employer === undefined ? "" : entry(own()?.employer as RecordId)?.place);
    return [firm, place, firm ? "" : roles.join(" · ")].filter(Boolean).join(" · ");
  };
  const found = (): string => {
    const contact = own();
    return contact && props.typed.trim() !== "" ? unseenMatch(contact, props.typed, `${contact.name} ${line()}`) : "";
  };
  const foundIn = (): string => {
    const { hit } = props;
    if (!hit) return "";
    const where = hit.where === "note" ? text().inNote : text().inActivity(word("interactionKind", hit.kind), formatShort(hit.at));
    return `${where}: ${hit.excerpt}`;
  };
  return (
    <Show when={own()}>
      {(contact) => (
        <div class="contact-row">
          <Avatar name={contact().name} seed={props.id} kind={contact().kind} />
          <span class="contact-words">
            <span class="contact-name">{contact().name}</span>
            <Show when={foundIn() || [found(), line()].filter(Boolean).join(" · ")}>
              {(words) => <span class="contact-line">{words()}</span>}
            </Show>
          </span>
          <Show when={choices().has(props.id)}>
            <span class="contact-dot" role="img" aria-label={text().toChoose} title={text().toChoose} />
          </Show>
          <TouchSign state={props.touch} />
          <Show when={directory()?.lastOf(contact())}>{(last) => <span class="contact-last">{formatShort(last())}</span>}</Show>
        </div>
      )}
    </Show>
  );
}
