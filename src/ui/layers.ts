// Back closes what lies over the page: a sheet, a menu, the search. Each layer that opens takes an entry of the browser's
// history with the page's own address. Back leaves that entry, and the layer closes. A layer that is closed otherwise leaves
// its entry behind, because taking it out takes time in which somebody may have gone on to another page: the next layer
// uses it again, and whoever comes back over it is led on by one more step.
import { type Accessor, createSignal, onCleanup } from "solid-js";

interface Layer {
  readonly id: number;
  readonly close: () => void;
}

const open: Layer[] = [];
/** The layer's entry on which history stands, as far as it was told. */
let here: number | null = null;
let isListening = false;

/** An entry of a layer, or of the page below one, carries the layer's number. */
const markOf = (mark: "layer" | "below"): number | null => {
  const value = ((history.state ?? {}) as Readonly<Record<string, unknown>>)[mark];
  return typeof value === "number" ? value : null;
};

function listen(): void {
  if (isListening) return;
  isListening = true;
  here = markOf("layer");
  addEventListener("popstate", () => {
    const left = here;
    const layer = markOf("layer");
    here = layer;
    if (left === null || layer === left) return;
    const wasOpen = open.some(({ id }) => id === left);
    // With a layer on another the lower one stays, if its entry is where Back has led.
    const kept = layer === null ? -1 : open.findIndex(({ id }) => id === layer);
    for (const { close } of open.splice(kept + 1).reverse()) close();
    if (!wasOpen && markOf("below") === left) history.back();
  });
}

/** Something has opened over the page; Back closes it. Returns how to tell that it is gone. */
export function openLayer(close: () => void): () => void {
  listen();
  const standing = markOf("layer");
  const isFree = standing !== null && !open.some(({ id }) => id === standing);
  // A number that no earlier load of this page has used.
  const id = isFree ? standing : Date.now() + Math.random();
  if (!isFree) {
    history.replaceState({ ...(history.state as object | null), below: id }, "");
    history.pushState({ ...(history.state as object | null), below: undefined, layer: id }, "");
  }
  here = id;
  const layer: Layer = { id, close };
  open.push(layer);
  return () => {
    const index = open.indexOf(layer);
    if (index >= 0) open.splice(index, 1);
  };
}

/** For a component that is a layer for as long as it lives. */
export function createLayer(close: () => void): void {
  onCleanup(openLayer(close));
}

/** Whether something is open that Back closes, and the way to say so: for what stays in the page and opens and closes. */
export function createOpenLayer(): [isOpen: Accessor<boolean>, setIsOpen: (isOpen: boolean) => void] {
  const [isOpen, setOpen] = createSignal(false);
  let leave: (() => void) | null = null;
  const setIsOpen = (next: boolean): void => {
    if (next === isOpen()) return;
    leave?.();
    leave = next ? openLayer(() => setIsOpen(false)) : null;
    setOpen(next);
  };
  onCleanup(() => leave?.());
  return [isOpen, setIsOpen];
}
