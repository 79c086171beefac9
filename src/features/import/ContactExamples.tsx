import { createResource, For, type JSX, Show } from "solid-js";
import { nameOf, type Party } from "../../domain/party.ts";
import { known } from "../../state/known.ts";
import type { PlannedImport } from "../../state/session.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { text } from "./text.ts";
import "./ContactExamples.css";

type Draft = Awaited<ReturnType<PlannedImport["portion"]>>[number];

const shown = 2;
/** Among so many of the first records: contacts and whom they work for stand close together. */
const looked = 200;

interface Card {
  readonly kind: string;
  readonly name: string;
  readonly lines: readonly string[];
}

const texts = (value: unknown, of: (element: Readonly<Record<string, unknown>>) => unknown): string[] =>
  (Array.isArray(value) ? (value as Readonly<Record<string, unknown>>[]) : []).flatMap((element) => {
    const said = of(element);
    return typeof said === "string" && said !== "" ? [said] : [];
  });

/** The elements of a list as a contact keeps them, so that its name can be told. */
const elements = (value: unknown): Record<string, unknown> | undefined =>
  Array.isArray(value) ? Object.fromEntries(value.map((element, at) => [String(at), element])) : undefined;

/** A contact of the file as it will look, with whom it works for. */
function cardOf(draft: Draft, all: readonly Draft[]): Card {
  const { fields } = draft;
  const nameOfDraft = (one: Draft): string =>
    nameOf({ ...one.fields, phones: elements(one.fields["phones"]), emails: elements(one.fields["emails"]) } as unknown as Party);
  const job = all.find((one) => one.kind === "relation" && one.fields["from"] === `#${draft.key}` && one.fields["kind"] === "worksFor");
  const firm = job && all.find((one) => one.kind === "party" && `#${one.key}` === job.fields["to"]);
  return {
    kind: String(fields["kind"] ?? "person"),
    name: nameOfDraft(draft),
    lines: [
      [job?.fields["title"], firm && nameOfDraft(firm)].filter(Boolean).join(", "),
      texts(fields["phones"], ({ value }) => value).join(" · "),
      texts(fields["emails"], ({ value }) => value).join(" · "),
      texts(fields["addresses"], ({ street, postalCode, locality }) =>
        [street, [postalCode, locality].filter(Boolean).join(" ")].filter(Boolean).join(", "),
      ).join(" · "),
    ].filter(Boolean),
  };
}

/** Those of whom most is known say most about the columns; people before firms. */
const telling = (card: Card): number => card.lines.length + (card.kind === "person" ? 0.5 : 0);

/** The first contacts as they will stand here, of every kind of file: a wrong column is seen at once. */
export function ContactExamples(props: { readonly plan: PlannedImport }): JSX.Element {
  const [drafts] = createResource(
    () => props.plan,
    (plan) => plan.portion(0, looked),
  );
  const cards = (): readonly Card[] => {
    const all = known(drafts) ?? [];
    return all
      .filter(({ kind }) => kind === "party")
      .map((draft) => cardOf(draft, all))
      .filter(({ name }) => name !== "")
      .sort((a, b) => telling(b) - telling(a))
      .slice(0, shown);
  };
  return (
    <Show when={cards().length > 0}>
      <section class="import-contacts" aria-label={text().asTheyWillLook}>
        <strong>{text().asTheyWillLook}</strong>
        <ul>
          <For each={cards()}>
            {(card) => (
              <li>
                <Avatar name={card.name} kind={card.kind} />
                <div>
                  <b>{card.name}</b>
                  <For each={card.lines}>{(line) => <span>{line}</span>}</For>
                </div>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}
