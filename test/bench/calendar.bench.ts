// A full calendar: how long a month takes to stand on the screen, and what is worked out beside it.
import { expect } from "@playwright/test";
import { doorOf, type RemoteDoor } from "../support/door.ts";
import { quantile, report } from "../support/figures.ts";
import { test } from "../support/journey.ts";

const zone = "Europe/Berlin";
const two = (number: number): string => String(number).padStart(2, "0");
const rules = ["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYMONTHDAY=15"];

const single = (number: number) => {
  const [month, day, hour] = [1 + (number % 12), 1 + ((number * 7) % 28), 7 + (number % 11)];
  const at = `2027-${two(month)}-${two(day)}T${two(hour)}`;
  return { title: `Besuch ${number}`, kind: "visit", start: `${at}:00`, end: `${at}:45`, zone };
};
const series = (number: number) => {
  const at = `2027-01-${two(1 + (number % 28))}T${two(8 + (number % 9))}`;
  return { title: `Serie ${number}`, kind: "meeting", start: `${at}:00`, end: `${at}:30`, zone, rule: rules[number % rules.length] ?? "" };
};

async function fill(door: RemoteDoor, count: number, make: (number: number) => object): Promise<void> {
  for (let from = 0; from < count; from += 500) {
    const numbers = Array.from({ length: Math.min(500, count - from) }, (_, i) => from + i);
    await door.save(numbers.map((number) => ({ type: "appointment" as const, fields: make(number) as never })));
  }
}

test("a calendar of 5,000 appointments and 50 series", async ({ device }) => {
  const desk = await device("desk", { serviceWorkers: "allow" });
  const { page } = desk;
  const door = doorOf(() => page);
  await door.createWorkspace({ name: "Bench", member: "Anna", country: "DE", zone });
  await fill(door, 5_000, single);
  await fill(door, 50, series);
  const year = { from: "2027-01-01", to: "2028-01-01" };
  const times: number[] = [];
  await door.agenda(year);
  for (let round = 0; round < 10; round++)
    times.push(
      await page.evaluate(async (span) => {
        const start = performance.now();
        await window.kontor?.agenda(span);
        return performance.now() - start;
      }, year),
    );
  expect((await door.agenda(year)).length).toBeGreaterThan(10_000);
  report({
    what: "agenda of a year, 5,000 appointments and 50 series, median of 10",
    value: quantile(times, 0.5),
    unit: "ms",
    budget: 100,
  });

  await page.evaluate(() => void (location.hash = "#/calendar/month/2027-01-01"));
  await page.locator(".cal-month .cal-entry").first().waitFor();
  // What the thread itself worked, which other programs of a busy computer do not lengthen.
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const worked = async (): Promise<number> =>
    (await session.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
  const before = await worked();
  const [drawn, longest] = await page.evaluate(async () => {
    let longestMs = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) longestMs = Math.max(longestMs, entry.duration);
    }).observe({ entryTypes: ["longtask"] });
    const all: number[] = [];
    for (let month = 2; month <= 12; month++) {
      const first = `2027-${String(month).padStart(2, "0")}`;
      const start = performance.now();
      location.hash = `#/calendar/month/${first}-01`;
      await new Promise<void>((resolve) => {
        const look = (): void => {
          // Of this month, and with something in its middle.
          const cell = document.querySelector(`[data-day="${first}-15"]`);
          const isThere = cell && [...(cell.closest("section")?.querySelectorAll(".cal-entry") ?? [])].length > 0;
          if (isThere) resolve();
          else setTimeout(look, 1);
        };
        look();
      });
      all.push(performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    return [all, longestMs] as const;
  });
  report({
    what: "work of the screen's thread for another month",
    value: ((await worked()) - before) * (1_000 / 11),
    unit: "ms",
    budget: 50,
  });
  report({
    what: "another month → drawn, 5,000 appointments and 50 series, median of 11",
    value: quantile(drawn, 0.5),
    unit: "ms",
    budget: 50,
  });
  report({ what: "longest task on the screen's thread meanwhile", value: longest, unit: "ms", budget: 50 });

  await fill(door, 950, (number) => series(50 + number));
  const start = Date.now();
  const month = await door.agenda({ from: "2027-06-01", to: "2027-07-01" });
  report({ what: "agenda of a month, 1,000 series, the first time", value: (Date.now() - start) / 1_000, unit: "s", budget: 5 });
  expect(month.length).toBeGreaterThan(5_000);
});
