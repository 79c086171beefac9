import { useNavigate } from "@solidjs/router";
import { For, type JSX, onCleanup, Show } from "solid-js";
import { read } from "../../domain/read.ts";
import { completion, dueDayOf, isSettled, taskNoun } from "../../domain/task.ts";
import { localDayOf } from "../../i18n/format.ts";
import { type NotificationPress, showNotification, watchPresses } from "../../lib/notifications.ts";
import { doneWithUndo } from "../../parts/undo.ts";
import { createReminders, type Reminder } from "../../state/reminders.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button, LinkButton } from "../../ui/Button.tsx";
import { hrefOf, sentenceOf } from "./sentence.ts";
import { text } from "./text.ts";

const laterMs = 10 * 60_000;
/** More than these stand in one line. */
const mostShown = 3;
const manyTag = "kontor-reminders";

/** What one is to be reminded of stands above every page until it is done with; and calls, where that is allowed. */
export function Reminders(): JSX.Element {
  const navigate = useNavigate();
  const { engine, db } = useWorkspace();
  const reminders = createReminders((come) => void call(come));
  const complete = async ({ id, key }: Reminder): Promise<void> => {
    const row = await db.records.get(id);
    const record = row && read(taskNoun, row.record);
    if (record && !isSettled(record)) {
      const now = new Date();
      const due = record.due ?? (dueDayOf(record) || localDayOf(now));
      const { nextDue } = await import("../../calendar/nextDue.ts");
      const next = record.rule ? nextDue({ due, rule: record.rule, zone: record.zone }, localDayOf(now)) : undefined;
      const changes = completion({ id, record }, now.toISOString(), next);
      if ((await act(engine.save(changes as never, "edit"), doneWithUndo(engine, text().taskDone))) === undefined) return;
    }
    reminders.dismiss(key);
  };
  const call = async (come: readonly Reminder[]): Promise<void> => {
    if (come.length > mostShown) {
      const body = come.map((one) => sentenceOf(one, Date.now())).join("\n");
      await showNotification({ title: text().many(come.length), body, tag: manyTag, href: "#/", actions: [] }, pressed);
      return;
    }
    for (const one of come) {
      const actions = [
        { action: "later", title: text().later },
        { action: "done", title: one.noun === "task" ? text().done : text().understood },
      ];
      const title = one.title || text().untitled;
      await showNotification({ title, body: sentenceOf(one, Date.now()), tag: one.key, href: `#${hrefOf(one)}`, actions }, pressed);
    }
  };
  const pressed = ({ tag, action, href }: NotificationPress): void => {
    const one = reminders.open().find(({ key }) => key === tag);
    if (action === "later") reminders.snooze(tag, Date.now() + laterMs);
    else if (action === "done" && one?.noun === "task") void complete(one);
    else if (action === "done") reminders.dismiss(tag);
    else navigate(href.replace(/^#/, ""));
  };
  onCleanup(watchPresses(pressed));
  return (
    <Show when={reminders.open().length > 0}>
      <section aria-label={text().reminders}>
        <For each={reminders.open().slice(0, mostShown)}>
          {(one) => (
            <Banner
              onDismiss={() => reminders.dismiss(one.key)}
              actions={
                <>
                  <LinkButton size="small" kind="quiet" href={hrefOf(one)}>
                    {text().open}
                  </LinkButton>
                  <Button size="small" kind="quiet" onClick={() => reminders.snooze(one.key, Date.now() + laterMs)}>
                    {text().later}
                  </Button>
                  <Show when={one.noun === "task"}>
                    <Button size="small" kind="quiet" onClick={() => void complete(one)}>
                      {text().done}
                    </Button>
                  </Show>
                </>
              }
            >
              {sentenceOf(one, Date.now())}
            </Banner>
          )}
        </For>
        <Show when={reminders.open().length > mostShown}>
          <Banner
            isThin
            actions={
              <Button size="small" kind="quiet" onClick={() => reminders.open().forEach(({ key }) => reminders.dismiss(key))}>
                {text().dismissAll}
              </Button>
            }
          >
            {text().more(reminders.open().length - mostShown)}
          </Banner>
        </Show>
      </section>
    </Show>
  );
}
