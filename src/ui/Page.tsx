import { type JSX, Show, useContext } from "solid-js";
import { ShellContext } from "./appPage.ts";
import { createTitle } from "./title.ts";
import "./Page.css";

export interface PageProps {
  readonly title: string;
  readonly isTitleHidden?: boolean;
  /** At the start of the head, such as a way back. */
  readonly start?: JSX.Element;
  readonly actions?: JSX.Element;
  /** Under the title and above what scrolls: filters, a banner. */
  readonly below?: JSX.Element;
  readonly children: JSX.Element;
  /** `reading`: one column of comfortable width · `full`: the content cares for itself and scrolls itself. */
  readonly width?: "reading" | "full";
}

/** One page or panel: a head that stays, and what scrolls under it. */
export function Page(props: PageProps): JSX.Element {
  createTitle(() => props.title);
  const shell = useContext(ShellContext);
  return (
    <section class="page" data-width={props.width ?? "reading"} aria-label={props.title}>
      <header class="page-head">
        {props.start ?? shell?.start()}
        <h1 class={props.isTitleHidden ? "sr-only" : ""}>{props.title}</h1>
        <Show when={props.actions || shell}>
          <div class="page-actions">
            {props.actions}
            {shell?.end()}
          </div>
        </Show>
      </header>
      {props.below}
      <div class="page-body">{props.children}</div>
    </section>
  );
}
