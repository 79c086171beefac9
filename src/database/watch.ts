import { liveQuery } from "dexie";

/** Asks now and again whenever rows change that the question has read; returns how to stop. */
export function watchRows<Answer>(
  ask: () => Promise<Answer>,
  onAnswer: (answer: Answer) => void,
  onError: (error: unknown) => void,
): () => void {
  const subscription = liveQuery(ask).subscribe({ next: onAnswer, error: onError });
  return () => subscription.unsubscribe();
}
