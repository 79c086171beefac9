import { screen } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { expect, test } from "vitest";
import { setLanguage } from "../../src/i18n/language.ts";
import { type Area, Arrangement, type Piece } from "../../src/ui/Arrangement.tsx";
import { show, violationsIn } from "../support/scene.tsx";

const piece = (key: string): Piece => ({
  key,
  label: key,
  areas: ["top", "bottom"],
  menu: [{ label: "Umbenennen", onSelect: () => undefined }],
});

function board(): { container: HTMLElement; where: () => readonly (readonly string[])[] } {
  setLanguage("de");
  const [areas, setAreas] = createSignal<readonly Area[]>([
    { key: "top", label: "Oben", hint: "leer", pieces: [piece("Eins"), piece("Zwei")] },
    { key: "bottom", label: "Unten", hint: "leer", pieces: [] },
  ]);
  const move = (what: Piece, to: string, at: number): boolean => {
    setAreas(
      areas().map((area) => {
        const others = area.pieces.filter(({ key }) => key !== what.key);
        return { ...area, pieces: area.key === to ? [...others.slice(0, at), what, ...others.slice(at)] : others };
      }),
    );
    return true;
  };
  const container = show(() => <Arrangement label="Aufbau" areas={areas()} onMove={move} />);
  return { container, where: () => areas().map(({ pieces }) => pieces.map(({ key }) => key)) };
}

const middleOf = (element: Element): { clientX: number; clientY: number } => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { clientX: left + width / 2, clientY: top + height / 2 };
};
const touch = (element: Element, kind: string, at: { clientX: number; clientY: number }): boolean =>
  element.dispatchEvent(new PointerEvent(kind, { ...at, pointerId: 7, pointerType: "touch", button: 0, bubbles: true, cancelable: true }));
const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 400));

test("a finger that rests on a piece drags it, one that does not scrolls", async () => {
  const { where } = board();
  const [one, below] = [screen.getByRole("button", { name: "Eins" }), screen.getByRole("group", { name: "Unten" })];
  touch(one, "pointerdown", middleOf(one));
  touch(one, "pointermove", middleOf(below));
  touch(one, "pointerup", middleOf(below));
  expect(where()).toEqual([["Eins", "Zwei"], []]);
  touch(one, "pointerdown", middleOf(one));
  await rest();
  touch(one, "pointermove", middleOf(below));
  const scroll = new Event("touchmove", { bubbles: true, cancelable: true });
  one.dispatchEvent(scroll);
  expect(scroll.defaultPrevented).toBe(true);
  touch(one, "pointerup", middleOf(below));
  expect(where()).toEqual([["Zwei"], ["Eins"]]);
});

test("Escape gives a drag up; what is dragged beside all areas stays", async () => {
  const { container, where } = board();
  const [one, below] = [screen.getByRole("button", { name: "Eins" }), screen.getByRole("group", { name: "Unten" })];
  touch(one, "pointerdown", middleOf(one));
  await rest();
  touch(one, "pointermove", middleOf(below));
  expect(document.querySelector(".piece-ghost")?.textContent).toBe("Eins");
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  expect(document.querySelector(".piece-ghost")).toBeNull();
  touch(one, "pointerup", middleOf(below));
  touch(one, "pointerdown", middleOf(one));
  await rest();
  touch(one, "pointermove", { clientX: 2, clientY: innerHeight - 2 });
  touch(one, "pointerup", { clientX: 2, clientY: innerHeight - 2 });
  expect(where()).toEqual([["Eins", "Zwei"], []]);
  expect(await violationsIn(container)).toEqual([]);
});
