/** Each try is a new key: two in a row fail once in tens of thousands. */
const tries = 5;

/**
 * Makes a new pair of keys. WebKitGTK makes about one in 250 of which it then says that the operation failed, without any reason (its
 * library drops a zero at the start of a number); that is chance, and tried again. Any other failure means that this browser
 * cannot make such keys.
 */
export async function makeKeyPair(algorithm: "Ed25519" | "X25519", isExtractable: boolean): Promise<CryptoKeyPair> {
  const uses: KeyUsage[] = algorithm === "Ed25519" ? ["sign", "verify"] : ["deriveBits"];
  for (let left = tries - 1; ; left--)
    try {
      return (await crypto.subtle.generateKey(algorithm, isExtractable, uses)) as CryptoKeyPair;
    } catch (error) {
      if (left === 0 || !(error instanceof DOMException && error.name === "OperationError")) throw error;
    }
}
