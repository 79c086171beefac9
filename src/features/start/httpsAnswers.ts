/** How long a server may take that answers at all. */
const patienceMs = 5_000;

/**
 * Whether anybody answers at this https address whom this browser trusts. Asked in both ways a page without encryption may ask: our own
 * server and most others forbid their files to other pages, but have a meeting point; on plain web space it is the other way round.
 */
export async function httpsAnswers(address: string): Promise<boolean> {
  const socket = new WebSocket(new URL("/signal", address.replace(/^http/, "ws")));
  const meets = new Promise<void>((done, fail) => {
    socket.onopen = () => done();
    socket.onerror = () => fail(new Error("no meeting point"));
  });
  const signal = AbortSignal.timeout(patienceMs);
  const late = new Promise<never>((_, fail) => signal.addEventListener("abort", () => fail(signal.reason)));
  try {
    await Promise.any([Promise.race([meets, late]), fetch(address, { mode: "no-cors", signal })]);
    return true;
  } catch {
    return false;
  } finally {
    socket.close();
  }
}
