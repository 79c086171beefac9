import { createSignal } from "solid-js";
import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { setLanguage } from "../../src/i18n/language.ts";
import { InlineEdit } from "../../src/ui/InlineEdit.tsx";
import { show } from "../support/scene.tsx";

const saved: string[] = [];
beforeEach(() => {
  setLanguage("de");
  saved.length = 0;
  show(() => {
    const [value, setValue] = createSignal("Lindenstraße 4");
    return (
      <InlineEdit
        label="Straße"
        value={value()}
        onSave={(next) => {
          if (next === "") return "Bitte ausfüllen.";
          saved.push(next);
          setValue(next);
          return undefined;
        }}
      />
    );
  });
});

const value = () => page.getByRole("button", { name: "Straße: Lindenstraße 4" });
const field = () => page.getByRole("textbox", { name: "Straße" });

test("click the value, type, Enter", async () => {
  await value().click();
  await field().fill("Ahornweg 7");
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("button", { name: "Straße: Ahornweg 7" })).toHaveFocus();
  expect(saved).toEqual(["Ahornweg 7"]);
});

test("Escape gives up what was typed", async () => {
  await value().click();
  await field().fill("Ahornweg 7");
  await userEvent.keyboard("{Escape}");
  await expect.element(value()).toHaveFocus();
  expect(saved).toEqual([]);
});

test("what cannot be saved stays in the field, with the reason beside it", async () => {
  await value().click();
  await field().fill("");
  await userEvent.keyboard("{Enter}");
  await expect.element(field()).toHaveAccessibleDescription("Bitte ausfüllen.");
  expect(saved).toEqual([]);
});

test("leaving the field keeps what was typed", async () => {
  await value().click();
  await field().fill("Ahornweg 7");
  await userEvent.keyboard("{Tab}");
  await expect.poll(() => saved).toEqual(["Ahornweg 7"]);
});

const overtaken = async (): Promise<{ readonly saves: unknown[]; readonly change: (value: string) => void }> => {
  const saves: unknown[] = [];
  const [value, setValue] = createSignal("Lindenstraße 4");
  show(() => (
    <InlineEdit
      label="Weg"
      value={value()}
      stored={{ street: value() }}
      changedBy="Eva"
      onSave={(next, seen) => {
        saves.push([next, seen]);
        return undefined;
      }}
    />
  ));
  await page.getByRole("button", { name: "Weg: Lindenstraße 4" }).click();
  await page.getByRole("textbox", { name: "Weg" }).fill("Ahornweg 7");
  return { saves, change: setValue };
};

test("what somebody changed meanwhile is said; saved without an answer, it is saved for what was seen", async () => {
  const { saves, change } = await overtaken();
  change("Buchenweg 1");
  await expect.element(page.getByRole("status")).toHaveTextContent("Eva hat das inzwischen geändert: „Buchenweg 1“.");
  await page.getByRole("textbox", { name: "Weg" }).click();
  await userEvent.keyboard("{Enter}");
  expect(saves).toEqual([["Ahornweg 7", { street: "Lindenstraße 4" }]]);
});

test("one's own value kept is saved for what stands there now; theirs taken, nothing is", async () => {
  const { saves, change } = await overtaken();
  change("Buchenweg 1");
  await page.getByRole("button", { name: "Meins behalten" }).click();
  await page.getByRole("textbox", { name: "Weg" }).click();
  await userEvent.keyboard("{Enter}");
  expect(saves).toEqual([["Ahornweg 7", { street: "Buchenweg 1" }]]);
  await page.getByRole("button", { name: "Weg: Buchenweg 1" }).click();
  await page.getByRole("textbox", { name: "Weg" }).fill("Etwas anderes");
  change("Erlenweg 2");
  await page.getByRole("button", { name: "Übernehmen" }).click();
  await expect.element(page.getByRole("button", { name: "Weg: Erlenweg 2" })).toBeVisible();
  expect(saves).toHaveLength(1);
});

test("what was left unsaved stands there again, to be saved or given up", async () => {
  const kept: unknown[] = [];
  const saves: unknown[] = [];
  show(() => (
    <InlineEdit
      label="Weg"
      value="Lindenstraße 4"
      kept={{ typed: "Ahornweg", shown: "Lindenstraße 4", stored: "alt" }}
      onType={(draft) => kept.push(draft)}
      onSave={(next, seen) => {
        saves.push([next, seen]);
        return undefined;
      }}
    />
  ));
  const again = page.getByRole("textbox", { name: "Weg" });
  await expect.element(again).toHaveValue("Ahornweg");
  await expect.element(again).not.toHaveFocus();
  await page.getByRole("button", { name: "Speichern" }).click();
  await expect.poll(() => saves).toEqual([["Ahornweg", "alt"]]);
  expect(kept.at(-1)).toBeNull();
});
