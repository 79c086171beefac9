/**
 * A storage of small texts that a browser keeps beside the databases: for good (`localMemory`), or for one tab (`sessionMemory`). Where
 * site data is blocked the mere mention of these storages throws, and a full one throws when it is written: then nothing is
 * kept, and nothing is what one reads. Nobody else may name them (test/architecture.test.ts).
 */
export interface BrowserMemory {
  get(place: string): string | null;
  /** False where it is not kept. */
  set(place: string, text: string): boolean;
  remove(place: string): void;
  /** Removes whatever is kept in places like these. */
  removeAll(isMeant: (place: string) => boolean): void;
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
    get: (place) => tried(() => storage().getItem(place), null),
    set: (place, text) =>
      tried(() => {
        storage().setItem(place, text);
        return true;
      }, false),
    remove: (place) => tried(() => storage().removeItem(place), undefined),
    removeAll: (isMeant) =>
      tried(() => {
        const own = storage();
        const places = Array.from({ length: own.length }, (_, at) => own.key(at) ?? "");
        for (const place of places) if (isMeant(place)) own.removeItem(place);
      }, undefined),
  };
}

export const localMemory = memoryOf(() => localStorage);
export const sessionMemory = memoryOf(() => sessionStorage);
