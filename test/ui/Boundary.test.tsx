import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { setLanguage } from "../../src/i18n/language.ts";
import { Boundary } from "../../src/ui/Boundary.tsx";
import { isMissingPart } from "../../src/ui/missingPart.ts";
import { show } from "../support/scene.tsx";

const Broken = (props: { readonly error: Error }) => {
  throw props.error;
};

test("a part that is gone after an update asks to load the page anew; any other fault can be tried again", async () => {
  setLanguage("de");
  const gone = await import(/* @vite-ignore */ `${location.origin}/assets/gone-${Date.now()}.js`).catch((error: unknown) => error);
  expect(isMissingPart(gone)).toBe(true);
  for (const message of ["error loading dynamically imported module: x", "Importing a module script failed."])
    expect(isMissingPart(new TypeError(message))).toBe(true);
  expect([new TypeError("x is not a function"), "gone", undefined].some(isMissingPart)).toBe(false);
  show(() => (
    <Boundary build="1">
      <Broken error={gone as Error} />
    </Boundary>
  ));
  await expect.element(page.getByRole("button", { name: "Neu laden" })).toBeVisible();
  expect(page.getByRole("button", { name: "Noch einmal" }).query()).toBeNull();
  show(() => (
    <Boundary build="1">
      <Broken error={new Error("x")} />
    </Boundary>
  ));
  await expect.element(page.getByRole("button", { name: "Noch einmal" })).toBeVisible();
});
