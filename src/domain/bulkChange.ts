// One change to many contacts: whom it touches, and what it writes. Whoever has it already is left alone.
import type { RecordId } from "../lib/id.ts";

export type BulkChange =
  | { readonly kind: "addTag" | "removeTag"; readonly tag: string }
  /** "" for nobody. */
  | { readonly kind: "owner"; readonly owner: string }
  /** Without a phase the role is taken away. */
  | { readonly kind: "role"; readonly role: string; readonly phase: string };

export const bulkChangeKinds = ["addTag", "removeTag", "owner", "role"] as const satisfies readonly BulkChange["kind"][];

/** What is known of a contact for this. */
export interface BulkSubject {
  readonly id: RecordId;
  readonly tags: readonly string[];
  readonly owner: string;
  readonly roles: Readonly<Record<string, string>>;
}

type BulkValue = string | boolean | null | readonly string[];
export interface BulkPatch {
  readonly id: RecordId;
  readonly fields: Readonly<Record<string, BulkValue | Readonly<Record<string, BulkValue>>>>;
  /** What stood there when the person decided. */
  readonly base?: Readonly<Record<string, BulkValue | Readonly<Record<string, BulkValue>>>>;
}

/** Undefined where the contact is so already. */
export function bulkPatch({ id, tags, owner, roles }: BulkSubject, change: BulkChange): BulkPatch | undefined {
  switch (change.kind) {
    case "addTag":
      return tags.includes(change.tag) ? undefined : { id, fields: { tags: { add: [change.tag] } } };
    case "removeTag":
      return tags.includes(change.tag) ? { id, fields: { tags: { remove: [change.tag] } } } : undefined;
    case "owner":
      return owner === change.owner ? undefined : { id, fields: { owner: change.owner || null }, base: { owner: owner || null } };
    case "role": {
      const before = roles[change.role];
      if ((before ?? "") === change.phase) return undefined;
      return {
        id,
        fields: { roles: { [change.role]: change.phase || false } },
        base: { roles: { [change.role]: before ?? false } },
      };
    }
  }
}

/** Whether enough is said to know what would be written. */
export const isWhole = (change: BulkChange): boolean =>
  change.kind === "owner" || (change.kind === "role" ? change.role !== "" : change.tag.trim() !== "");
