import { createSignal } from "solid-js";
import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { VirtualList } from "../../src/ui/VirtualList.tsx";
import { show } from "../support/scene.tsx";

const ids = Array.from({ length: 100_000 }, (_, i) => `contact-${i}`);
let opened: string[] = [];
let selected: () => ReadonlySet<string>;

beforeEach(() => {
  opened = [];
  const container = show(() => {
    const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set());
    selected = chosen;
    return (
      <div style={{ height: "400px", display: "flex" }}>
        <VirtualList label="Kontakte" ids={ids} rowRem={3} onOpen={(id) => opened.push(id)} selected={chosen()} onSelect={setChosen}>
          {(id) => <span>{id}</span>}
        </VirtualList>
      </div>
    );
  });
  container.style.width = "400px";
});

const list = () => page.getByRole("listbox", { name: "Kontakte" });
const rowUnderKeyboard = (): string | null | undefined => {
  const box = document.querySelector("[role=listbox]");
  return document.getElementById(box?.getAttribute("aria-activedescendant") ?? "")?.textContent;
};

test("of a hundred thousand rows only those in view exist", async () => {
  await expect.element(page.getByRole("option", { name: "contact-0", exact: true })).toBeVisible();
  expect(document.querySelectorAll("[role=option]").length).toBeLessThan(40);
  expect(document.querySelector("[role=option]")?.getAttribute("aria-setsize")).toBe("100000");
});

test("j, k, arrows, Home and End move, Enter opens", async () => {
  await list().element().focus();
  await userEvent.keyboard("jj{ArrowDown}k");
  expect(rowUnderKeyboard()).toBe("contact-2");
  await userEvent.keyboard("{Enter}");
  await userEvent.keyboard("{End}");
  await expect.poll(rowUnderKeyboard).toBe("contact-99999");
  await userEvent.keyboard("{Home}");
  await expect.poll(rowUnderKeyboard).toBe("contact-0");
  expect(opened).toEqual(["contact-2"]);
});

test("x selects, Shift with an arrow extends, Escape lets go", async () => {
  await list().element().focus();
  await userEvent.keyboard("x{Shift>}{ArrowDown}{ArrowDown}{/Shift}");
  expect([...selected()]).toEqual(["contact-0", "contact-1", "contact-2"]);
  await userEvent.keyboard("{Escape}");
  expect(selected().size).toBe(0);
});

test("a click opens, a click with Ctrl selects", async () => {
  await page.getByRole("option", { name: "contact-3", exact: true }).click();
  await page.getByRole("option", { name: "contact-4", exact: true }).click({ modifiers: ["ControlOrMeta"] });
  expect([opened, [...selected()]]).toEqual([["contact-3"], ["contact-4"]]);
});

test("a finger that stays selects, and then every tap does; one that moves scrolls", async () => {
  const row = (n: number): HTMLElement => page.getByRole("option", { name: `contact-${n}`, exact: true }).element() as HTMLElement;
  const finger = (type: string, on: HTMLElement, y = 0): void =>
    void on.dispatchEvent(new PointerEvent(type, { pointerType: "touch", bubbles: true, clientX: 10, clientY: y }));
  await expect.element(page.getByRole("option", { name: "contact-0", exact: true })).toBeVisible();
  finger("pointerdown", row(2));
  await expect.poll(() => [...selected()]).toEqual(["contact-2"]);
  finger("pointerup", row(2));
  row(2).click();
  finger("pointerdown", row(4));
  finger("pointerup", row(4));
  row(4).click();
  expect([opened, [...selected()]]).toEqual([[], ["contact-2", "contact-4"]]);
  await userEvent.keyboard("{Escape}");
  finger("pointerdown", row(5));
  finger("pointermove", row(5), 30);
  // The one that stays from now on has been chosen: the one that moved would have been before.
  finger("pointerdown", row(6));
  await expect.poll(() => [...selected()]).toEqual(["contact-2", "contact-4", "contact-6"]);
});
