import { createMemo, type JSX, Show } from "solid-js";
import { formatRelative } from "../../i18n/format.ts";
import { newNoun } from "../../i18n/nouns.ts";
import type { KeptDraft } from "../../state/shelf.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { text } from "./text.ts";

/** What was typed and neither saved nor given up, unless its form is on the screen: the newest, with the way back to it. */
export function Unfinished(props: { readonly onContinue: (draft: KeptDraft) => void }): JSX.Element {
  const { drafts, entry } = useWorkspace();
  const open = createMemo(() => (drafts.all() ?? []).filter(({ name }) => !drafts.isShown(name)));
  const words = ({ about, at }: KeptDraft): string => {
    const whose = (about.party && entry(about.party)?.name) || "";
    const what = about.noun !== undefined && about.record === undefined ? newNoun(about.noun) : text().kinds[about.kind];
    return text().unfinished(what, about.kind === "contact" ? (about.label ?? "") : whose, formatRelative(at));
  };
  return (
    <Show when={open()[0]}>
      {(draft) => (
        <Banner
          actions={
            <>
              <Button size="small" kind="quiet" onClick={() => props.onContinue(draft())}>
                {text().continue}
              </Button>
              <Button size="small" kind="quiet" onClick={() => drafts.drop(draft().name)}>
                {text().discard}
              </Button>
            </>
          }
        >
          {words(draft())}
          <Show when={open().length > 1}> {text().more(open().length - 1)}</Show>
        </Banner>
      )}
    </Show>
  );
}
