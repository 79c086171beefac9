import { DropdownMenu } from "@kobalte/core/dropdown-menu";
import { createEffect, createMemo, createSignal, createUniqueId, For, type JSX, on, onCleanup, Show } from "solid-js";
import { Dynamic, Portal } from "solid-js/web";
import type { Icon } from "./Button.tsx";
import { createOpenLayer } from "./layers.ts";
import type { MenuItem } from "./Menu.tsx";
import { MenuEntries } from "./MenuEntries.tsx";
import { text } from "./text.ts";
import "./Arrangement.css";

/** An entry of a piece's menu that moves it, as a drag to the same place would. */
export interface Move extends Omit<MenuItem, "onSelect"> {
  readonly area: string;
  readonly at: number;
}

/** Something that can lie in one of several areas. */
export interface Piece {
  /** Stays the same while it lies where it lies. */
  readonly key: string;
  readonly label: string;
  readonly icon?: Icon;
  readonly tone?: "accent";
  /** Where it may be put. */
  readonly areas: readonly string[];
  readonly menu: readonly (MenuItem | Move)[];
}

export interface Area {
  readonly key: string;
  readonly label: string;
  readonly pieces: readonly Piece[];
  /** What stands where nothing lies. */
  readonly hint: string;
  /** Pieces have no order of their own here: it is where they come from, and where they go when they are taken away. */
  readonly isStore?: boolean;
}

export interface ArrangementProps {
  readonly label: string;
  readonly areas: readonly Area[];
  /** To the place `at` among the others of an area. Says whether it moved; then new areas are handed in. */
  readonly onMove: (piece: Piece, area: string, at: number) => boolean;
}

interface Target {
  readonly area: string;
  readonly at: number;
}
interface Drag {
  readonly piece: Piece;
  readonly x: number;
  readonly y: number;
  readonly target: Target | undefined;
}

/** So far a finger or mouse may tremble before it drags, in pixels; and so long a finger must rest. */
const trembling = 5;
const restMs = 300;

/**
 * Pieces in areas: drag them, move them by arrow keys (across to reorder, up and down to the next area, Delete to put away), or open
 * their menu by a tap or Enter. Each move is said aloud, and the piece keeps the focus.
 */
