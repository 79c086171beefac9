// JSON from strangers: no key that reaches into prototypes, no nesting that overflows whoever walks it later.
const maxDepth = 64;
/** `__proto__` as a key, however its letters are escaped. */
const protoKey = /"(?:_|\\u005f){2}(?:p|\\u0070)(?:r|\\u0072)(?:o|\\u006f)(?:t|\\u0074)(?:o|\\u006f)(?:_|\\u005f){2}"\s*:/i;

function isTooDeep(text: string): boolean {
  let depth = 0;
  let inText = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (inText) {
      if (char === 0x5c) i++;
      else if (char === 0x22) inText = false;
    } else if (char === 0x22) inText = true;
    else if (char === 0x7b || char === 0x5b) {
      if (++depth > maxDepth) return true;
    } else if (char === 0x7d || char === 0x5d) depth--;
  }
  return false;
}

/** Parses JSON, and throws on what is none. Keys named `__proto__` are left out: nobody writes them but to harm. */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) throw new RangeError("nested too deep");
  return protoKey.test(text) ? JSON.parse(text, (key, value: unknown) => (key === "__proto__" ? undefined : value)) : JSON.parse(text);
}
