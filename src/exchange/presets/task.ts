import { choice, contacts, day, flatPreset, instant, text } from "../flatPreset.ts";

export const taskPreset = flatPreset("task", {
  fields: {
    title: text("Aufgabe|Aufgabentitel|Betreff|Task|Task title|Task name|Subject|Activity subject|To-do|Todo"),
    dueOn: day("Fällig|Fällig am|Fälligkeit|Fälligkeitsdatum|Due|Due date|Due on|Activity due date|Deadline|Termin"),
    status: choice("Status|Task status|Aufgabenstatus|Erledigt|Done|Activity done", {
      open: "offen|not started|to do|todo|nicht begonnen|deferred|waiting|nein|no|false|0",
      inProgress: "in Arbeit|in Bearbeitung|in progress|begonnen",
      done: "erledigt|completed|abgeschlossen|fertig|closed|ja|yes|true|1|x",
      cancelled: "abgebrochen|canceled|storniert",
    }),
    priority: choice("Priorität|Priority", { high: "hoch|1|dringend|urgent", normal: "mittel|medium|2", low: "niedrig|gering|3" }),
    doneAt: instant("Erledigt am|Completed|Completed on|Completion date|Abgeschlossen am|Done on"),
    parties: contacts(
      "Kontakt|Kontakte|Contact|Contacts|Kunde|Customer|Person name|Organization name|Firma|Company|Associated contact IDs",
    ),
    text: text("Beschreibung|Notiz|Notizen|Description|Note|Notes|Task body|Activity note|Text|Body"),
  },
  required: "title",
  tells: ["title", "dueOn", "status"],
  example: { on: "dueOn" },
  // A day on which it was done says that it is.
  settle: (task) => (task["doneAt"] !== undefined && task["status"] === undefined ? { ...task, status: "done" } : task),
});
