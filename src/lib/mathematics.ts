// Functions that JavaScript leaves to its platform: of `Math.log` and its like the last digit is another one from browser to browser,
// and a search for the best fit takes another way for a last digit. The library's are made of additions, multiplications and
// divisions, which are the same to the last bit everywhere.
import stdExp from "@stdlib/math-base-special-exp";
import stdExpm1 from "@stdlib/math-base-special-expm1";
import stdLn from "@stdlib/math-base-special-ln";
import stdLog1p from "@stdlib/math-base-special-log1p";
import stdPow from "@stdlib/math-base-special-pow";
import stdSin from "@stdlib/math-base-special-sin";

/** e to the power of x. */
export const exp: (x: number) => number = stdExp;

/** eˣ − 1, also of an x so small that eˣ is 1. */
export const expm1: (x: number) => number = stdExpm1;

/** The natural logarithm. */
export const log: (x: number) => number = stdLn;

/** ln(1 + x), also of an x so small that 1 + x is 1. */
export const log1p: (x: number) => number = stdLog1p;

export const power: (base: number, exponent: number) => number = stdPow;

/** The sine of an angle in radians. */
export const sine: (x: number) => number = stdSin;

export const square = (x: number): number => x * x;