export function Arrangement(props: ArrangementProps): JSX.Element {
  let board!: HTMLElement;
  const keys = createUniqueId();
  const [drag, setDrag] = createSignal<Drag>();
  const [said, setSaid] = createSignal("");
  let moved: Target | undefined;
  const areaOf = (key: string): Area | undefined => props.areas.find((area) => area.key === key);
  const piecesIn = (area: string): HTMLElement[] => [...board.querySelectorAll<HTMLElement>(`[data-area="${area}"] [data-piece]`)];

  const move = (piece: Piece, area: string, at: number): void => {
    moved = { area, at };
    if (!props.onMove(piece, area, at)) moved = undefined;
  };
  createEffect(
    on(
      () => props.areas,
      () => {
        if (!moved) return;
        const { area, at } = moved;
        moved = undefined;
        const there = areaOf(area);
        const index = there?.isStore ? -1 : Math.min(at, (there?.pieces.length ?? 0) - 1);
        const piece = there?.pieces[index];
        setSaid(piece && there ? text().movedTo(piece.label, there.label, index + 1, there.pieces.length) : text().putAway);
        // What was put away is gone from under the fingers: its neighbours are near.
        (piecesIn(area)[Math.max(0, index)] ?? board.querySelector<HTMLElement>("[data-piece]"))?.focus();
      },
      { defer: true },
    ),
  );

  const menuOf = (piece: Piece): readonly MenuItem[] =>
    piece.menu.map((item) => ("onSelect" in item ? item : { ...item, onSelect: () => move(piece, item.area, item.at) }));

  const byKey = (event: KeyboardEvent, piece: Piece, area: Area): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const index = area.pieces.indexOf(piece);
    const others = props.areas.filter(({ key }) => key === area.key || piece.areas.includes(key));
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const along = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const store = props.areas.find(({ isStore }) => isStore);
    if (step !== undefined) {
      const next = others[others.indexOf(area) + step];
      if (next) move(piece, next.key, next.pieces.length);
    } else if (along !== undefined) {
      const at = index + along;
      if (!area.isStore && at >= 0 && at < area.pieces.length) move(piece, area.key, at);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      if (store && store !== area && piece.areas.includes(store.key)) move(piece, store.key, store.pieces.length);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** The area under a point, and before which of its pieces the point is. */
  const targetAt = (piece: Piece, x: number, y: number): Target | undefined => {
    const area = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-area]")?.dataset["area"];
    if (area === undefined || !board.querySelector(`[data-area="${area}"]`)) return undefined;
    const isOwn = areaOf(area)?.pieces.includes(piece) ?? false;
    if (!isOwn && !piece.areas.includes(area)) return undefined;
    const at = piecesIn(area).filter((element) => {
      if (element.dataset["piece"] === piece.key) return false;
      const { top, bottom, left, width } = element.getBoundingClientRect();
      return bottom < y || (top <= y && left + width / 2 < x);
    }).length;
    return { area, at };
  };
  const drop = (): void => {
    const now = drag();
    setDrag(undefined);
    if (!now?.target) return;
    const { area, at } = now.target;
    const from = areaOf(area)?.pieces.findIndex(({ key }) => key === now.piece.key) ?? -1;
    if (from === at || (from >= 0 && areaOf(area)?.isStore)) return;
    move(now.piece, area, at);
  };
  /** Which piece the one that is dragged would stand before; after the last one it is the area itself that tells. */
  const isBefore = (area: Area, piece: Piece): boolean => {
    const now = drag();
    if (!now?.target || now.target.area !== area.key || area.isStore) return false;
    const others = area.pieces.filter(({ key }) => key !== now.piece.key);
    return others[now.target.at] === piece;
  };
  const isAtEnd = (area: Area): boolean => {
    const now = drag();
    const others = area.pieces.filter(({ key }) => key !== now?.piece.key).length;
    return now?.target?.area === area.key && !area.isStore && now.target.at >= others;
  };

  return (
    <section
      class="arrangement"
      ref={(element) => (board = element)}
      aria-label={props.label}
      data-dragging={drag() !== undefined || undefined}
    >
      <For each={props.areas.map(({ key }) => key)}>
        {(key) => {
          const area = createMemo<Area>((before) => areaOf(key) ?? before ?? { key, label: "", pieces: [], hint: "" });
          return (
            <div
              class="arrangement-area"
              role="group"
              aria-label={area().label}
              data-area={key}
              data-store={area().isStore || undefined}
              data-target={drag()?.target?.area === key || undefined}
              data-open={(drag() && drag()?.piece.areas.includes(key)) || undefined}
            >
              <span class="field-label" aria-hidden="true">
                {area().label}
              </span>
              <div class="arrangement-pieces" data-end={isAtEnd(area()) || undefined}>
                <For each={area().pieces.map((piece) => piece.key)} fallback={<span class="arrangement-hint">{area().hint}</span>}>
                  {(pieceKey) => {
                    const piece = createMemo<Piece>(
                      (before) => area().pieces.find((one) => one.key === pieceKey) ?? (before as Piece),
                      area().pieces.find((one) => one.key === pieceKey) as Piece,
                    );
                    return (
                      <PieceChip
                        piece={piece()}
                        isDragged={drag()?.piece.key === pieceKey}
                        isBefore={isBefore(area(), piece())}
                        describedBy={keys}
                        menu={menuOf(piece())}
                        onKey={(event) => byKey(event, piece(), area())}
                        onDrag={(x, y) => setDrag({ piece: piece(), x, y, target: targetAt(piece(), x, y) })}
                        onDrop={drop}
                        onCancel={() => setDrag(undefined)}
                      />
                    );
                  }}
                </For>
              </div>
            </div>
          );
        }}
      </For>
      <p id={keys} class="sr-only">
        {text().arrangeKeys}
      </p>
      <p class="sr-only" role="status">
        {said()}
      </p>
      <Show when={drag()}>
        {(now) => (
          <Portal>
            <span
              class="piece piece-ghost"
              aria-hidden="true"
              data-tone={now().piece.tone}
              style={{ translate: `${now().x}px ${now().y}px` }}
            >
              {now().piece.label}
            </span>
          </Portal>
        )}
      </Show>
    </section>
  );
}

