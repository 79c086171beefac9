import { A } from "@solidjs/router";
import Ellipsis from "lucide-solid/icons/ellipsis";
import ListChecks from "lucide-solid/icons/list-checks";
import Pencil from "lucide-solid/icons/pencil";
import Plus from "lucide-solid/icons/plus";
import StickyNote from "lucide-solid/icons/sticky-note";
import Trash from "lucide-solid/icons/trash";
import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { VList } from "virtua/solid";
import { timeOf } from "../../domain/interaction.ts";
import { idsOf } from "../../domain/record.ts";
import { formatMinutes, formatMonth, formatRelative, formatShort, formatTime, localDayOf } from "../../i18n/format.ts";
import { nounCount } from "../../i18n/nouns.ts";
import { word } from "../../i18n/words.ts";
import type { RecordId } from "../../lib/id.ts";
import { contestOf, rivalsOf, type TimelineEntry } from "../../state/contact.ts";
import type { HistoryEntry } from "../../state/nouns.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { Button } from "../../ui/Button.tsx";
import { Chips } from "../../ui/Chip.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { kindIcon } from "../../ui/kindIcon.ts";
import { Menu } from "../../ui/Menu.tsx";
import { Contested, Rivals } from "./Rivals.tsx";
import { text } from "./text.ts";
import "./Timeline.css";

export interface TimelineProps {
  /** The newest first; undefined until they are read. */
  readonly entries: readonly TimelineEntry[] | undefined;
  /** What other records tell, in any order. */
  readonly history: readonly HistoryEntry[];
  readonly party: RecordId;
  readonly onLog: () => void;
  readonly onEdit: (interaction: RecordId) => void;
}

/** What happened, the newest first, under its months. Rows are ids, so that an edit touches one row. */
export function Timeline(props: TimelineProps): JSX.Element {
  const entries = () => props.entries;
  const [kinds, setKinds] = createSignal<readonly string[]>([]);
  const present = createMemo(() => [...new Set((entries() ?? []).map((entry) => entry.interaction.kind))]);
  const shown = createMemo(() => (entries() ?? []).filter((entry) => kinds().length === 0 || kinds().includes(entry.interaction.kind)));
  const byId = createMemo(() => new Map<string, TimelineEntry>(shown().map((entry) => [entry.id, entry])));
  /** Whoever looks for calls only does not look for tasks. */
  const historyByRow = createMemo(
    () =>
      new Map<string, HistoryEntry>(
        kinds().length > 0 ? [] : props.history.map((entry) => [`history ${entry.id} ${entry.at}`, entry] as const),
      ),
  );
  const rows = createMemo(() => {
    const out: string[] = [];
    let month = "";
    const all = [
      ...shown().map(({ id, interaction }) => ({ row: id as string, at: interaction.at, order: timeOf(interaction) })),
      ...[...historyByRow()].map(([row, { at }]) => ({ row, at, order: timeOf({ at }) })),
    ];
    for (const { row, at } of all.sort((a, b) => (a.order < b.order ? 1 : a.order > b.order ? -1 : 0))) {
      const own = localDayOf(at).slice(0, 7);
      if (own !== month) out.push(`month ${own}`);
      month = own;
      out.push(row);
    }
    return out;
  });
  return (
    <section class="timeline" aria-label={text().timeline}>
      <Show when={present().length > 1}>
        <div class="timeline-filter">
          <Chips
            label={text().filterKind}
            values={kinds()}
            onChange={setKinds}
            options={present().map((kind) => ({ value: kind, label: word("interactionKind", kind) }))}
          />
        </div>
      </Show>
      <Show
        when={rows().length > 0}
        fallback={
          <Show when={entries()}>
            <EmptyState icon={StickyNote} title={text().noEvents} text={text().noEventsText}>
              <Button icon={Plus} onClick={() => props.onLog()}>
                {text().log}
              </Button>
            </EmptyState>
          </Show>
        }
      >
        <VList data={rows()} class="timeline-list" tabindex="0" role="group" aria-label={text().timeline} item="div">
          {(row) => (
            <Show
              when={byId().get(row)}
              fallback={
                <Show
                  when={historyByRow().get(row)}
                  fallback={
                    <h2 class="small-heading timeline-month">{row.startsWith("month ") ? formatMonth(`${row.slice(6)}-15`) : ""}</h2>
                  }
                >
                  {(entry) => <HistoryRow entry={entry()} />}
                </Show>
              }
            >
              {(entry) => <TimelineRow entry={entry()} party={props.party} onEdit={() => props.onEdit(entry().id)} />}
            </Show>
          )}
        </VList>
      </Show>
    </section>
  );
}

