export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Returns Wilson's score interval of a share (JASA 22, 1927), 95 % unless `z` says otherwise. */
export function wilsonInterval(hits: number, all: number, z = 1.959963984540054): Interval {
  if (all === 0) return { low: 0, high: 1 };
  const share = hits / all;
  const square = z * z;
  const middle = (share + square / (2 * all)) / (1 + square / all);
  const half = (z * Math.sqrt((share * (1 - share)) / all + square / (4 * all * all))) / (1 + square / all);
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
