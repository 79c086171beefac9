// Files on their way into a record: one after another, each with its progress and a way to call it off.
import { createSignal } from "solid-js";
import { lookOf } from "../domain/file.ts";
import { errorText } from "../i18n/errors.ts";
import type { RecordId } from "../lib/id.ts";
import type { AddFileHow } from "../state/files.ts";
import { useSession } from "../state/session.tsx";
import { useWorkspace } from "../state/workspace.tsx";
import { act } from "../ui/act.ts";
import { showToast } from "../ui/toast.ts";
import { filesText as text } from "./filesText.ts";

export interface AddingFile {
  readonly name: string;
  /** 0 to 1. */
  readonly share: number;
  readonly cancel: () => void;
}

/** What cameras and clipboards call everything. */
const nameless = /^(image|photo|img|blob|capture|unnamed)?(\.\w+)?$/i;

/** "Foto 1. Dez. 2026, 09:14.jpg" for what came without a name of its own. */
function nameFor(file: File): string {
  if (!nameless.test(file.name) || lookOf(file.type) !== "image") return file.name;
  const ending = /\/(\w+)/.exec(file.type)?.[1]?.replace("jpeg", "jpg") ?? "jpg";
  return `${text().photoName(new Date(file.lastModified || Date.now()).toISOString())}.${ending}`;
}

/** The way to add files to a record, and what is under way; it goes on when its screen is left. */
export function createAdding(about: () => RecordId) {
  const { engine } = useWorkspace();
  const session = useSession();
  const [current, setCurrent] = createSignal<AddingFile>();
  const [waiting, setWaiting] = createSignal(0);
  let last: Promise<unknown> = Promise.resolve();

  const addOne = async (to: RecordId, file: File, how: AddFileHow): Promise<RecordId | undefined> => {
    const stop = new AbortController();
    const name = how.name ?? nameFor(file);
    const show = (share: number): void => void setCurrent({ name, share, cancel: () => stop.abort() });
    show(0);
    const added = await session.addFile(engine, to, file, { ...how, name, onProgress: show, signal: stop.signal });
    if (added.ok) return added.value;
    if (added.error.code !== "attachment-cancelled") showToast(errorText(added.error), { tone: "bad" });
    return undefined;
  };

  /** Resolves with the ids of those that were added. */
  const add = (files: readonly File[], how: AddFileHow = {}): Promise<readonly RecordId[]> => {
    const to = about();
    setWaiting((count) => count + files.length);
    const added = last.then(async () => {
      const ids: RecordId[] = [];
      for (const file of files) {
        setWaiting((count) => count - 1);
        const id = await addOne(to, file, how);
        if (id !== undefined) ids.push(id);
      }
      setCurrent(undefined);
      if (ids.length > 0) {
        const undo = { label: text().undo, run: () => void act(engine.remove(ids)) };
        showToast(text().added(ids.length), { action: undo });
      }
      return ids;
    });
    last = added.catch(() => undefined);
    return added;
  };
  return { add, current, waiting };
}
