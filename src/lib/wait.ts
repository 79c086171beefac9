// No wait without an end: a browser may leave a request for storage, a lock or a worker unanswered for as long as it runs.

export const tooLate = Symbol("no answer in time");

/** Waits for an answer, or for `tooLate` after so long; what comes then is heard by nobody. */
export async function within<Value>(work: Promise<Value>, ms: number): Promise<Value | typeof tooLate> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<typeof tooLate>((resolve) => {
    timer = setTimeout(() => resolve(tooLate), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits for an answer, however long it takes; `onLate` is called when it takes longer than that. */
export async function withWord<Value>(work: Promise<Value>, ms: number, onLate: () => void): Promise<Value> {
  const timer = setTimeout(onLate, ms);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}