/** What another record than an activity tells, quieter than what happened. */
const HistoryRow = (props: { readonly entry: HistoryEntry }): JSX.Element => (
  <article class="event event-quiet">
    <span class="event-icon">
      <ListChecks />
    </span>
    <div class="event-body">
      <p class="event-head">
        <A href={props.entry.href}>{props.entry.title}</A>
        <span>{props.entry.detail}</span>
      </p>
      <p class="event-foot">
        <time dateTime={props.entry.at} title={formatRelative(props.entry.at)}>
          {formatShort(props.entry.at)}
        </time>
      </p>
    </div>
  </article>
);

function TimelineRow(props: { readonly entry: TimelineEntry; readonly party: RecordId; readonly onEdit: () => void }): JSX.Element {
  const { entry: contact, engine, memberName } = useWorkspace();
  const own = () => props.entry.interaction;
  const others = (): RecordId[] => idsOf(own().parties).filter((id) => id !== props.party);
  const said = (): string => own().text ?? "";
  const remove = (): void => {
    const id = props.entry.id;
    void act(engine.remove([id]), {
      message: text().deletedEvent,
      action: { label: text().undo, run: () => void act(engine.restore([id])) },
    });
  };
  return (
    <article class="event">
      <span class="event-icon" data-mood={own().mood ?? undefined}>
        <Dynamic component={kindIcon(own().kind)} />
      </span>
      <div class="event-body">
        <p class="event-head">
          <strong>{own().subject || word("interactionKind", own().kind)}</strong>
          <Show when={own().subject}>
            <span>{word("interactionKind", own().kind)}</span>
          </Show>
          <Show when={own().result}>{(result) => <span class="event-result">{word("result", result())}</span>}</Show>
          <Show when={own().durationMinutes}>{(minutes) => <span>{formatMinutes(minutes())}</span>}</Show>
        </p>
        <Show when={said()}>
          <p class="event-text">{said()}</p>
        </Show>
        <Show when={contestOf(props.entry)}>{(contest) => <Contested id={props.entry.id} contest={contest()} isActivity />}</Show>
        <Rivals id={props.entry.id} rivals={rivalsOf(props.entry)} />
        <p class="event-foot">
          <time dateTime={own().at} title={formatRelative(own().at)}>
            {formatShort(own().at)}
            {own().at.length > 10 && localDayOf(own().at) !== localDayOf(new Date()) ? `, ${formatTime(own().at)}` : ""}
          </time>
          <Show when={idsOf(own().files).length > 0}>
            <span>{nounCount("file", idsOf(own().files).length)}</span>
          </Show>
          <Show when={memberName(own().by ?? "")}>{(name) => <span>{name()}</span>}</Show>
          <For each={others()}>{(id) => <Show when={contact(id)}>{(other) => <A href={`/contacts/${id}`}>{other().name}</A>}</Show>}</For>
        </p>
      </div>
      <Menu
        label={text().more}
        icon={Ellipsis}
        items={[
          { label: text().editEvent, icon: Pencil, onSelect: () => props.onEdit() },
          { label: text().delete, icon: Trash, isDangerous: true, onSelect: remove },
        ]}
      />
    </article>
  );
}
