import { A } from "@solidjs/router";
import { type Component, type JSX, Show, splitProps } from "solid-js";
import { Dynamic } from "solid-js/web";
import "./Button.css";

export type Icon = Component<{ size?: string | number; class?: string }>;

interface Look {
  /** `primary`: the one thing to do here; `plain`: with a hairline; `quiet`: only its words; `danger`: cannot be taken back easily. */
  readonly kind?: "primary" | "plain" | "quiet" | "danger";
  readonly size?: "small" | "large";
  readonly icon?: Icon;
}

export interface ButtonProps extends Look, Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, "type"> {
  readonly submit?: boolean;
  /** Something is under way: it cannot be pressed again, but keeps the focus. */
  readonly isBusy?: boolean;
}

const Inside = (props: { readonly icon?: Icon; readonly children?: JSX.Element }): JSX.Element => (
  <>
    <Show when={props.icon}>{(icon) => <Dynamic component={icon()} />}</Show>
    <Show when={props.children !== undefined}>
      <span>{props.children}</span>
    </Show>
  </>
);

export function Button(props: ButtonProps): JSX.Element {
  const [own, rest] = splitProps(props, ["kind", "size", "icon", "submit", "isBusy", "children", "class", "onClick"]);
  return (
    <button
      {...rest}
      type={own.submit ? "submit" : "button"}
      class={`button ${own.class ?? ""}`}
      data-kind={own.kind ?? "plain"}
      data-size={own.size}
      aria-disabled={own.isBusy || undefined}
      aria-busy={own.isBusy || undefined}
      onClick={(event) => {
        if (own.isBusy) event.preventDefault();
        else if (typeof own.onClick === "function") own.onClick(event);
      }}
    >
      <Inside icon={own.icon}>{own.children}</Inside>
    </button>
  );
}

export interface LinkButtonProps extends Look {
  readonly href: string;
  readonly children: JSX.Element;
  readonly class?: string;
}

/** Looks like a button, leads out of the app: to a letter, a call, a map. */
export const OutButton = (props: LinkButtonProps & { readonly onClick?: () => void }): JSX.Element => (
  <a
    href={props.href}
    class={`button ${props.class ?? ""}`}
    data-kind={props.kind ?? "plain"}
    data-size={props.size}
    onClick={() => props.onClick?.()}
  >
    <Inside icon={props.icon}>{props.children}</Inside>
  </a>
);

/** Looks like a button, leads somewhere. */
export const LinkButton = (props: LinkButtonProps): JSX.Element => (
  <A href={props.href} class={`button ${props.class ?? ""}`} data-kind={props.kind ?? "plain"} data-size={props.size}>
    <Inside icon={props.icon}>{props.children}</Inside>
  </A>
);

export interface IconButtonProps extends Omit<ButtonProps, "icon" | "children"> {
  /** What it does, in words: for screen readers and as a hint under the pointer. */
  readonly label: string;
  readonly icon: Icon;
}

export function IconButton(props: IconButtonProps): JSX.Element {
  const [own, rest] = splitProps(props, ["label", "class", "kind"]);
  return <Button {...rest} kind={own.kind ?? "quiet"} class={`icon-button ${own.class ?? ""}`} aria-label={own.label} title={own.label} />;
}
