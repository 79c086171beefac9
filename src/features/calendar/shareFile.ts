import { download } from "../../ui/download.ts";

const fileOf = (made: Blob, name: string): File =>
  new File([made], `${name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "kontor"}.ics`, { type: "text/calendar" });

/** Whether this device's share sheet takes calendar files. */
export function canShareFile(): boolean {
  try {
    return navigator.canShare?.({ files: [fileOf(new Blob(["BEGIN:VCALENDAR"]), "a")] }) ?? false;
  } catch {
    return false;
  }
}

/** Hands a calendar file to the device's share sheet, or to the downloads where there is none; who thinks better of it is not told. */
export async function shareFile(made: Blob, name: string): Promise<"shared" | "saved"> {
  if (!canShareFile()) {
    download(made, name, "ics");
    return "saved";
  }
  try {
    await navigator.share({ files: [fileOf(made, name)], title: name });
  } catch (error) {
    if ((error as Error).name !== "AbortError") throw error;
  }
  return "shared";
}
