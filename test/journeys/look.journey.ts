import { expect, test } from "../support/journey.ts";

test("a button looks like one, in whichever file of the build its style came", async ({ device }) => {
  const desk = await device("desk");
  const button = desk.page.getByRole("button", { name: "Neu beginnen" });
  await expect(button).toBeVisible();
  // The kit's style stands above what every element is reset to; once it lost, and each button was plain text.
  await expect(button).not.toHaveCSS("background-color", "rgba(0, 0, 0, 0)");
  await expect(desk.page.getByRole("button", { name: "Mit Einladung beitreten" })).not.toHaveCSS("border-top-width", "0px");
  expect(desk.problems).toEqual([]);
});
