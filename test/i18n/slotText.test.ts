import { expect, test } from "vitest";
import { answerMessage, slotLine, slotMessage } from "../../src/i18n/slotText.ts";

const times = { starts: ["2026-12-08T10:00", "2026-12-09T14:30"], minutes: 90, zone: "Europe/Berlin" };

test("times are offered in the customer's language", () => {
  expect(slotLine("2026-12-08T10:00", 90, "de")).toBe("Dienstag, 8. Dezember 2026, 10:00 bis 11:30 Uhr");
  expect(slotLine("2026-12-08T23:30", 60, "en")).toBe("Tuesday, 8 December 2026, 23:30 to 00:30");
  const letter = { title: "Wärmepumpe", from: "Anna, Haustechnik Süd", link: "https://kontor.example/#/slots/x" };
  const german = slotMessage({ ...times, isZoneSaid: true }, letter, "de");
  expect(german).toContain("für „Wärmepumpe“ kann ich Ihnen diese Zeiten anbieten:");
  expect(german).toContain("Alle Zeiten gelten für Berlin.");
  expect(german.split("\n").at(-1)).toBe("Anna, Haustechnik Süd");
  const english = slotMessage({ ...times, starts: ["2026-12-08T10:00"] }, { ...letter, title: "", link: "" }, "en");
  expect(english).toContain("for our meeting I can offer you this time:");
  expect(english).not.toContain("https");
  expect(english).not.toContain("Berlin");
});

test("the answer says the time, or that none suits, and how it comes into the sender's calendar", () => {
  const answer = {
    start: "2026-12-08T10:00",
    minutes: 90,
    title: "Heizung",
    name: "Ida Öttl",
    note: "",
    code: "K7QM4R-2X",
    link: "https://x",
  };
  const { subject, body } = answerMessage(answer, "de");
  expect(subject).toBe("Antwort: Heizung");
  expect(body).toContain("diese Zeit passt mir: Dienstag, 8. Dezember 2026, 10:00 bis 11:30 Uhr.");
  expect(body).toContain("Code für Ihren Kalender: K7QM4R-2X");
  expect(answerMessage({ ...answer, start: "" }, "en").body).toContain("none of the times suits me");
});
