/**
 * A storage of small texts that a browser keeps beside the databases: for good (`localMemory`), or for one tab (`sessionMemory`). Where
 * site data is blocked the mere mention of these storages throws, and a full one throws when it is written: then nothing is
 * kept, and nothing is what one reads. Nobody else may name them (test/architecture.test.ts).
 */
export interface BrowserMemory {
  get(key: string): string | null;
  /** False where it is not kept. */
  set(key: string, text: string): boolean;
  remove(key: string): void;
  /** Removes whatever is kept in places like these. */
  removeAll(isMeant: (key: string) => boolean): void;
}

function memoryOf(storage: () => Storage): BrowserMemory {
  const tried = <Answer>(work: () => Answer, otherwise: Answer): Answer => {
    try {
      return work();
    } catch {
      return otherwise;
    }
  };
  return {
    get: (key) => tried(() => storage().getItem(key), null),
    set: (key, text) =>
      tried(() => {
        storage().setItem(key, text);
        return true;
      }, false),
    remove: (key) => tried(() => storage().removeItem(key), undefined),
    removeAll: (isMeant) =>
      tried(() => {
        const own = storage();
        const keys = Array.from({ length: own.length }, (_, at) => own.key(at) ?? "");
        for (const key of keys) if (isMeant(key)) own.removeItem(key);
      }, undefined),
  };
}

export const localMemory = memoryOf(() => localStorage);
export const sessionMemory = memoryOf(() => sessionStorage);
