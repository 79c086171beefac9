/** Whether borders rise as methods want them; half a row of numbers often does not. */
export const areRising = (cuts: readonly number[]): boolean => cuts.every((cut, at) => at === 0 || cut > (cuts[at - 1] as number));

/** Numbers as people write a row of them: "80, 95", "80; 95", "80 95"; with a decimal comma only where other signs part them. */
export function readCuts(typed: string): number[] {
  const parts = /[;\n]/.test(typed) ? typed.split(/[;\n]/).map((part) => part.replace(",", ".")) : typed.split(/[,\s]+/);
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map(Number)
    .filter((value) => Number.isFinite(value));
}
