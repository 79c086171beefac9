import { render } from "@solidjs/testing-library";
import { createSignal, Show, Suspense } from "solid-js";
import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { lazily } from "../../src/ui/lazily.ts";

type Arrived = { readonly default: (props: { readonly name: string }) => string };

test("a part that two wait for comes to the second, though the first is gone before it is there; the third need not wait", async () => {
  const asked: ((part: Arrived) => void)[] = [];
  const Part = lazily(() => new Promise<Arrived>((resolve) => asked.push(resolve)));
  const [which, setWhich] = createSignal<readonly string[]>(["first", "second"]);
  const place = (name: string) => (
    <Show when={which().includes(name)}>
      <Suspense fallback={<p>{name} waits</p>}>
        <p>
          <Part name={name} />
        </p>
      </Suspense>
    </Show>
  );
  render(() => [place("first"), place("second"), place("third")]);
  await expect.element(page.getByText("second waits")).toBeVisible();
  setWhich(["second"]);
  for (const arrive of asked) arrive({ default: (props) => `${props.name} is there` });
  await expect.element(page.getByText("second is there")).toBeVisible();
  setWhich(["second", "third"]);
  expect(page.getByText("third is there").query()).not.toBeNull();
  expect(asked.length).toBe(1);
});

test("a part that could not be fetched is asked for again by whoever comes next", async () => {
  let tries = 0;
  const Part = lazily(async () => {
    if (++tries === 1) throw new Error("no network");
    return { default: () => "came at last" };
  });
  await expect(Part.preload()).rejects.toThrow("no network");
  render(() => (
    <Suspense>
      <Part />
    </Suspense>
  ));
  await expect.element(page.getByText("came at last")).toBeVisible();
});
