import { useNavigate } from "@solidjs/router";
import ChevronLeft from "lucide-solid/icons/chevron-left";
import Trash from "lucide-solid/icons/trash";
import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { absenceKinds, absenceNoun, lastDayOfAbsence } from "../../domain/absence.ts";
import { settingsNoun } from "../../domain/settings.ts";
import { type MemberHours, readShifts, usualHours, writeShifts } from "../../domain/workHours.ts";
import { namedZones } from "../../domain/zone.ts";
import { formatDays } from "../../i18n/calendarFormat.ts";
import { formatDay, weekdayName, zoneName } from "../../i18n/format.ts";
import type { RecordId } from "../../lib/id.ts";
import { Quiet } from "../../parts/RecordGrid.tsx";
import { RecordRow } from "../../parts/RecordRow.tsx";
import { doneWithUndo, savedWithUndo } from "../../parts/undo.ts";
import { createNounRecord, createNounRecords } from "../../state/nouns.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { DayField } from "../../ui/DayField.tsx";
import { Page } from "../../ui/Page.tsx";
import { Select } from "../../ui/Select.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { hoursText as text } from "./hoursText.ts";
import { layerText } from "./layerText.ts";
import "./calendar.css";
import "./HoursPage.css";

const weekdays = ["1", "2", "3", "4", "5", "6", "7"] as const;

/** When members work, and when they are away. */
export function HoursPage(): JSX.Element {
  const navigate = useNavigate();
  const { status } = useWorkspace();
  const [chosen, choose] = createSignal("");
  const member = (): string => chosen() || (status()?.member ?? "");
  const members = () => (status()?.members ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Page title={text().title} start={<IconButton icon={ChevronLeft} label={text().back} onClick={() => navigate("/calendar")} />}>
      <div class="cal-hours-page">
        <Show when={members().length > 1}>
          <Select label={text().who} value={member()} options={members()} onChange={choose} />
        </Show>
        <Show when={member()} keyed>
          {(id) => (
            <>
              <HoursOf member={id} />
              <Absences member={id} />
            </>
          )}
        </Show>
      </div>
    </Page>
  );
}

function HoursOf(props: { readonly member: string }): JSX.Element {
  const { engine, memberName } = useWorkspace();
  const settings = createNounRecord(settingsNoun, () => "meta.settings" as RecordId);
  const hours = (): MemberHours => settings()?.record.hoursOf?.[props.member] ?? usualHours;
  const [problems, setProblems] = createSignal<Readonly<Record<string, string>>>({});
  const save = (next: MemberHours): void =>
    void act(engine.save([{ type: "settings", fields: { hoursOf: { [props.member]: { ...next } } } }]), savedWithUndo(engine));
  const type = (day: string, typed: string): void => {
    const shifts = readShifts(typed);
    setProblems((before) => ({ ...before, [day]: shifts ? "" : text().wrong }));
    if (!shifts) return;
    const written = writeShifts(shifts);
    if (written !== (hours().week[day] ?? "")) save({ ...hours(), week: { ...hours().week, [day]: written } });
  };
  const zones = createMemo(() => [
    { value: "", label: text().workspaceZone(zoneName(settings()?.record.zone ?? "UTC")) },
    ...namedZones().map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") })),
  ]);
  const setZone = (zone: string): void => {
    const { zone: _before, ...rest } = hours();
    save(zone ? { ...rest, zone } : rest);
  };
  return (
    <section aria-label={text().hoursOf(memberName(props.member))}>
      <h2>{text().hoursOf(memberName(props.member))}</h2>
      <p class="cal-hint">{text().hint}</p>
      <Show when={settings() !== undefined}>
        <div class="cal-week-hours">
          <For each={weekdays}>
            {(day) => (
              <TextField
                label={weekdayName(Number(day) % 7)}
                value={(hours().week[day] ?? "").replaceAll(" ", ", ").replaceAll("-", "–")}
                error={problems()[day]}
                onChange={(typed) => type(day, typed)}
              />
            )}
          </For>
        </div>
        <Select label={text().zone} value={hours().zone ?? ""} options={zones()} onChange={setZone} />
      </Show>
    </section>
  );
}

function Absences(props: { readonly member: string }): JSX.Element {
  const { engine, memberName, status } = useWorkspace();
  const all = createNounRecords(absenceNoun);
  const own = createMemo(() =>
    (all() ?? []).filter(({ record }) => record.member === props.member).sort((a, b) => (a.record.startsOn < b.record.startsOn ? 1 : -1)),
  );
  const daysOf = (record: Parameters<typeof lastDayOfAbsence>[0]): string =>
    lastDayOfAbsence(record) === record.startsOn ? formatDay(record.startsOn) : formatDays(record.startsOn, lastDayOfAbsence(record));
  const [from, setFrom] = createSignal("");
  const [until, setUntil] = createSignal("");
  const [kind, setKind] = createSignal<string>("holiday");
  const [substitute, setSubstitute] = createSignal("");
  const [note, setNote] = createSignal("");
  const [problem, setProblem] = createSignal("");
  const others = () => [
    { value: "", label: text().nobody },
    ...(status()?.members ?? []).filter(({ id }) => id !== props.member).map(({ id, name }) => ({ value: id, label: name })),
  ];
  const add = async (): Promise<void> => {
    setProblem(!from() ? text().missing : until() && until() < from() ? text().order : "");
    if (problem()) return;
    const fields = {
      ...{ member: props.member, startsOn: from(), kind: kind() },
      ...(until() && { endsOn: until() }),
      ...(substitute() && { substitute: substitute() }),
      ...(note().trim() && { text: note().trim() }),
    };
    if ((await act(engine.put("absence", fields), doneWithUndo(engine, text().added))) === undefined) return;
    for (const empty of [setFrom, setUntil, setNote]) empty("");
  };
  return (
    <section aria-label={text().absences}>
      <h2>{text().absences}</h2>
      <Show when={all() && own().length === 0}>
        <Quiet>{text().none}</Quiet>
      </Show>
      <For each={own()}>
        {({ id, record }) => (
          <div class="cal-absence">
            <RecordRow
              title={daysOf(record)}
              detail={[
                layerText().absences[record.kind ?? "other"] ?? record.kind,
                record.text,
                record.substitute && layerText().standsIn(memberName(record.substitute)),
              ]
                .filter(Boolean)
                .join(" · ")}
            />
            <IconButton
              icon={Trash}
              label={text().remove(memberName(props.member), daysOf(record))}
              onClick={() => void act(engine.remove([id]), doneWithUndo(engine, text().removed))}
            />
          </div>
        )}
      </For>
      <form
        class="cal-absence-form"
        aria-label={text().new}
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <DayField label={text().from} value={from()} onChange={setFrom} />
        <DayField label={text().until} value={until()} onChange={setUntil} />
        <Select
          label={text().kind}
          value={kind()}
          options={absenceKinds.map((value) => ({ value, label: layerText().absences[value] ?? value }))}
          onChange={setKind}
        />
        <Show when={others().length > 1}>
          <Select label={text().substitute} value={substitute()} options={others()} onChange={setSubstitute} />
        </Show>
        <TextField label={text().note} value={note()} onInput={setNote} description={text().privacy} />
        <Show when={problem()}>
          <p class="cal-problem" role="alert">
            {problem()}
          </p>
        </Show>
        <Button submit>{text().add}</Button>
      </form>
    </section>
  );
}
