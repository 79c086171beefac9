import { createEffect, createMemo, createSignal, createUniqueId, For, type JSX, on, onCleanup, onMount, Show, untrack } from "solid-js";
import { createLongPress } from "./longPress.ts";
import { createRowDrag } from "./rowDrag.ts";
import { createRowSelection } from "./rowSelection.ts";
import { createRowWindow, overscan } from "./rowWindow.ts";
import { isTyping } from "./shortcuts.ts";
import "./VirtualList.css";

export interface VirtualListProps<Id extends string> {
  readonly label: string;
  readonly ids: readonly Id[];
  /** In rem, so that rows grow with the reader's text. */
  readonly rowRem: number;
  readonly children: (id: Id) => JSX.Element;
  /** The one that is open beside the list. */
  readonly current?: Id | undefined;
  /** Opened by Enter, a click or a tap. */
  readonly onOpen: (id: Id) => void;
  readonly selected?: ReadonlySet<Id>;
  readonly onSelect?: (selected: ReadonlySet<Id>) => void;
  /** The row under the keyboard has moved: the moment to show a preview. */
  readonly onMove?: (id: Id) => void;
  /** The row that keys go to: by the keyboard, or while it is open; undefined while none is lit. */
  readonly onActive?: (id: Id | undefined) => void;
  /** A row is put at another place: by Alt with an arrow, by a mouse, by a finger that has lain still. */
  readonly onPlace?: (id: Id, to: number) => void;
  /** Rows hold buttons of their own: told as a grid, since an option of a listbox may hold none (ARIA 1.2). */
  readonly hasControls?: boolean;
  /** The list is what its page is about: j, k and x reach it wherever the focus is, Enter while it is nowhere. */
  readonly isMain?: boolean;
  readonly ref?: (handle: VirtualListHandle) => void;
}

export interface VirtualListHandle {
  focus: () => void;
  toTop: () => void;
}

/**
 * A list of any length with rows of one height: only the rows in view exist. j/k and arrows move, Enter opens, x selects,
 * Shift extends. The list keeps the focus and names its active row (ARIA listbox), so rows can come and go.
 */
