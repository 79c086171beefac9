import TriangleAlert from "lucide-solid/icons/triangle-alert";
import type { JSX } from "solid-js";
import { Button } from "./Button.tsx";
import { text } from "./text.ts";
import "./Meanwhile.css";

export interface MeanwhileProps {
  /** Who did it; empty when that is not known. */
  readonly who: string;
  /** What stands there now, in the words it is shown in; empty when it was emptied. */
  readonly value: string;
  /** Which field, where several could be meant. */
  readonly label?: string;
  readonly onTheirs: () => void;
  readonly onMine: () => void;
}

/** In an open form: somebody else changed the field that is being typed into. Unanswered, both values are kept. */
export const Meanwhile = (props: MeanwhileProps): JSX.Element => (
  // The field must not lose the focus, and with it save, before the click arrives.
  <div class="meanwhile" role="status" onMouseDown={(event) => event.preventDefault()}>
    <TriangleAlert />
    <p>{text().meanwhile(props.who, props.value, props.label ?? "")}</p>
    <div>
      <Button size="small" onClick={() => props.onTheirs()}>
        {text().takeTheirs}
      </Button>
      <Button size="small" kind="quiet" onClick={() => props.onMine()}>
        {text().keepMine}
      </Button>
    </div>
  </div>
);
