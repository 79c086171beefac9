/**
 * Neumaier's compensated addition (ZAMM 54, 1974): the part that rounding cuts off is carried along, so the error
 * no longer grows with the number of summands. The order still decides the last digit; callers add in order of record id.
 */
export class CompensatedSum {
  #sum = 0;
  #lost = 0;

  add(value: number): void {
    const next = this.#sum + value;
    this.#lost += Math.abs(this.#sum) >= Math.abs(value) ? this.#sum - next + value : value - next + this.#sum;
    this.#sum = next;
  }

  get total(): number {
    return this.#sum + this.#lost;
  }
}

export function sum(values: Iterable<number>): number {
  const all = new CompensatedSum();
  for (const value of values) all.add(value);
  return all.total;
}

/**
 * Rounds to so many decimals, half away from zero, by the decimal digits a person sees: 1.005 becomes 1.01, though the
 * nearest binary number lies below. Never minus zero.
 */
export function roundHalfAway(value: number, decimals = 0): number {
  if (!Number.isFinite(value)) return value;
  const [digits, exponent = "0"] = String(Math.abs(value)).split("e");
  const shifted = Math.round(Number(`${digits}e${Number(exponent) + decimals}`));
  const [whole, power = "0"] = String(shifted).split("e");
  const rounded = Number(`${whole}e${Number(power) - decimals}`);
  return value < 0 && rounded !== 0 ? -rounded : rounded;
}