export function VirtualList<Id extends string>(props: VirtualListProps<Id>): JSX.Element {
  const name = createUniqueId();
  let box!: HTMLDivElement;
  const [active, setActive] = createSignal<Id | undefined>();
  const [isFocused, setIsFocused] = createSignal(false);
  const [isLit, setIsLit] = createSignal(false);
  const rows = createRowWindow(
    () => box,
    () => props.ids.length,
    () => props.rowRem,
  );
  const { row, span } = rows;
  const selection = createRowSelection<Id>({
    ids: () => props.ids,
    selected: () => props.selected ?? new Set(),
    onSelect: () => props.onSelect,
  });
  const visible = createMemo(() => props.ids.slice(span().from, span().to));
  const indexOf = createMemo(() => {
    const id = active();
    return id === undefined ? -1 : props.ids.indexOf(id);
  });
  onMount(() => props.ref?.({ focus: () => box.focus({ preventScroll: true }), toTop: rows.toTop }));

  createEffect(
    on(
      () => props.current,
      (current) => {
        if (current === undefined) return;
        setActive(() => current);
        const index = props.ids.indexOf(current);
        if (index >= 0) rows.reveal(index);
      },
    ),
  );

  const move = (index: number, extends_: boolean): void => {
    const to = Math.max(0, Math.min(props.ids.length - 1, index));
    const id = props.ids[to];
    if (id === undefined) return;
    if (extends_) selection.extend(id, active());
    setActive(() => id);
    rows.reveal(to);
    props.onMove?.(id);
  };
  const place = (from: number, to: number): void => {
    const id = props.ids[from];
    if (id !== undefined && to >= 0 && to < props.ids.length) props.onPlace?.(id, to);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const at = indexOf();
    const key = event.key;
    const step = event.altKey && !event.metaKey && !event.ctrlKey ? (key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0) : 0;
    if (step !== 0 && props.onPlace && at >= 0) place(at, at + step);
    else if (key === "a" && (event.metaKey || event.ctrlKey) && props.onSelect) selection.all();
    else if (event.metaKey || event.ctrlKey || event.altKey) return;
    else if (key === "ArrowDown" || key === "j" || key === "J") move(at + 1, event.shiftKey);
    else if (key === "ArrowUp" || key === "k" || key === "K") move(at < 0 ? 0 : at - 1, event.shiftKey);
    else if (key === "PageDown") move(at + rows.pageRows(), event.shiftKey);
    else if (key === "PageUp") move(at - rows.pageRows(), event.shiftKey);
    else if (key === "Home") move(0, event.shiftKey);
    else if (key === "End") move(props.ids.length - 1, event.shiftKey);
    else if (key === "Enter" && active() !== undefined) props.onOpen(active() as Id);
    else if ((key === "x" || key === " ") && active() !== undefined) selection.toggle(active() as Id);
    else if (key === "Escape" && (props.selected?.size ?? 0) > 0) selection.none();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** From anywhere on the page: the first key goes to the list, and to the row that is lit from then on. */
  const onPageKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.metaKey || event.ctrlKey || event.altKey) return;
    const isFree = document.activeElement === document.body || document.activeElement === null;
    if (!/^[jkx]$/i.test(event.key) && !(event.key === "Enter" && isFree && active() !== undefined)) return;
    const target = event.target instanceof Element ? event.target : null;
    if (isTyping(target) || target?.closest("[role=menu], [role=listbox]") || document.querySelector("dialog[open]")) return;
    if (props.ids.length === 0) return;
    const wasLit = indexOf() >= 0;
    box.focus({ preventScroll: true });
    setIsFocused(true);
    if (wasLit || event.key === "x" || event.key === "Enter") onKeyDown(event);
    else event.preventDefault();
  };
  onMount(() => {
    if (!props.isMain) return;
    globalThis.addEventListener("keydown", onPageKey);
    onCleanup(() => globalThis.removeEventListener("keydown", onPageKey));
  });

  const onPress = (id: Id): void => {
    setActive(() => id);
    selection.toggle(id);
  };
  const drag = untrack(() => props.onPlace)
    ? createRowDrag<Id>({
        box: () => box,
        indexAt: rows.indexAt,
        onDrop: (id, to) => {
          setActive(() => id);
          props.onPlace?.(id, to);
        },
        onPress,
      })
    : undefined;
  const press = drag ?? createLongPress<Id>(onPress);
  const dropLine = createMemo(() => {
    const drop = drag?.dragged();
    const from = drop ? props.ids.indexOf(drop.id) : -1;
    return drop && from >= 0 && from !== drop.to ? (drop.to + (drop.to > from ? 1 : 0)) * row() : undefined;
  });
  // Where the list follows what is done to it, the row that keys go to is told.
  createEffect(() => props.onActive?.(isLit() ? active() : undefined));
  const isSelecting = (): boolean => props.onSelect !== undefined && (props.selected?.size ?? 0) > 0;

  const onClick = (event: MouseEvent, id: Id): void => {
    if (press.swallows()) return;
    setActive(() => id);
    if (event.shiftKey) selection.extend(id, id);
    else if (event.metaKey || event.ctrlKey || (isSelecting() && press.isTouch())) selection.toggle(id);
    else {
      selection.anchorAt(id);
      props.onOpen(id);
    }
  };

  return (
    <div
      ref={box}
      class="virtual-list"
      role={props.hasControls ? "grid" : "listbox"}
      tabindex="0"
      aria-label={props.label}
      aria-rowcount={props.hasControls ? props.ids.length : undefined}
      aria-multiselectable={props.onSelect ? "true" : undefined}
      aria-activedescendant={indexOf() >= span().from && indexOf() < span().to ? `${name}-${active()}` : undefined}
      onScroll={rows.onScroll}
      onKeyDown={onKeyDown}
      onFocus={() => {
        setIsLit(true);
        setIsFocused(box.matches(":focus-visible"));
        if (active() === undefined || indexOf() < 0)
          setActive(() => props.current ?? props.ids[span().from === 0 ? 0 : span().from + overscan]);
      }}
      onBlur={() => {
        setIsFocused(false);
        setIsLit(false);
      }}
      onPointerMove={press.move}
      onPointerUp={press.end}
      onPointerCancel={press.end}
    >
      <div class="virtual-space" role="presentation" style={{ height: `${props.ids.length * row()}px` }}>
        <For each={visible()}>
          {(id, index) => (
            <div
              id={`${name}-${id}`}
              class="virtual-row"
              role={props.hasControls ? "row" : "option"}
              aria-selected={props.onSelect ? (props.selected?.has(id) ?? false) : props.current === id}
              aria-current={props.current === id ? "true" : undefined}
              aria-setsize={props.hasControls ? undefined : props.ids.length}
              aria-posinset={props.hasControls ? undefined : span().from + index() + 1}
              aria-rowindex={props.hasControls ? span().from + index() + 1 : undefined}
              data-dragged={drag?.dragged()?.id === id || undefined}
              data-active={(isFocused() && active() === id) || undefined}
              style={{ height: `${row()}px`, transform: `translateY(${(span().from + index()) * row()}px)` }}
              onPointerDown={(event) => press.begin(event, props.onSelect || props.onPlace ? id : undefined)}
              onContextMenu={press.onContextMenu}
              onClick={(event) => onClick(event, id)}
            >
              <Show when={props.hasControls} fallback={props.children(id)}>
                <div class="virtual-cell" role="gridcell">
                  {props.children(id)}
                </div>
              </Show>
            </div>
          )}
        </For>
        <Show when={dropLine() !== undefined}>
          <div class="virtual-drop" role="presentation" style={{ transform: `translateY(${dropLine()}px)` }} />
        </Show>
      </div>
    </div>
  );
}
