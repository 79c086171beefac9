// How much of a file a device can take: known before it is read, and said in a sentence, where a tab would otherwise just vanish.

export interface FileLimits {
  /** Of a file as it lies on the disk. */
  readonly bytes: number;
  /** Of a spreadsheet's parts when unpacked. */
  readonly unpacked: number;
  /** Of a sheet from its first corner to its last filled row and column, empty ones included: all of them get room in memory. */
  readonly cells: number;
}

/** Browsers that do not tell are taken for a usual phone. */
const usualGigabytes = 4;

/**
 * A text is held several times while it is planned (bytes, letters, cells, drafts): measured, 46 MB of order lines took 1.3 GB. Browsers
 * tell memory in powers of two and at most 8 GB.
 */
export function fileLimits(
  gigabytes: number = (globalThis.navigator as { readonly deviceMemory?: number } | undefined)?.deviceMemory ?? usualGigabytes,
): FileLimits {
  return { bytes: gigabytes * 16e6, unpacked: gigabytes * 40e6, cells: gigabytes * 2.5e6 };
}

const [open, slash, close, space, quote, apostrophe, equals] = [0x3c, 0x2f, 0x3e, 0x20, 0x22, 0x27, 0x3d];
const [letterR, letterC, colon] = [0x72, 0x63, 0x3a];

/**
 * The area of a sheet, read from its XML without taking it apart: the last row times the last column that any cell has. A cell without
 * a reference stands behind the one before.
 */
export function sheetArea(xml: Uint8Array): number {
  let [row, column, rows, columns] = [0, 0, 0, 0];
  for (let at = xml.indexOf(open); at >= 0; at = xml.indexOf(open, at + 1)) {
    let name = at + 1;
    // "<x:row", as some programs write it.
    for (let i = name; i < name + 12 && i < xml.length && (xml[i] as number) > slash; i++) if (xml[i] === colon) name = i + 1;
    const isCell = xml[name] === letterC && endsName(xml[name + 1]);
    const isRow = xml[name] === letterR && xml[name + 1] === 0x6f && xml[name + 2] === 0x77 && endsName(xml[name + 3]);
    if (!isCell && !isRow) continue;
    const reference = referenceIn(xml, name + (isCell ? 1 : 3));
    if (isRow) {
      row = reference.row || row + 1;
      column = 0;
    } else {
      column = reference.column || column + 1;
      row = reference.row || row;
      columns = Math.max(columns, column);
    }
    rows = Math.max(rows, row);
  }
  return rows * columns;
}

const endsName = (byte: number | undefined): boolean =>
  byte === space || byte === close || byte === slash || (byte !== undefined && byte < space);

/** What the attribute `r` of a tag says: "AB12" of a cell, "12" of a row; 0 where it says nothing. */
function referenceIn(xml: Uint8Array, from: number): { readonly row: number; readonly column: number } {
  for (let i = from; i < xml.length && xml[i] !== close; i++) {
    if (xml[i] !== letterR || xml[i + 1] !== equals || (xml[i - 1] as number) > space) continue;
    if (xml[i + 2] !== quote && xml[i + 2] !== apostrophe) continue;
    let [row, column] = [0, 0];
    for (let j = i + 3; j < xml.length && j < i + 16; j++) {
      const byte = xml[j] as number;
      if (byte >= 0x41 && byte <= 0x5a) column = column * 26 + byte - 0x40;
      else if (byte >= 0x30 && byte <= 0x39) row = row * 10 + byte - 0x30;
      else break;
    }
    return { row, column };
  }
  return { row: 0, column: 0 };
}
