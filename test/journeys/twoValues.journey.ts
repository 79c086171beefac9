import AxeBuilder from "@axe-core/playwright";
import { doorOf, inStep } from "../support/door.ts";
import { expect, test } from "../support/journey.ts";

test("two people correct one number while apart: both numbers are shown until somebody chooses", async ({ device }) => {
  const desk = await device("desk");
  const office = doorOf(() => desk.page);
  await office.createWorkspace({ name: "Muster GmbH", member: "Anna" });
  const id = await office.put("party", { kind: "person", givenName: "Kim", familyName: "Weber", vatId: "DE1", industry: "Handel" });
  const link = await office.invite();
  const phone = await device("phone", { isPhone: true, colorScheme: "dark" });
  const van = doorOf(() => phone.page);
  await van.join(link, { member: "Ben" });
  await inStep(office, van);

  await Promise.all([office.offline(true), van.offline(true)]);
  await office.patch(id, { nickname: "Kimmi" });
  await van.patch(id, { nickname: "Keks", industry: "Handwerk" });
  await Promise.all([office.offline(false), van.offline(false)]);
  await inStep(office, van);

  await desk.page.goto(new URL(`#/contacts/${id}`, desk.page.url()).href);
  const choice = desk.page.getByRole("region", { name: "Zwei Werte – wählen" });
  await expect(choice.getByRole("button")).toHaveCount(2);
  await expect(choice.getByRole("button", { name: /Kimmi von Anna/ })).toBeVisible();
  await expect(choice.getByRole("button", { name: /Keks von Ben/ })).toBeVisible();
  const { violations } = await new AxeBuilder({ page: desk.page }).analyze();
  expect(violations).toEqual([]);
  if (process.env["KONTOR_SCREENSHOTS"]) await desk.page.screenshot({ path: `${process.env["KONTOR_SCREENSHOTS"]}/two-values.png` });

  await choice.getByRole("button", { name: /Keks/ }).click();
  await expect(choice).toHaveCount(0);
  await inStep(office, van);
  await phone.page.goto(new URL(`#/contacts/${id}`, phone.page.url()).href);
  await phone.page.getByText("Angaben", { exact: true }).click();
  await expect(phone.page.getByRole("button", { name: "Rufname: Keks" })).toBeVisible();
  await expect(phone.page.getByRole("region", { name: "Zwei Werte – wählen" })).toHaveCount(0);
  expect([...desk.problems, ...phone.problems]).toEqual([]);
});
