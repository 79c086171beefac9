// Choosing where a file goes: some browsers let a page, in others a file is downloaded.
interface Pickers {
  showSaveFilePicker?: (options: object) => Promise<FileSystemFileHandle>;
  showDirectoryPicker?: (options: object) => Promise<FileSystemDirectoryHandle>;
}
const pickers = (): Pickers => globalThis as Pickers;

export const canChooseFolder = (): boolean => typeof pickers().showDirectoryPicker === "function";

/** A place was chosen, there is no choosing here, or the person has thought better of it. */
export type Chosen<Handle> = Handle | "none" | "cancelled";

async function chosen<Handle>(choose: (() => Promise<Handle>) | undefined): Promise<Chosen<Handle>> {
  if (!choose) return "none";
  try {
    return await choose();
  } catch (error) {
    // Refused by a policy, or in a window without files: then it is downloaded.
    return error instanceof DOMException && error.name === "AbortError" ? "cancelled" : "none";
  }
}

export const chooseFile = (suggestedName: string): Promise<Chosen<FileSystemFileHandle>> => {
  const { showSaveFilePicker } = pickers();
  const types = [{ accept: { "application/octet-stream": [".kontor"] } }];
  return chosen(showSaveFilePicker && (() => showSaveFilePicker({ suggestedName, types })));
};

export const chooseFolder = (): Promise<Chosen<FileSystemDirectoryHandle>> => {
  const { showDirectoryPicker } = pickers();
  return chosen(showDirectoryPicker && (() => showDirectoryPicker({ id: "kontor-backup", mode: "readwrite" })));
};
