import type { Resource } from "solid-js";

/**
 * A question's answer as far as it has one, read without waiting: where an unanswered resource is read as it is, the whole page
 * around it is taken off the screen until the answer is there. A failed question throws into the boundary.
 */
export const known = <Answer>(question: Resource<Answer>): Answer | undefined =>
  question.state === "pending" || question.state === "unresolved" ? undefined : question.latest;
