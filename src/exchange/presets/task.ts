import { choice, contacts, day, flatPreset, instant, numbers, text } from "../flatPreset.ts";

export const taskPreset = flatPreset("task", {
  fields: {
    title: text("Aufgabe", "Task", "Aufgabentitel|Betreff|Task title|Task name|Subject|Activity subject|To-do|Todo"),
    dueOn: day("Fällig am", "Due", "Fällig|Fälligkeit|Fälligkeitsdatum|Due date|Due on|Activity due date|Deadline|Termin"),
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
  // A day on which it was done says that it is.
  settle: (task) => (task["doneAt"] !== undefined && task["status"] === undefined ? { ...task, status: "done" } : task),
});
