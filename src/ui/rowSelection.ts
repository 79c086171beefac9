/** What is selected in a list, and how it changes. */
export interface SelectedRows<Id> {
  readonly ids: () => readonly Id[];
  readonly selected: () => ReadonlySet<Id>;
  /** Takes the new selection; undefined where nothing can be selected. */
  readonly onSelect: () => ((selected: ReadonlySet<Id>) => void) | undefined;
}

export interface RowSelection<Id> {
  /** From here selections are extended. */
  readonly anchorAt: (id: Id) => void;
  /** Selects all rows from the anchor, or from the active row, to this one. */
  readonly extend: (to: Id, active: Id | undefined) => void;
  readonly toggle: (id: Id) => void;
  readonly all: () => void;
  readonly none: () => void;
}

/** Selection by x, Shift and Ctrl, as lists of mail programs have it. */
export function createRowSelection<Id>(rows: SelectedRows<Id>): RowSelection<Id> {
  let anchor: Id | undefined;
  const select = (ids: Iterable<Id>): void => rows.onSelect()?.(new Set(ids));
  return {
    anchorAt: (id) => {
      anchor = id;
    },
    extend(to, active) {
      if (!rows.onSelect()) return;
      anchor ??= active ?? to;
      const ids = rows.ids();
      const [a, b] = [ids.indexOf(anchor), ids.indexOf(to)].sort((x, y) => x - y) as [number, number];
      select([...rows.selected(), ...ids.slice(Math.max(a, 0), b + 1)]);
    },
    toggle(id) {
      if (!rows.onSelect()) return;
      const next = new Set(rows.selected());
      if (!next.delete(id)) next.add(id);
      anchor = id;
      select(next);
    },
    all: () => select(rows.ids()),
    none: () => select([]),
  };
}
