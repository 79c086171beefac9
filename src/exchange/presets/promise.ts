import { choice, contact, day, flatPreset, instant, text } from "../flatPreset.ts";

export const promisePreset = flatPreset("promise", {
  fields: {
    text: text("Zusage", "Promise", "Versprechen|Zugesagt|Was wurde zugesagt|Promised|Commitment"),
    side: choice(
      "Von wem",
      "Whose",
      {
        ours: "wir|unsere|unser|von uns|us|we|our",
        theirs: "ihre|kunde|kontakt|von ihnen|die anderen|they|them|their|customer|contact",
      },
      "Seite|Side|Wer|Who|Promised by|Zugesagt von",
    ),
    dueOn: day("Zugesagt bis", "Promised until", "Bis|Bis wann|Fällig am|Fällig|Until|Due|Due date|Due on|Deadline"),
    keptAt: instant("Gehalten am", "Kept on", "Eingehalten am|Erfüllt am|Gehalten|Kept|Fulfilled on"),
    brokenAt: instant("Gebrochen am", "Broken on", "Nicht gehalten am|Gebrochen|Broken"),
    party: contact("Kontakt", "Contact", "Kunde|Customer|Firma|Company|Person"),
  },
  required: "text",
  tells: ["text", "dueOn"],
  example: { on: "dueOn" },
});
