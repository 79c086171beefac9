import { choice, contacts, flatPreset, instant, moment, numbers, rule, text, time } from "../flatPreset.ts";

export const taskPreset = flatPreset("task", {
  fields: {
    title: text("Aufgabe", "Task", "Aufgabentitel|Betreff|Task title|Task name|Subject|Activity subject|To-do|Todo"),
    dueOn: moment("Fällig am", "Due", "Fällig|Fälligkeit|Fälligkeitsdatum|Due date|Due on|Activity due date|Deadline|Termin"),
    dueTime: time("Fällig um", "Due time", "Uhrzeit|Fälligkeitszeit|Time|Due at|Activity due time"),
    rule: rule("Wiederholung", "Repeat", "Wiederholt sich|Serie|Recurrence|Repeats|Recurring|Frequency|Turnus|RRULE"),
    status: choice(
      "Stand",
      "Status",
      {
        open: "offen|not started|to do|todo|nicht begonnen|deferred|waiting|nein|no|false|0",
        inProgress: "in Arbeit|in Bearbeitung|in progress|begonnen",
        done: "erledigt|completed|abgeschlossen|fertig|closed|ja|yes|true|1|x",
        cancelled: "verworfen|abgebrochen|dropped|canceled|storniert",
      },
      "Task status|Aufgabenstatus|Erledigt|Done|Activity done",
    ),
    priority: choice(
      "Wichtigkeit",
      "Priority",
      { high: "wichtig|hoch|1|dringend|urgent", normal: "mittel|medium|2", low: "kann warten|niedrig|gering|3" },
      "Priorität",
    ),
    doneAt: instant("Erledigt am", "Done on", "Completed|Completed on|Completion date|Abgeschlossen am"),
    parties: contacts(
      "Kontakte",
      "Contacts",
      "Kontakt|Contact|Kunde|Customer|Person name|Organization name|Firma|Company|Associated contact IDs",
    ),
    firms: numbers("Verknüpfte Firmen", "Linked companies", "Associated company IDs|Associated company ID"),
    deals: numbers("Verknüpfte Verkaufschancen", "Linked deals", "Associated deal IDs|Associated deal ID"),
    text: text("Notiz", "Note", "Beschreibung|Notizen|Description|Notes|Task body|Activity note|Text|Body"),
  },
  required: "title",
  tells: ["title", "dueOn", "status"],
  example: { on: "dueOn" },
  settle: (task, zone) => withStatus(withTime(task, zone)),
});

type Fields = Readonly<Record<string, unknown>>;

/** A day and an hour, in one column or in two, are a time; an hour without a day is kept as it stands. */
function withTime({ dueTime, ...task }: Fields, zone: string): Fields {
  const due = typeof task["dueOn"] === "string" ? task["dueOn"] : "";
  const at = typeof dueTime === "string" ? dueTime : due.slice(11);
  if (!due && at) return { ...task, custom: { "Fällig um": at } };
  if (!due || !at) return task;
  const { dueOn: _dueOn, ...rest } = task;
  return { ...rest, due: `${due.slice(0, 10)}T${at}`, zone };
}

/** A day on which it was done says that it is. */
const withStatus = (task: Fields): Fields =>
  task["doneAt"] !== undefined && task["status"] === undefined ? { ...task, status: "done" } : task;
