/**
 * Whether a part of the program could not be fetched: each browser has words of its own for it. After an update the parts of the build
 * before are gone from cache and server, and only loading the page anew helps; trying again gives the same answer.
 */
export const isMissingPart = (error: unknown): boolean =>
  error instanceof Error &&
  /dynamically imported module|Importing a module script failed|Unable to preload CSS|module script failed/i.test(error.message);
