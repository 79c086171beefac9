import { useNavigate } from "@solidjs/router";
import { type JSX, Show } from "solid-js";
import { useWorkspace } from "../state/workspace.tsx";
import { SyncMark } from "../ui/SyncMark.tsx";
import { syncWords } from "./syncWords.ts";

/** The mark at the end of a page's head, where there is no rail. */
export function PhoneMark(): JSX.Element {
  const { status, info } = useWorkspace();
  const navigate = useNavigate();
  const words = () => syncWords(status());
  return (
    <Show when={!info.isSample}>
      <span class="phone-mark">
        <SyncMark state={words().state} sentence={words().sentence} short={words().short} onPress={() => navigate("/sync")} />
      </span>
    </Show>
  );
}
