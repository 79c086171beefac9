import LocateFixed from "lucide-solid/icons/locate-fixed";
import { createSignal, type JSX } from "solid-js";
import { errorText } from "../../i18n/errors.ts";
import { formatNumber } from "../../i18n/format.ts";
import { createPlaceSearch } from "../../state/tours.ts";
import { isPoint, type Point, readPoint } from "../../tours/point.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { devicePosition } from "../../ui/position.ts";
import { TextField } from "../../ui/TextField.tsx";
import { text } from "./text.ts";

export interface ChosenPlace extends Point {
  readonly label: string;
  /** Of a position that the device has measured. */
  readonly accuracyM?: number;
}

const pointText = ({ lat, lon }: Point): string =>
  [lat, lon].map((degrees) => formatNumber(degrees, { maximumFractionDigits: 4, useGrouping: false })).join(" / ");

/** Asks where something is: by post code and town, by a point, by a map's link, or here. */
export function PlaceDialog(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly onChoose: (place: ChosenPlace) => void | Promise<void>;
}): JSX.Element {
  const [typed, setTyped] = createSignal("");
  const [problem, setProblem] = createSignal("");
  const [isAsking, setIsAsking] = createSignal(false);
  const search = createPlaceSearch();
  const choose = async (place: ChosenPlace): Promise<void> => {
    await props.onChoose(place);
    props.onClose();
  };
  const take = async (): Promise<void> => {
    const wanted = typed().trim();
    const point = readPoint(wanted);
    const found = point ?? (wanted ? await search(wanted) : undefined);
    if (typeof found !== "object" || !isPoint(found)) setProblem(text().placeUnknown);
    else await choose({ lat: found.lat, lon: found.lon, label: point ? pointText(point) : wanted });
  };
  const here = async (): Promise<void> => {
    setIsAsking(true);
    const position = await devicePosition();
    setIsAsking(false);
    if (typeof position === "string") setProblem(errorText({ code: position }));
    else await choose({ ...position, label: text().here });
  };
  return (
    <Dialog
      title={props.title}
      size="small"
      isOpen
      onClose={props.onClose}
      actions={
        <>
          <Button icon={LocateFixed} isBusy={isAsking()} onClick={() => void here()}>
            {text().here}
          </Button>
          <Button kind="primary" onClick={() => void take()}>
            {text().take}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void take();
        }}
      >
        <TextField
          label={props.title}
          isLabelHidden
          description={text().placeHint}
          autocomplete="off"
          value={typed()}
          error={problem()}
          onInput={(value) => {
            setProblem("");
            setTyped(value);
          }}
        />
      </form>
    </Dialog>
  );
}
