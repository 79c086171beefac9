import { fireEvent, render, screen } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import { Sources } from "../../src/features/start/Sources.tsx";
import { onScreen } from "../support/screen.tsx";

test("whoever begins with a sheet of Excel may choose it, and the same one again", () => {
  const chosen: string[] = [];
  const nothing = (): void => undefined;
  render(
    onScreen(() => (
      <Sources
        onFiles={(files) => chosen.push(...files.map(({ name }) => name))}
        onPhoneBook={nothing}
        onByHand={nothing}
        onLater={nothing}
      />
    )),
  );
  const input = screen.getByLabelText(/vCard/) as HTMLInputElement;
  expect(input.accept.split(",")).toContain(".xlsx");
  for (let i = 0; i < 2; i++) {
    const files = new DataTransfer();
    files.items.add(new File(["x"], "kunden.xlsx"));
    input.files = files.files;
    fireEvent.change(input);
  }
  expect(chosen).toEqual(["kunden.xlsx", "kunden.xlsx"]);
});
