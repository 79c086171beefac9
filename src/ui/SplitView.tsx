import { createSignal, type JSX } from "solid-js";
import { localMemory } from "../lib/browserMemory.ts";
import { text } from "./text.ts";
import "./SplitView.css";

export interface SplitViewProps {
  readonly list: JSX.Element;
  readonly detail: JSX.Element;
  /** On a narrow screen only one of both is there: the detail when this is true. */
  readonly isDetailOpen: boolean;
  /** Under which the width is kept on this device. */
  readonly name: string;
}

const least = 260;
const most = 640;

/** List and detail side by side, the border between them to be dragged or moved by arrow keys; on a phone one after the other. */
export function SplitView(props: SplitViewProps): JSX.Element {
  const storageKey = (): string => `kontor.width.${props.name}`;
  const [width, setWidth] = createSignal(Number(localMemory.get(storageKey())) || 380);
  const resize = (to: number): void => {
    setWidth(Math.round(Math.max(least, Math.min(most, to))));
    localMemory.set(storageKey(), String(width()));
  };
  const onPointerDown = (event: PointerEvent & { currentTarget: HTMLElement }): void => {
    const handle = event.currentTarget;
    const start = event.clientX - width();
    handle.setPointerCapture(event.pointerId);
    const onMove = (move: PointerEvent): void => resize(move.clientX - start);
    handle.addEventListener("pointermove", onMove);
    handle.addEventListener("lostpointercapture", () => handle.removeEventListener("pointermove", onMove), { once: true });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "ArrowLeft") resize(width() - 16);
    else if (event.key === "ArrowRight") resize(width() + 16);
    else return;
    event.preventDefault();
  };
  return (
    <div class="split" data-detail={props.isDetailOpen || undefined} style={{ "--list-width": `${width()}px` }}>
      <div class="split-list">{props.list}</div>
      <div
        class="split-handle"
        role="separator"
        tabindex="0"
        aria-orientation="vertical"
        aria-label={text().resize}
        aria-valuenow={width()}
        aria-valuemin={least}
        aria-valuemax={most}
        onPointerDown={onPointerDown}
        onKeyDown={onKeyDown}
      />
      <div class="split-detail">{props.detail}</div>
    </div>
  );
}
