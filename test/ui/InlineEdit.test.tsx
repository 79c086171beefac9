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
