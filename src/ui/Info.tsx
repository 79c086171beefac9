import { Popover } from "@kobalte/core/popover";
import InfoIcon from "lucide-solid/icons/info";
import type { JSX } from "solid-js";
import { createOpenLayer } from "./layers.ts";
import { text } from "./text.ts";
import "./Info.css";

/** What a word means, one tap away: a small button beside it. */
export function Info(props: { readonly of: string; readonly children: JSX.Element }): JSX.Element {
  const [isOpen, setIsOpen] = createOpenLayer();
  return (
    <Popover gutter={4} overflowPadding={8} open={isOpen()} onOpenChange={setIsOpen}>
      <Popover.Trigger class="info-button" aria-label={text().whatIs(props.of)} title={text().whatIs(props.of)}>
        <InfoIcon />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content class="info-card">
          <Popover.Title class="info-title">{props.of}</Popover.Title>
          <Popover.Description as="div" class="info-words">
            {props.children}
          </Popover.Description>
        </Popover.Content>
      </Popover.Portal>
    </Popover>
  );
}
