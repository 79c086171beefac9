import { type JSX, Show } from "solid-js";
import "./Field.css";

export interface CheckboxProps {
  readonly label: string;
  readonly description?: string;
  readonly isChecked: boolean;
  readonly isDisabled?: boolean;
  readonly onChange: (isChecked: boolean) => void;
}

const Choice = (props: CheckboxProps & { readonly kind: "checkbox" | "switch" }): JSX.Element => {
  const words = (): JSX.Element => (
    <span>
      {props.label}
      <Show when={props.description}>
        <small>{props.description}</small>
      </Show>
    </span>
  );
  const box = (): JSX.Element => (
    <input
      type="checkbox"
      role={props.kind === "switch" ? "switch" : undefined}
      checked={props.isChecked}
      disabled={props.isDisabled}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />
  );
  return (
    <label class={`choice ${props.kind === "switch" ? "switch" : ""}`}>
      <Show
        when={props.kind === "switch"}
        fallback={
          <>
            {box()}
            {words()}
          </>
        }
      >
        {words()}
        {box()}
      </Show>
    </label>
  );
};

export const Checkbox = (props: CheckboxProps): JSX.Element => <Choice {...props} kind="checkbox" />;
/** Takes effect at once, like a light. */
export const Switch = (props: CheckboxProps): JSX.Element => <Choice {...props} kind="switch" />;
