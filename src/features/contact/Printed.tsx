import { For, type JSX, Show } from "solid-js";
import { nameOf, rolesOf } from "../../domain/party.ts";
import { firmsWays } from "../../domain/reach.ts";
import { idsOf } from "../../domain/record.ts";
import { addressLines } from "../../i18n/addressLines.ts";
import { customFieldName } from "../../i18n/customName.ts";
import { formatDay, formatMinutes, formatMonth, formatTime, localDayOf } from "../../i18n/format.ts";
import { word } from "../../i18n/words.ts";
import { groupBy } from "../../lib/group.ts";
import { type ContactView, createRelations, type TimelineEntry } from "../../state/contact.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { Paper } from "../../ui/Paper.tsx";
import { elementFields, elementKind, elementLines, elementsOf } from "./Elements.tsx";
import { fieldLabel, fieldText, organisationFields, personFields } from "./Fields.tsx";
import { orderedRelations, relationText } from "./Relations.tsx";
import { text } from "./text.ts";
import "./Printed.css";

/** A contact on paper: who it is, how to reach it, what is known, and then everything that happened, the newest first. */
export function Printed(props: {
  readonly contact: ContactView;
  /** Whom the contact works for today. */
  readonly firm: ContactView | null | undefined;
  readonly timeline: readonly TimelineEntry[] | undefined;
}): JSX.Element {
  const { info, status, settings, entry, memberName } = useWorkspace();
  const relations = createRelations(() => props.contact.id);
  const party = () => props.contact.party;
  const today = localDayOf(new Date());
  const own = () => entry(props.contact.id);
  const employer = () => {
    const id = own()?.employer;
    return id === undefined ? undefined : entry(id)?.name;
  };
  const roles = (): string =>
    rolesOf(party())
      .map(([role, phase]) => `${word("role", role)} (${word("phase", phase)})`)
      .join(", ");
  const reach = () => [
    ...elementFields.flatMap((field) =>
      elementsOf(party(), field).map((element) => ({
        lines: elementLines(field, element, settings().country),
        kind: elementKind(field, element),
      })),
    ),
    ...firms(),
  ];
  /** The firm's number and address, as whoever drives there needs them. */
  const firms = () => {
    if (!props.firm) return [];
    const { phones, address } = firmsWays(party(), props.firm.party);
    const kind = text().ofFirm(nameOf(props.firm.party));
    return [
      ...phones.map(({ value }) => ({ lines: [value], kind })),
      ...(address ? [{ lines: addressLines(address, settings().country), kind }] : []),
    ];
  };
  const fields = (): readonly (readonly [label: string, value: string])[] =>
    [
      ...(party().kind === "person" ? personFields : organisationFields).map(
        (plan) => [fieldLabel(plan.field), fieldText(props.contact, plan, settings().currency)] as const,
      ),
      [text().owner, party().owner ? memberName(party().owner ?? "") : ""] as const,
      [text().source, party().source ? word("source", party().source ?? "") : ""] as const,
      [text().tags, Object.keys(party().tags ?? {}).join(", ")] as const,
      ...Object.entries(party().custom ?? {}).map(
        ([name, value]) =>
          [
            customFieldName(name),
            typeof value === "string" ? value : value === null || value === undefined ? "" : JSON.stringify(value),
          ] as const,
      ),
    ].filter(([, value]) => value !== "");
  const months = () => [...groupBy(props.timeline ?? [], ({ interaction }) => localDayOf(interaction.at).slice(0, 7))];

  return (
    <Paper>
      <article>
        <header>
          <h1>{nameOf(party())}</h1>
          <p>{[own()?.title, employer(), party().kind === "person" ? "" : party().industry, roles()].filter(Boolean).join(" · ")}</p>
        </header>
        <Show when={reach().length > 0}>
          <ul class="printed-reach">
            <For each={reach()}>
              {(one) => (
                <li>
                  {one.lines.join(", ")}{" "}
                  <Show when={one.kind}>
                    <small>{one.kind}</small>
                  </Show>
                </li>
              )}
            </For>
          </ul>
        </Show>
        <Show when={party().note}>
          <section>
            <h2>{text().note}</h2>
            <p class="printed-text">{party().note}</p>
          </section>
        </Show>
        <Show when={(relations() ?? []).length > 0}>
          <section>
            <h2>{text().relations}</h2>
            <ul>
              <For each={orderedRelations(relations() ?? [], today)}>
                {(view) => (
                  <li>
                    {entry(view.other)?.name ?? text().unknownContact} <small>{relationText(view, today)}</small>
                  </li>
                )}
              </For>
            </ul>
          </section>
        </Show>
        <Show when={fields().length > 0}>
          <section>
            <h2>{party().kind === "person" ? text().about : text().aboutFirm}</h2>
            <dl class="printed-fields">
              <For each={fields()}>
                {([label, value]) => (
                  <div>
                    <dt>{label}</dt>
                    <dd>{value}</dd>
                  </div>
                )}
              </For>
            </dl>
          </section>
        </Show>
        <Show when={(props.timeline ?? []).length > 0}>
          <section>
            <h2>{text().timeline}</h2>
            <For each={months()}>
              {([month, entries]) => (
                <>
                  <h3>{formatMonth(`${month}-15`)}</h3>
                  <For each={entries}>{(one) => <PrintedEntry entry={one} of={props.contact} />}</For>
                </>
              )}
            </For>
          </section>
        </Show>
        <footer>{text().printed(status()?.name ?? info.name, formatDay(today))}</footer>
      </article>
    </Paper>
  );
}

function PrintedEntry(props: { readonly entry: TimelineEntry; readonly of: ContactView }): JSX.Element {
  const { entry, memberName } = useWorkspace();
  const own = () => props.entry.interaction;
  const others = (): string[] =>
    idsOf(own().parties)
      .filter((id) => id !== props.of.id)
      .map((id) => entry(id)?.name ?? "");
  const head = (): string =>
    [
      own().subject ?? "",
      word("interactionKind", own().kind),
      own().result ? word("result", own().result ?? "") : "",
      own().durationMinutes ? formatMinutes(own().durationMinutes ?? 0) : "",
    ]
      .filter(Boolean)
      .join(" · ");
  const foot = (): string => [own().by ? memberName(own().by ?? "") : "", ...others()].filter(Boolean).join(" · ");
  return (
    <div class="printed-entry">
      <span class="printed-when">
        {formatDay(localDayOf(own().at))}
        {own().at.length > 10 ? `, ${formatTime(own().at)}` : ""}
      </span>
      <div>
        <strong>{head()}</strong>
        <Show when={foot()}>
          {" "}
          <small>{foot()}</small>
        </Show>
        <Show when={own().text}>
          <p class="printed-text">{own().text}</p>
        </Show>
      </div>
    </div>
  );
}
