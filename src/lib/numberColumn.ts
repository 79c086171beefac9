// Columns of numbers in the narrowest array that holds each of them exactly: a database reads short columns fastest.

type Whole = Int8Array | Int16Array | Int32Array;
export type NumberArray = Whole | Uint16Array | Uint32Array | Float64Array;

export interface PackedNumbers {
  readonly count: number;
  /** One for each number, or one that stands for all. */
  readonly values: Whole | Float64Array;
  /** What is stored is the number times this. */
  readonly per: number;
}

/** Copies whole numbers of at most 32 bits into the narrowest array that holds them. */
export function narrow(numbers: ArrayLike<number>): Whole {
  let [least, most] = [0, 0];
  for (let i = 0; i < numbers.length; i++) {
    least = Math.min(least, numbers[i] as number);
    most = Math.max(most, numbers[i] as number);
  }
  const fits = (bits: number): boolean => least >= -(2 ** (bits - 1)) && most < 2 ** (bits - 1);
  return fits(8) ? Int8Array.from(numbers) : fits(16) ? Int16Array.from(numbers) : Int32Array.from(numbers);
}

/** Packs any numbers, `NaN` too; every one of them comes back as it was. */
export function packNumbers(numbers: ArrayLike<number>): PackedNumbers {
  const count = numbers.length;
  const all = Array.from(numbers);
  if (count > 0 && all.every((number) => Object.is(number, all[0]))) return { count, values: Float64Array.of(all[0] as number), per: 1 };
  // Pieces and days are whole, money has two digits, most often.
  for (const per of [1, 100]) {
    const scaled = all.map((number) => Math.round(number * per) | 0);
    if (scaled.every((whole, i) => Object.is(whole / per, all[i]))) return { count, values: narrow(scaled), per };
  }
  return { count, values: Float64Array.from(all), per: 1 };
}

/** Unpacks numbers into a part of a longer column. */
export function unpackNumbers<Target extends NumberArray>({ count, values, per }: PackedNumbers, target: Target, from = 0): Target {
  if (values.length < count) target.fill((values[0] as number) / per, from, from + count);
  else if (per === 1) target.set(values, from);
  else for (let i = 0; i < count; i++) target[from + i] = (values[i] as number) / per;
  return target;
}
