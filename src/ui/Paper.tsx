import { createSignal, type JSX, onCleanup, onMount, Show } from "solid-js";
import { Portal } from "solid-js/web";
import "./Paper.css";

/** What is printed instead of the screen it belongs to. Made when printing begins and gone afterwards: its data must be at hand. */
export function Paper(props: { readonly children: JSX.Element }): JSX.Element {
  const [isPrinting, setIsPrinting] = createSignal(false);
  onMount(() => {
    const begin = (): void => void setIsPrinting(true);
    const end = (): void => void setIsPrinting(false);
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
    onCleanup(() => {
      removeEventListener("beforeprint", begin);
      removeEventListener("afterprint", end);
    });
  });
  return (
    <Show when={isPrinting()}>
      <Portal ref={(element) => element.classList.add("printed")}>{props.children}</Portal>
    </Show>
  );
}
