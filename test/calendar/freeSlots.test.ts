import { describe, expect, test } from "vitest";
import { freeSlots, type SlotQuestion } from "../../src/calendar/freeSlots.ts";
import { instantOf } from "../../src/calendar/wallTime.ts";
import { type WorkingHours, workingSpans } from "../../src/calendar/workingHours.ts";

const zone = "Europe/Berlin";
const office: WorkingHours = {
  week: Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, [[480, 720] as const, [780, 1_020] as const]])),
  isOff: (day) => day === "2026-12-08",
};
const busy = (from: string, to: string, travel = 0) => ({ from: instantOf(from, zone), to: instantOf(to, zone), travel });
const works = (hours: WorkingHours, of = zone) => workingSpans(hours, "2026-01-01", "2027-01-01", of);
const ask = (more: Partial<SlotQuestion> = {}): string[] =>
  freeSlots({
    minutes: 60,
    from: "2026-12-07T00:00",
    until: "2026-12-12T00:00",
    zone,
    people: [{ working: works(office), busy: [] }],
    ...more,
  }).map(({ start, end }) => `${start} – ${end.slice(11)}`);

describe("free slots", () => {
  test("are three on different days, in both halves of the day, none on a holiday", () => {
    expect(ask()).toEqual(["2026-12-07T08:00 – 09:00", "2026-12-09T13:00 – 14:00", "2026-12-10T08:00 – 09:00"]);
  });
  test("keep what is planned free, with the way there and back", () => {
    const people = [
      { working: works(office), busy: [busy("2026-12-07T10:00", "2026-12-07T11:00"), busy("2026-12-07T13:00", "2026-12-07T17:00")] },
    ];
    const only = { until: "2026-12-08T00:00", count: 9, people };
    expect(ask(only)).toEqual(["2026-12-07T08:00 – 09:00", "2026-12-07T09:00 – 10:00", "2026-12-07T11:00 – 12:00"]);
    const far = [busy("2026-12-07T10:00", "2026-12-07T11:00", 30), busy("2026-12-07T13:00", "2026-12-07T17:00", 15)];
    expect(ask({ ...only, people: [{ working: works(office), busy: far }] })).toEqual(["2026-12-07T08:00 – 09:00"]);
    const near = [busy("2026-12-07T10:30", "2026-12-07T11:00", 30)];
    expect(ask({ ...only, people: [{ working: works(office), busy: near }] })[1]).toBe("2026-12-07T09:00 – 10:00");
  });
  test("are those of everybody", () => {
    const late: WorkingHours = { ...office, week: { 1: [[660, 840]], 3: [[960, 1_200]] } };
    expect(
      ask({
        people: [
          { working: works(office), busy: [] },
          { working: works(late), busy: [busy("2026-12-07T11:00", "2026-12-07T12:00")] },
        ],
      }),
    ).toEqual(["2026-12-07T13:00 – 14:00", "2026-12-09T16:00 – 17:00"]);
  });
  test("lie where the customer likes them, and begin not before the time that was said", () => {
    expect(ask({ preferred: [900, 1_020] })).toEqual(["2026-12-07T15:00 – 16:00", "2026-12-09T15:00 – 16:00", "2026-12-10T15:00 – 16:00"]);
    expect(ask({ from: "2026-12-07T10:15", until: "2026-12-07T12:00" })).toEqual(["2026-12-07T11:00 – 12:00"]);
  });
  test("of people who never work at once there are none", () => {
    expect(
      ask({
        people: [
          { working: works(office), busy: [] },
          { working: works({ week: { 6: [[480, 720]] }, isOff: () => false }), busy: [] },
        ],
      }),
    ).toEqual([]);
  });
  test("are those in which a colleague works too whose clocks show another hour", () => {
    const newYork = works({ week: { 1: [[540, 660]] }, isOff: () => false }, "America/New_York");
    const people = [
      { working: works(office), busy: [] },
      { working: newYork, busy: [] },
    ];
    expect(ask({ people, count: 9 })).toEqual(["2026-12-07T15:00 – 16:00", "2026-12-07T16:00 – 17:00"]);
  });
  test("are told right on the day the clocks change", () => {
    const sunday: WorkingHours = { week: { 7: [[0, 360]] }, isOff: () => false };
    const people = [{ working: works(sunday), busy: [busy("2026-03-29T03:00", "2026-03-29T04:00")] }];
    expect(ask({ from: "2026-03-29T00:00", until: "2026-03-29T06:00", people, count: 9 })).toEqual([
      "2026-03-29T00:00 – 01:00",
      "2026-03-29T01:00 – 02:00",
      "2026-03-29T04:00 – 05:00",
      "2026-03-29T05:00 – 06:00",
    ]);
  });
});
