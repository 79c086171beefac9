import { exp, log, log1p, power } from "../../lib/mathematics.ts";

const lanczos = [
  0.999_999_999_999_809_93, 676.520_368_121_885_1, -1259.139_216_722_402_8, 771.323_428_777_653_13, -176.615_029_162_140_59,
  12.507_343_278_686_905, -0.138_571_095_265_720_12, 9.984_369_578_019_571_6e-6, 1.505_632_735_149_311_6e-7,
] as const;

/** The logarithm of the gamma function for x > 0, by Lanczos' approximation (g = 7, nine terms; about 15 digits). */
export function lnGamma(x: number): number {
  // Γ(x) = Γ(x + 1) / x keeps small arguments, where the approximation is weakest, away from it.
  if (x < 0.5) return lnGamma(x + 1) - log(x);
  const shifted = x - 1;
  let series: number = lanczos[0];
  for (let i = 1; i < lanczos.length; i++) series += (lanczos[i] as number) / (shifted + i);
  const base = shifted + 7.5;
  return log(2 * Math.PI) / 2 + (shifted + 0.5) * log(base) - base + log(series);
}

export const lnBeta = (a: number, b: number): number => lnGamma(a) + lnGamma(b) - lnGamma(a + b);

/** ln(eˣ + eʸ) without leaving the range of numbers. */
export const lnAdd = (x: number, y: number): number => (x > y ? x + log1p(exp(y - x)) : y + log1p(exp(x - y)));

/** Far more terms than |z| = 0.99 needs; a sum that still grows after them is given as it stands. */
const maxTerms = 100_000;

/**
 * Gauss' hypergeometric function ₂F₁(a, b; c; z) for z < 1 (Abramowitz & Stegun 15.1.1), c no whole number ≤ 0. Pfaff's
 * transformation (15.3.4) brings z below 0 to 0…1, Euler's (15.3.3) takes the faster of two series.
 */
export function hypergeometric(a: number, b: number, c: number, z: number): number {
  if (z < 0) return power(1 - z, -a) * hypergeometric(a, c - b, c, z / (z - 1));
  const excess = c - a - b;
  return excess < 0 ? power(1 - z, excess) * series(c - a, c - b, c, z) : series(a, b, c, z);
}

function series(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let total = 1;
  for (let k = 0; k < maxTerms; k++) {
    term *= (((a + k) * (b + k)) / ((c + k) * (k + 1))) * z;
    total += term;
    if (Math.abs(term) <= 1e-16 * Math.abs(total)) break;
  }
  return total;
}

/**
 * ₂F₁(1, b; c; z) for z < 1, b ≥ 0 and c > max(b, 1), by Gauss' continued fraction 1 / (1 − k₁z / (1 − k₂z / (1 − …))) (DLMF 15.7),
 * after Pfaff's transformation for z < 0. A few dozen steps do where the series needs hundreds of terms; they go by Wallis' recurrence,
 * because divisions are what it costs.
 */
export function hypergeometricOne(b: number, c: number, z: number): number {
  if (z < 0) return hypergeometricOne(c - b, c, z / (z - 1)) / (1 - z);
  let [topBefore, top, bottomBefore, bottom] = [1, 1, 0, 1];
  let value = 1;
  for (let m = 0; m < maxTerms; m++) {
    const index = c + 2 * m;
    const odd = m === 0 ? (-b * z) / c : ((-(b + m) * (c - 1 + m)) / ((index - 1) * index)) * z;
    const even = ((-(m + 1) * (c - b + m)) / (index * (index + 1))) * z;
    topBefore = top + odd * topBefore;
    bottomBefore = bottom + odd * bottomBefore;
    top = topBefore + even * top;
    bottom = bottomBefore + even * bottom;
    const next = top / bottom;
    if (Math.abs(next - value) < 1e-13 * next) return 1 / next;
    value = next;
    if (bottom < 1e-150) {
      topBefore *= 1e150;
      top *= 1e150;
      bottomBefore *= 1e150;
      bottom *= 1e150;
    }
  }
  return 1 / value;
}
