// The lock under which an engine works: `engine:<workspace>`.

export const engineLock = (workspace: string): string => `engine:${workspace}`;

/** Takes the lock from whoever has it: an engine that was frozen with its page, or hangs, does not let go by itself. */
export async function stealEngineLock(workspace: string): Promise<void> {
  try {
    await navigator.locks.request(engineLock(workspace), { steal: true }, () => undefined);
  } catch (error) {
    // Another window took it in the same moment.
    if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
  }
}

/** Works under the lock; who has it gets so long to let go. */
export async function underEngineLock(workspace: string, patienceMs: number, work: () => Promise<void>): Promise<void> {
  const timer = setTimeout(() => void stealEngineLock(workspace), patienceMs);
  await navigator.locks.request(engineLock(workspace), () => {
    clearTimeout(timer);
    return work();
  });
}
