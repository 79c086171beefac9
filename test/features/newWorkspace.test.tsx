import { fireEvent, render, screen } from "@solidjs/testing-library";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { NewWorkspace, type NewWorkspaceFacts } from "../../src/features/start/NewWorkspace.tsx";
import { onScreen } from "../support/screen.tsx";

beforeEach(() => sessionStorage.clear());
afterEach(() => vi.restoreAllMocks());

const clockSays = (timeZone: string): void => {
  const said = { ...new Intl.DateTimeFormat("de-DE").resolvedOptions(), timeZone };
  vi.spyOn(Intl.DateTimeFormat.prototype, "resolvedOptions").mockReturnValue(said);
};

function form() {
  const made: NewWorkspaceFacts[] = [];
  render(onScreen(() => <NewWorkspace onBack={() => undefined} onCreate={async (facts) => made.push(facts)} />));
  fireEvent.input(screen.getByLabelText("Firma oder Team"), { target: { value: "Haustechnik Süd" } });
  fireEvent.input(screen.getByLabelText("Ihr Name"), { target: { value: "Anna" } });
  return made;
}

test("a zone the browser hides is asked for before a workspace is made", async () => {
  clockSays("UTC");
  const made = form();
  // The first field takes the focus a moment after the screen is there.
  await expect.poll(() => document.activeElement).toBe(screen.getByLabelText("Firma oder Team"));
  screen.getByRole("button", { name: "Beginnen" }).click();
  const zone = screen.getByLabelText("Zeitzone") as HTMLSelectElement;
  await expect.poll(() => document.activeElement).toBe(zone);
  expect(zone.getAttribute("aria-invalid")).toBe("true");
  expect(made).toEqual([]);
  fireEvent.change(zone, { target: { value: "Europe/Vienna" } });
  screen.getByRole("button", { name: "Beginnen" }).click();
  await expect.poll(() => made.map((facts) => facts.zone)).toEqual(["Europe/Vienna"]);
});

test("a zone the browser tells is taken without a word", async () => {
  clockSays("Europe/Berlin");
  const made = form();
  expect(screen.queryByLabelText("Zeitzone")).toBeNull();
  screen.getByRole("button", { name: "Beginnen" }).click();
  await expect.poll(() => made.map((facts) => facts.zone)).toEqual(["Europe/Berlin"]);
});
