// Yjs writes a document as structs; these name them.

/** One struct of a document: who wrote it, in Yjs's count, and the how-manieth of theirs it is. */
export interface Ref {
  readonly client: number;
  readonly clock: number;
}

export interface Range extends Ref {
  readonly length: number;
}

/** Where a struct lies: under a key of the one map, or in a text of its own. */
export interface Place {
  readonly kind: "key" | "text";
  readonly name: string;
}
