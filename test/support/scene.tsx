import { HashRouter, Route } from "@solidjs/router";
import { cleanup, render } from "@solidjs/testing-library";
import axe from "axe-core";
import type { JSX } from "solid-js";
import "../../src/ui/tokens.css";

/** Renders as the app does: inside its router, with its tokens. */
export function show(view: () => JSX.Element): HTMLElement {
  cleanup();
  location.hash = "#/";
  return render(() => (
    <HashRouter>
      <Route path="*" component={view} />
    </HashRouter>
  )).container;
}

/** What axe finds wrong with what is on the page; page-wide rules are left to whole pages. */
export async function violationsIn(element: HTMLElement): Promise<string[]> {
  const { violations } = await axe.run(element, {
    rules: { region: { enabled: false }, "page-has-heading-one": { enabled: false }, "landmark-one-main": { enabled: false } },
  });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}
