import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { partKey, readTaskLine, type TaskLine } from "../../src/domain/taskLine.ts";

/** A Tuesday morning. */
const now = "2026-11-24T10:00";
const members = [
  { id: "a", name: "Anna Bär" },
  { id: "b", name: "Ben Öztürk" },
  { id: "c", name: "Anna Kurz" },
  { id: "d", name: "Clara" },
];
const read = (line: string, without?: ReadonlySet<string>): TaskLine =>
  readTaskLine(line, { now, members, self: "b", ...(without && { without }) });

type Told = { title: string; at?: string; rule?: string; priority?: string; owners?: string[]; tags?: string[]; someday?: true };
const told = ({ title, dueOn, due, rule, priority, owners, tags, isSomeday }: TaskLine): Told => ({
  title,
  ...((due ?? dueOn) && { at: (due ?? dueOn) as string }),
  ...(rule && { rule }),
  ...(priority && { priority }),
  ...(owners.length > 0 && { owners: [...owners] }),
  ...(tags.length > 0 && { tags: [...tags] }),
  ...(isSomeday && { someday: true }),
});
const weekly = (days: string) => `FREQ=WEEKLY;BYDAY=${days}`;
const monthly = "FREQ=MONTHLY";

/** Line → title, when, and what else. */
const lines: readonly (readonly [line: string, title: string, at?: string, more?: Partial<Told>])[] = [
  // The ones everybody tries first.
  ["morgen 9 uhr müller anrufen", "müller anrufen", "2026-11-25T09:00"],
  ["next fri quote for Öttl !high", "quote for Öttl", "2026-11-27", { priority: "high" }],
  ["jeden montag 8:00 Wochenplan", "Wochenplan", "2026-11-30T08:00", { rule: weekly("MO") }],
  ["alle 6 wochen Heizung bei Bär prüfen", "Heizung bei Bär prüfen", "2026-11-24", { rule: "FREQ=WEEKLY;INTERVAL=6" }],
  ["Angebot schicken in 3 tagen", "Angebot schicken", "2026-11-27"],
  ["Umsatzsteuer ende monat", "Umsatzsteuer", "2026-11-30"],
  ["Rückruf @Clara", "Rückruf", undefined, { owners: ["d"] }],
  ["Filter bestellen #werkstatt", "Filter bestellen", undefined, { tags: ["werkstatt"] }],
  ["irgendwann Keller aufräumen", "Keller aufräumen", undefined, { someday: true }],
  // Days.
  ["heute Müller anrufen", "Müller anrufen", "2026-11-24"],
  ["call Miller today", "call Miller", "2026-11-24"],
  ["Müller anrufen morgen", "Müller anrufen", "2026-11-25"],
  ["tomorrow send the quote", "send the quote", "2026-11-25"],
  ["übermorgen Teile abholen", "Teile abholen", "2026-11-26"],
  ["day after tomorrow pick up parts", "pick up parts", "2026-11-26"],
  ["Freitag Lager zählen", "Lager zählen", "2026-11-27"],
  ["am Dienstag Müll rausstellen", "Müll rausstellen", "2026-12-01"],
  ["bis Freitag Angebot für Öttl", "Angebot für Öttl", "2026-11-27"],
  ["report by friday", "report", "2026-11-27"],
  ["nächsten Montag Besprechung vorbereiten", "Besprechung vorbereiten", "2026-11-30"],
  ["am Mo Wagen waschen", "Wagen waschen", "2026-11-30"],
  // The "am" before a day belongs to the hour where it stands behind one.
  ["9 am am montag Wagen waschen", "Wagen waschen", "2026-11-30T09:00"],
  ["mo 9:30 Wagen waschen", "Wagen waschen", "2026-11-30T09:30"],
  ["Müller anrufen Do", "Müller anrufen", "2026-11-26"],
  ["call Miller on Thu", "call Miller", "2026-11-26"],
  ["24.12. Karten schreiben", "Karten schreiben", "2026-12-24"],
  ["Karten schreiben bis 3.2.", "Karten schreiben", "2027-02-03"],
  ["Vertrag kündigen 31.3.2027", "Vertrag kündigen", "2027-03-31"],
  ["Vertrag kündigen bis zum 31.03.27", "Vertrag kündigen", "2027-03-31"],
  ["3. Dezember Inventur", "Inventur", "2026-12-03"],
  ["Inventur am 3. dez 2027", "Inventur", "2027-12-03"],
  ["Dec 3rd stocktaking", "stocktaking", "2026-12-03"],
  ["stocktaking on the 3rd of December", "stocktaking", "2026-12-03"],
  ["2027-01-15 Jahresgespräch", "Jahresgespräch", "2027-01-15"],
  ["Fri, 24.12. Karten", "Karten", "2026-12-24"],
  ["Miete zahlen am 1.", "Miete zahlen", "2026-12-01"],
  ["pay rent on the 1st", "pay rent", "2026-12-01"],
  ["tax 25/12/2026", "tax", "2026-12-25"],
  ["tax 12/25/2026", "tax", "2026-12-25"],
  ["in einer Woche nachfragen", "nachfragen", "2026-12-01"],
  ["follow up in two weeks", "follow up", "2026-12-08"],
  ["in 3 Monaten Wartung", "Wartung", "2027-02-24"],
  ["service in a year", "service", "2027-11-24"],
  ["nächste Woche Angebot schreiben", "Angebot schreiben", "2026-11-30"],
  ["next month review", "review", "2026-12-01"],
  ["Inventur Jahresende", "Inventur", "2026-12-31"],
  ["ende november Abrechnung", "Abrechnung", "2026-11-30"],
  ["mitte Dezember Weihnachtspost", "Weihnachtspost", "2026-12-15"],
  ["end of month invoices", "invoices", "2026-11-30"],
  ["Bericht bis Ende der Woche", "Bericht", "2026-11-27"],
  ["am Wochenende Grill putzen", "Grill putzen", "2026-11-28"],
  ["Zahlen bis Quartalsende", "Zahlen", "2026-12-31"],
  // Times.
  ["14:30 Rückruf", "Rückruf", "2026-11-24T14:30"],
  ["9 Uhr Rückruf", "Rückruf", "2026-11-25T09:00"],
  ["morgen um 9 Müller anrufen", "Müller anrufen", "2026-11-25T09:00"],
  ["um 15 uhr Filter holen", "Filter holen", "2026-11-24T15:00"],
  ["tomorrow 9am call Miller", "call Miller", "2026-11-25T09:00"],
  ["call Miller tomorrow at 3:30 pm", "call Miller", "2026-11-25T15:30"],
  ["morgen früh Streusalz", "Streusalz", "2026-11-25T08:00"],
  ["friday afternoon visit plan", "visit plan", "2026-11-27T15:00"],
  ["heute abend Kasse", "Kasse", "2026-11-24T19:00"],
  ["morgen halb 9 Müller", "Müller", "2026-11-25T08:30"],
  ["Freitag viertel nach 9 Abnahme", "Abnahme", "2026-11-27T09:15"],
  ["in 2 Stunden zurückrufen", "zurückrufen", "2026-11-24T12:00"],
  ["call back in 30 min", "call back", "2026-11-24T10:30"],
  ["Müller treffen freitag 10", "Müller treffen", "2026-11-27T10:00"],
  ["Mo., 9.30 Uhr: Wochenplan", "Wochenplan", "2026-11-30T09:30"],
  // Rules.
  ["täglich Kasse zählen", "Kasse zählen", "2026-11-24", { rule: "FREQ=DAILY" }],
  ["every day 9am standup", "standup", "2026-11-25T09:00", { rule: "FREQ=DAILY" }],
  ["jeden Dienstag Lager", "Lager", "2026-11-24", { rule: weekly("TU") }],
  ["every mon and thu training", "training", "2026-11-26", { rule: weekly("MO,TH") }],
  ["jeden mo, mi, fr 7:00 Rundgang", "Rundgang", "2026-11-25T07:00", { rule: weekly("MO,WE,FR") }],
  ["montags und donnerstags Post", "Post", "2026-11-26", { rule: weekly("MO,TH") }],
  ["werktags 17 uhr Backup", "Backup", "2026-11-24T17:00", { rule: weekly("MO,TU,WE,TH,FR") }],
  ["every other week payroll", "payroll", "2026-11-24", { rule: "FREQ=WEEKLY;INTERVAL=2" }],
  ["jeden zweiten Freitag Bericht", "Bericht", "2026-11-27", { rule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR" }],
  ["jeden letzten Freitag im Monat Abschluss", "Abschluss", "2026-11-27", { rule: `${monthly};BYDAY=-1FR` }],
  ["jeden ersten Montag Teamrunde", "Teamrunde", "2026-12-07", { rule: `${monthly};BYDAY=1MO` }],
  ["every first monday of the month review", "review", "2026-12-07", { rule: `${monthly};BYDAY=1MO` }],
  ["jeden monat Miete am 1.", "Miete", "2026-12-01", { rule: monthly }],
  ["am 15. jeden Monats Lohn", "Lohn", "2026-12-15", { rule: `${monthly};BYMONTHDAY=15` }],
  ["ende jeden monats Abrechnung", "Abrechnung", "2026-11-30", { rule: `${monthly};BYMONTHDAY=-1` }],
  ["every 31st backup tapes", "backup tapes", "2026-11-30", { rule: `${monthly};BYMONTHDAY=28,29,30,31;BYSETPOS=-1` }],
  ["monatlich ab 31.12. Zähler lesen", "Zähler lesen", "2026-12-31", { rule: `${monthly};BYMONTHDAY=28,29,30,31;BYSETPOS=-1` }],
  ["jedes Jahr am 3. Mai Prüfung", "Prüfung", "2027-05-03", { rule: "FREQ=YEARLY" }],
  ["vierteljährlich UStVA", "UStVA", "2026-11-24", { rule: `${monthly};INTERVAL=3` }],
  ["jeden Montag bis 31.12. Baustelle Bär", "Baustelle Bär", "2026-11-30", { rule: `${weekly("MO")};UNTIL=20261231` }],
  ["jeden Montag ab 7.12. bis 31.12. Kurs", "Kurs", "2026-12-07", { rule: `${weekly("MO")};UNTIL=20261231` }],
  ["jede Woche 5 mal nachfassen", "nachfassen", "2026-11-24", { rule: "FREQ=WEEKLY;COUNT=5" }],
  ["send the report weekly", "send the report", "2026-11-24", { rule: "FREQ=WEEKLY" }],
  ["jeden Morgen Öfen prüfen", "Öfen prüfen", "2026-11-25T09:00", { rule: "FREQ=DAILY" }],
  // All at once.
  [
    "@Clara morgen 9 uhr Angebot an Bär !hoch #büro",
    "Angebot an Bär",
    "2026-11-25T09:00",
    { owners: ["d"], priority: "high", tags: ["büro"] },
  ],
  ["Plan prüfen @Anna", "Plan prüfen", undefined, { owners: ["a", "c"] }],
  ["Plan prüfen @Anna Kurz", "Plan prüfen", undefined, { owners: ["c"] }],
  ["Plan prüfen @ich !3", "Plan prüfen", undefined, { owners: ["b"], priority: "low" }],
  ["Paket Freitag Samstag", "Paket Freitag", "2026-11-28"],
  ["every weekday at 8 open shop", "open shop", "2026-11-25T08:00", { rule: weekly("MO,TU,WE,TH,FR") }],
  ["Treffen mit So Yeon am Do um 10", "Treffen mit So Yeon", "2026-11-26T10:00"],
  ["freitag Termin vom Montag nachbereiten", "Termin vom Montag nachbereiten", "2026-11-27"],
];

/** Lines in which nothing is to be understood. */
const plain: readonly string[] = [
  "Mo Farah anrufen",
  "May anrufen",
  "call May about the 3 quotes",
  "Umsatz 2026 prüfen",
  "Raum 12 aufräumen",
  "1 Tag Urlaub",
  "so bald wie möglich melden",
  "do the report",
  "Mittag essen mit Bär",
  "Frau Morgen anrufen",
  "Herrn Freitag zurückrufen",
  "Freitag GmbH anrufen",
  "Fr. Müller anrufen",
  "Fr Müller anrufen",
  "E-Mail vom Montag beantworten",
  "Angebot für Freitag vorbereiten",
  "Termin auf Montag verschieben",
  "Black Friday Aktion planen",
  "Guten Morgen Mail schreiben",
  "Weekly report prüfen",
  "prepare weekly report",
  "alle Kunden anrufen",
  "alle 6 Kunden anrufen",
  "jeden Kunden anrufen",
  "Version 24.12 einspielen",
  "32.1. prüfen",
  "31.2.2027 prüfen",
  "Rechnung #12 prüfen",
  "info@kontor.example anschreiben",
  "Rückruf @Dora",
  "Achtung ! prüfen",
  "16:9 Bildschirm kaufen",
  "25 Uhr",
  "Montagsrunde vorbereiten",
  "Heute-Journal schauen",
  "sich um 12 Leute kümmern",
  "sun cream kaufen",
  "3 Dosen kaufen",
  "5 mal klingeln",
  "Vertrag nach 3 Monaten prüfen",
  "9/11 Doku",
  "3 min Video drehen",
  "Ferien vom 1.12. bis 5.12. eintragen",
  "9 bis 10 uhr Telefonzeit",
  "Punkt 12.3. prüfen",
  "Mai 3 Rechnungen",
  "lunch with Sun Li",
  "Mo-Fr Öffnungszeiten ändern",
  "jeden 1. und 15. Lohn",
  "Treffen mit So Yeon",
];

describe("one line is understood", () => {
  for (const [line, title, at, more = {}] of lines)
    test(line, () => {
      expect(told(read(line))).toEqual({ title, ...(at && { at }), ...more });
    });
});

describe("nothing is guessed", () => {
  test.each(plain)("%s", (line) => {
    expect(told(read(line))).toEqual({ title: line });
    expect(read(line).parts).toEqual([]);
  });
});

describe("what was understood", () => {
  const shown = (line: string) => read(line).parts.map(({ from, to, means }) => [line.slice(from, to), means]);

  test("is told with where it stands", () => {
    expect(shown("Müller anrufen morgen um 9 uhr !high @Clara #büro")).toEqual([
      ["morgen", "day"],
      ["um 9 uhr", "time"],
      ["!high", "priority"],
      ["@Clara", "owner"],
      ["#büro", "tag"],
    ]);
    expect(shown("Bericht bis zum Freitag")).toEqual([["bis zum Freitag", "day"]]);
    expect(shown("jeden Montag 5 mal Kurs")).toEqual([["jeden Montag 5 mal", "rule"]]);
  });

  test("is plain words again once it was taken off, wherever they move", () => {
    const line = "Freitag morgen Müller";
    const off = new Set(read(line).parts.map((part) => partKey(line, part)));
    expect(told(read(line, off))).toEqual({ title: line });
    expect(told(read("Herr Schmidt und Freitag morgen Müller", off)).at).toBeUndefined();
    // A rule that was taken off leaves no day behind.
    const rule = "jeden Montag Plan";
    const [part] = read(rule).parts;
    expect(told(read(rule, new Set([partKey(rule, part as never)])))).toEqual({ title: rule });
  });

  test("between two days is the one at an edge of the line, or none", () => {
    expect(told(read("Dienstag oder Mittwoch"))).toEqual({ title: "oder Mittwoch", at: "2026-12-01" });
    expect(told(read("Ob Dienstag oder Mittwoch besser ist"))).toEqual({ title: "Ob Dienstag oder Mittwoch besser ist" });
  });

  test("names are looked for among the words that mean nothing else, longest first, and stay in the title", () => {
    const named = (line: string) => read(line).contacts.map(({ text, isCued }) => (isCued ? `${text}!` : text));
    expect(named("morgen 9 uhr müller anrufen")).toEqual(["müller"]);
    expect(named("Heizung bei Bär prüfen")).toEqual(["Bär prüfen!", "Heizung", "Bär!", "prüfen"]);
    expect(named("Angebot für Mühle Öttl KG, bis Freitag")).toEqual([
      "Mühle Öttl KG!",
      "Mühle Öttl!",
      "Öttl KG",
      "Angebot",
      "Mühle!",
      "Öttl",
      "KG",
    ]);
    for (const { from, to, text } of read("an  Elke Bär, schreiben").contacts)
      expect("an  Elke Bär, schreiben".slice(from, to)).toContain(text);
  });

  test("never throws, whatever is typed, and its parts lie in the line and do not touch each other", () => {
    const bits = fc.constantFrom(
      "morgen",
      "9",
      "uhr",
      "jeden",
      "montag",
      "!high",
      "@anna",
      "#x",
      "bis",
      "am",
      "31.",
      "2.",
      "in",
      "3",
      "tagen",
      "ende",
      "monat",
      "alle",
      "2",
      ",",
      "Müller",
    );
    const line = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.array(bits, { maxLength: 12 }).map((words) => words.join(" ")),
    );
    fc.assert(
      fc.property(line, (typed) => {
        const { parts, title, dueOn, due } = read(typed);
        let at = 0;
        for (const { from, to } of [...parts].sort((a, b) => a.from - b.from)) {
          expect(from).toBeGreaterThanOrEqual(at);
          expect(to).toBeGreaterThan(from);
          at = to;
        }
        expect(at).toBeLessThanOrEqual(typed.length);
        expect(title.length).toBeLessThanOrEqual(typed.length);
        if (dueOn) expect(dueOn).toMatch(/^\d{4}-\d\d-\d\d$/);
        if (due) expect(due).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);
      }),
    );
  });
});
