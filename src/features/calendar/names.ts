import { useWorkspace } from "../../state/workspace.tsx";
import type { Names } from "./entryText.ts";

/** The names of contacts and members, as they stand now. */
export function useNames(): Names {
  const { entry, memberName } = useWorkspace();
  return { party: (id) => entry(id)?.name ?? "", member: memberName };
}