/** One piece: a tap or Enter opens its menu, a pull drags it. A finger must rest first, so that it can still scroll. */
function PieceChip(props: {
  readonly piece: Piece;
  readonly isDragged: boolean;
  readonly isBefore: boolean;
  readonly describedBy: string;
  readonly menu: readonly MenuItem[];
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onDrag: (x: number, y: number) => void;
  readonly onDrop: () => void;
  readonly onCancel: () => void;
}): JSX.Element {
  const [isOpen, setIsOpen] = createOpenLayer();
  let press: { readonly x: number; readonly y: number; readonly wasOpen: boolean; readonly rest: number; mayDrag: boolean } | undefined;
  let isDragging = false;
  const end = (): void => {
    clearTimeout(press?.rest);
    press = undefined;
    if (isDragging) removeEventListener("keydown", escape, true);
    isDragging = false;
  };
  const escape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    end();
    props.onCancel();
  };
  const watch = (chip: HTMLElement): void => {
    let hasDragged = false;
    chip.addEventListener("keydown", (event) => !isOpen() && props.onKey(event));
    chip.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      hasDragged = false;
      const isTouch = event.pointerType === "touch";
      const { pointerId, clientX: x, clientY: y } = event;
      const rest = isTouch ? window.setTimeout(() => begin(x, y), restMs) : 0;
      press = { x, y, wasOpen: isOpen(), rest, mayDrag: !isTouch };
      // A quick mouse has left the piece before it is heard of again; a finger is followed by itself.
      if (!isTouch) chip.setPointerCapture(pointerId);
    });
    const begin = (x: number, y: number): void => {
      if (!press) return;
      press.mayDrag = true;
      isDragging = true;
      hasDragged = true;
      addEventListener("keydown", escape, true);
      props.onDrag(x, y);
    };
    chip.addEventListener("pointermove", (event) => {
      if (!press) return;
      const isFar = Math.hypot(event.clientX - press.x, event.clientY - press.y) > trembling;
      if (isDragging) props.onDrag(event.clientX, event.clientY);
      else if (isFar && press.mayDrag) begin(event.clientX, event.clientY);
      else if (isFar) end();
    });
    chip.addEventListener("pointerup", (event) => {
      const [wasDragging, pressed] = [isDragging, press];
      end();
      if (wasDragging) props.onDrop();
      else if (pressed && !pressed.wasOpen && event.pointerType !== "touch") setIsOpen(true);
    });
    chip.addEventListener("pointercancel", () => {
      if (isDragging) props.onCancel();
      end();
    });
    // While a finger drags, the page must not scroll under it.
    chip.addEventListener("touchmove", (event) => isDragging && event.preventDefault(), { passive: false });
    chip.addEventListener("contextmenu", (event) => hasDragged && event.preventDefault());
    chip.addEventListener("click", (event) => {
      if (!hasDragged) return;
      event.stopPropagation();
      hasDragged = false;
    });
    onCleanup(end);
  };
  return (
    <DropdownMenu
      gutter={4}
      modal={false}
      open={isOpen()}
      // The menu's own button opens it when pressed; a press may still become a pull.
      onOpenChange={(open) => setIsOpen(open && !(press && press.mayDrag))}
    >
      <DropdownMenu.Trigger
        ref={watch}
        class="piece"
        data-piece={props.piece.key}
        data-tone={props.piece.tone}
        data-dragged={props.isDragged || undefined}
        data-before={props.isBefore || undefined}
        aria-describedby={props.describedBy}
      >
        <Show when={props.piece.icon}>{(icon) => <Dynamic component={icon()} />}</Show>
        <span>{props.piece.label}</span>
      </DropdownMenu.Trigger>
      <MenuEntries items={props.menu} />
    </DropdownMenu>
  );
}
