import { useLocation, useNavigate } from "@solidjs/router";
import ChevronLeft from "lucide-solid/icons/chevron-left";
import { type JSX, Show } from "solid-js";
import { IconButton } from "../ui/Button.tsx";
import { pages } from "./pages.ts";
import { text } from "./text.ts";

/** Whether the bar at a phone's lower edge has a way to this address of its own. */
export const isInBar = (path: string): boolean => pages.some(({ href, ways }) => ways.includes("bar") && path.startsWith(href));

/** The way back from a page that lies under More, where there is no rail; to wherever it was opened from. */
export function PhoneBack(): JSX.Element {
  const location = useLocation();
  const navigate = useNavigate();
  const back = (): void => {
    const { _depth: depth } = (history.state ?? {}) as { readonly _depth?: number };
    if (depth !== undefined && depth > 0) navigate(-1);
    else navigate("/more", { replace: true });
  };
  return (
    <Show when={location.pathname !== "/more" && !isInBar(location.pathname)}>
      <span class="phone-back">
        <IconButton icon={ChevronLeft} label={text().back} onClick={back} />
      </span>
    </Show>
  );
}
