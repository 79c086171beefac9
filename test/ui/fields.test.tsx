import { createSignal } from "solid-js";
import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { setLanguage } from "../../src/i18n/language.ts";
import { Combobox } from "../../src/ui/Combobox.tsx";
import { DateTimeField } from "../../src/ui/DateTimeField.tsx";
import { DayField } from "../../src/ui/DayField.tsx";
import { Dialog } from "../../src/ui/Dialog.tsx";
import { SegmentedControl } from "../../src/ui/SegmentedControl.tsx";
import { TextField } from "../../src/ui/TextField.tsx";
import { show } from "../support/scene.tsx";

const evening = () => new Date(2026, 10, 21, 20, 15);

test("a time is typed as people say it, and said back as it was understood", async () => {
  setLanguage("de");
  const [at, setAt] = createSignal("");
  show(() => <DateTimeField label="Wann" value={at()} onChange={setAt} now={evening} />);
  const field = page.getByRole("textbox", { name: "Wann" });
  await field.fill("morgen 9 uhr");
  await expect.element(field).toHaveAccessibleDescription("22. Nov. 2026, 09:00");
  await userEvent.keyboard("{Enter}");
  expect(at()).toBe(new Date(2026, 10, 22, 9).toISOString());
});

test("a time nobody understands is not guessed at, and what was typed stays", async () => {
  setLanguage("en");
  const [at, setAt] = createSignal("2026-11-20");
  show(() => <DateTimeField label="When" value={at()} onChange={setAt} now={evening} />);
  const field = page.getByRole("textbox", { name: "When" });
  await field.fill("sometime soon");
  await userEvent.keyboard("{Enter}");
  await expect.element(field).toHaveValue("sometime soon");
  await expect.element(field).toBeInvalid();
  expect(at()).toBe("2026-11-20");
});

test("a day that is not set shows what that means and no day; a typed one is shown as the language writes it", async () => {
  setLanguage("de");
  const [day, setDay] = createSignal("");
  show(() => <DayField label="Ab" placeholder="von Anfang an" value={day()} onChange={setDay} now={evening} />);
  const field = page.getByRole("textbox", { name: "Ab" });
  await expect.element(field).toHaveValue("");
  await expect.element(field).toHaveAttribute("placeholder", "von Anfang an");
  await field.fill("märz 2026");
  await expect.element(field).toHaveAccessibleDescription("1. März 2026");
  await userEvent.keyboard("{Enter}");
  await expect.element(field).toHaveValue("1. März 2026");
  expect(day()).toBe("2026-03-01");
  await field.fill("irgendwann");
  await userEvent.tab();
  await expect.element(field).toBeInvalid();
  expect(day()).toBe("2026-03-01");
  await field.fill("");
  await userEvent.keyboard("{Enter}");
  expect(day()).toBe("");
});

test("a contact is chosen with the keyboard alone, or made from what was typed", async () => {
  const chosen: string[] = [];
  const firms = ["Blauer See Delikatessen", "Blondel père et fils", "Die Wandernde Kuh"];
  show(() => (
    <Combobox
      label="Firma"
      search={(typed) =>
        firms.filter((firm) => firm.toLowerCase().startsWith(typed.toLowerCase())).map((firm) => ({ value: firm, label: firm }))
      }
      onChoose={(option) => chosen.push(option.value)}
      onCreate={(typed) => chosen.push(`new: ${typed}`)}
    />
  ));
  const field = page.getByRole("combobox", { name: "Firma" });
  await field.fill("Bl");
  await userEvent.keyboard("{ArrowDown}{Enter}");
  await field.fill("Bl");
  await userEvent.keyboard("{ArrowDown}{ArrowDown}{Enter}");
  await field.fill("Neue Firma");
  await expect.element(page.getByRole("option", { name: /Neue Firma/ })).toBeVisible();
  await userEvent.keyboard("{Enter}");
  expect(chosen).toEqual(["Blauer See Delikatessen", "Blondel père et fils", "new: Neue Firma"]);
});

for (const onLeave of ["keep", "create"] as const)
  test(`whoever leaves the field loses nothing of what was typed (${onLeave})`, async () => {
    const chosen: string[] = [];
    show(() => (
      <>
        <Combobox
          label="Firma"
          onLeave={onLeave}
          search={async (typed) =>
            ["Blauer See"]
              .filter((firm) => firm.toLowerCase().startsWith(typed.toLowerCase()))
              .map((firm) => ({ value: firm, label: firm }))
          }
          onChoose={(option) => chosen.push(option.value)}
          onCreate={(typed) => chosen.push(`new: ${typed}`)}
        />
        {/* Below the list of firms, which lies over what comes next. */}
        <input aria-label="Nächstes" style={{ "margin-top": "12rem" }} />
      </>
    ));
    const field = page.getByRole("combobox", { name: "Firma" });
    await field.fill("blauer see");
    await userEvent.keyboard("{Tab}");
    await expect.poll(() => chosen).toEqual(["Blauer See"]);
    await field.fill("Malerbetrieb Neuhaus");
    await page.getByRole("textbox", { name: "Nächstes" }).click();
    if (onLeave === "create") await expect.poll(() => chosen).toEqual(["Blauer See", "new: Malerbetrieb Neuhaus"]);
    else await expect.element(field).toHaveValue("Malerbetrieb Neuhaus");
  });

test("a dialog takes the focus to its first field, keeps it, and gives it back", async () => {
  const [isOpen, setIsOpen] = createSignal(false);
  show(() => (
    <>
      <button type="button" onClick={() => setIsOpen(true)}>
        Öffnen
      </button>
      <Dialog title="Neuer Kontakt" isOpen={isOpen()} onClose={() => setIsOpen(false)}>
        <TextField label="Name" value="" />
      </Dialog>
    </>
  ));
  await page.getByRole("button", { name: "Öffnen" }).click();
  await expect.element(page.getByRole("textbox", { name: "Name" })).toHaveFocus();
  await expect.element(page.getByRole("dialog", { name: "Neuer Kontakt" })).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await expect.element(page.getByRole("button", { name: "Öffnen" })).toHaveFocus();
});

test("one of a few is chosen with the arrow keys", async () => {
  const [kind, setKind] = createSignal("visit");
  show(() => (
    <SegmentedControl
      label="Art"
      value={kind()}
      onChange={setKind}
      segments={[
        { value: "visit", label: "Besuch" },
        { value: "call", label: "Anruf" },
      ]}
    />
  ));
  const visit = page.getByRole("radio", { name: "Besuch" });
  visit.element().focus();
  await userEvent.keyboard("{ArrowRight}");
  await expect.element(page.getByRole("radio", { name: "Anruf" })).toBeChecked();
  expect(kind()).toBe("call");
});
