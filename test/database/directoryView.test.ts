import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DirectoryView, unseenMatch } from "../../src/database/directoryView.ts";
import type { DirectoryEntry, DirectoryPage } from "../../src/database/rows.ts";
import type { RecordId } from "../../src/lib/id.ts";

const entry = (id: string, name: string): DirectoryEntry => ({
  id: id as RecordId,
  kind: "person",
  name,
  sort: name,
  place: "",
  roles: {},
  tags: [],
  owner: "",
  last: name < "c" ? name : "",
  createdAt: "",
  text: ` ${name}`,
});
const anyName = fc.string({ minLength: 1, maxLength: 3, unit: fc.constantFrom("a", "b", "c", "z") });
const anyPage = (shard: number): fc.Arbitrary<DirectoryPage> =>
  fc
    .array(anyName, { maxLength: 30 })
    .map((names) => ({ page: `s${shard}.0`, version: 1, entries: names.map((name, i) => entry(`s${shard}.${i}`, name)) }));
const anyPages = fc.array(fc.integer({ min: 0, max: 12 }).chain(anyPage), { minLength: 1, maxLength: 24 });

describe("the contacts as a window holds them", () => {
  test("kept up to date page by page, they stand in the same order as when read at once", () =>
    fc.assert(
      fc.property(anyPages, (pages) => {
        const view = new DirectoryView();
        for (const page of pages) {
          view.take([page]);
          view.ids();
        }
        const atOnce = new DirectoryView();
        atOnce.take([...new Map(pages.map((page) => [page.page, page])).values()]);
        expect(view.all()).toEqual(atOnce.all());
        expect(view.ids()).toEqual(atOnce.all().map(({ id }) => id));
        const ofLast = atOnce.all().filter(({ last }) => last !== "");
        expect(view.recent(3)).toEqual(
          [...ofLast].sort((a, b) => (a.last === b.last ? (a.id < b.id ? -1 : 1) : a.last < b.last ? 1 : -1)).slice(0, 3),
        );
        expect(view.size).toBe(atOnce.size);
      }),
    ));

  test("a name that begins with what was typed stands before one that only contains it", () => {
    const view = new DirectoryView();
    view.take([
      {
        page: "s0.0",
        version: 1,
        entries: [entry("s0.1", "anna muller"), entry("s0.2", "muller gmbh"), entry("s0.3", "schmuller")],
      },
    ]);
    expect(view.search("muller", 10).map(({ name }) => name)).toEqual(["muller gmbh", "anna muller", "schmuller"]);
  });

  test("the list stands by last contact, the newest first, or by town; who has none stands at the end", () => {
    const view = new DirectoryView();
    view.take([
      {
        page: "s0.0",
        version: 1,
        entries: [
          { ...entry("s0.1", "anna"), last: "", place: "Köln" },
          { ...entry("s0.2", "bert"), last: "2026-01-01", place: "" },
          { ...entry("s0.3", "firm"), last: "2025-01-01", place: "Aachen" },
          { ...entry("s0.4", "zoe"), last: "2026-06-01", place: "Köln", employer: "s0.3" as RecordId },
        ],
      },
    ]);
    expect(view.ids({}, "last")).toEqual(["s0.3", "s0.4", "s0.2", "s0.1"]);
    expect(view.ids({}, "place")).toEqual(["s0.3", "s0.1", "s0.4", "s0.2"]);
    expect(view.ids({ notSince: "2026-03-01" }, "last")).toEqual(["s0.2", "s0.1"]);
  });

  test("a firm's last contact follows its people from page to page", () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5), fc.nat(3), fc.nat(9), fc.nat(12)), { minLength: 1, maxLength: 30 }), (steps) => {
        const view = new DirectoryView();
        const firms = [0, 1, 2].map((n) => ({ ...entry(`f.${n}`, `f${n}`), last: "" }));
        view.take([{ page: "f.0", version: 0, entries: firms }]);
        const now = new Map<string, DirectoryEntry>();
        for (const [page, firm, last, there] of steps) {
          const id = `s${page}.0`;
          const job =
            firm === 3
              ? {}
              : there === 12
                ? { employer: `f.${firm}` as RecordId }
                : { otherFirms: { [`f.${firm}`]: "2026" }, lastThere: { [`f.${firm}`]: there === 11 ? "" : `2026-0${there % 10}-01` } };
          const person: DirectoryEntry = { ...entry(id, id), last: `2026-0${last}-01`, ...job };
          now.set(id, person);
          view.take([{ page: `s${page}.0`, version: 1, entries: [person] }]);
        }
        for (const firm of firms) {
          const dates = [...now.values()].map(({ employer, lastThere, last }) =>
            employer === firm.id ? last : (lastThere?.[firm.id] ?? ""),
          );
          expect(view.lastOf(firm)).toBe(dates.sort().at(-1) ?? "");
        }
      }),
    ));

  test("why somebody was found is said where what is shown does not tell", () => {
    const elke = { ...entry("s0.1", "Elke Bär"), text: " elke bar euskirchen bahnhofstrasse 022519900 elke@bar.example" };
    expect(unseenMatch(elke, "bahnhof", "Elke Bär Euskirchen")).toBe("bahnhofstrasse");
    expect(unseenMatch(elke, "02251 99", "Elke Bär Euskirchen")).toBe("022519900");
    expect(unseenMatch(elke, "Bär Eusk", "Elke Bär · Euskirchen")).toBe("");
  });
});
