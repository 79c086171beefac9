import { expect, test } from "vitest";
import { answerCode, newOfferId, readAnswer, readCode, readOffer, writeAnswer, writeOffer } from "../../src/domain/slotOffer.ts";

const offer = {
  ...{ id: "k7qm4r", from: "Anna, Haustechnik Süd", title: "Wärmepumpe zeigen", minutes: 60, zone: "Europe/Berlin", email: "" },
  starts: ["2026-12-08T10:00", "2026-12-09T14:00"],
};

test("an offer and its answer are read as they were written, from letters that a link can bear", () => {
  expect(writeOffer(offer)).toMatch(/^[\w-]+$/);
  expect(readOffer(writeOffer(offer))).toEqual(offer);
  const answer = {
    ...{
      offer: "k7qm4r",
      start: "2026-12-08T10:00",
      minutes: 60,
      zone: "Europe/Berlin",
      title: "Heizung",
      name: "Ida Öttl",
      note: "gern 🙂",
    },
  };
  expect(readAnswer(writeAnswer(answer))).toEqual(answer);
  expect(readAnswer(writeAnswer({ ...answer, start: "" }))?.start).toBe("");
});

test("what is none is none", () => {
  for (const text of ["", "x", "%%%", writeOffer({ ...offer, starts: [] }), writeOffer({ ...offer, starts: ["morgen"] }), "W10"])
    expect(readOffer(text)).toBeUndefined();
  expect(readAnswer(writeOffer(offer))).toBeUndefined();
  expect(readOffer(writeOffer(offer).slice(3))).toBeUndefined();
});

test("a code is read however it is typed, and a wrong letter is noticed", () => {
  const code = answerCode("k7qm4r", 2);
  expect(readCode(code)).toEqual({ offer: "k7qm4r", which: 2 });
  expect(readCode(` ${code.toLowerCase().replace("-", " ")} `)).toEqual({ offer: "k7qm4r", which: 2 });
  for (let at = 0; at < code.length; at++) {
    if (code[at] === "-") continue;
    const wrong = `${code.slice(0, at)}${code[at] === "7" ? "8" : "7"}${code.slice(at + 1)}`;
    expect(readCode(wrong), wrong).toBeUndefined();
  }
  expect(readCode(answerCode(newOfferId(), 0))?.which).toBe(0);
  expect(readCode(code.slice(0, 5))).toBeUndefined();
});
