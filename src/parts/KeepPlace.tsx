import LocateFixed from "lucide-solid/icons/locate-fixed";
import { createSignal, type JSX } from "solid-js";
import { errorText } from "../i18n/errors.ts";
import type { RecordId } from "../lib/id.ts";
import { type PlainFields, plainOf } from "../lib/plain.ts";
import { createPlaceReading, type PlacedContact } from "../state/tours.ts";
import { useWorkspace } from "../state/workspace.tsx";
import { act } from "../ui/act.ts";
import { Button } from "../ui/Button.tsx";
import { devicePosition } from "../ui/position.ts";
import { showToast } from "../ui/toast.ts";
import { text } from "./text.ts";
import { doneWithUndo } from "./undo.ts";

interface Position {
  readonly lat: number;
  readonly lon: number;
  /** Of one that was measured. */
  readonly accuracyM?: number;
}

/** Keeps where a contact is, in the address that tours go to; one without an address gets one. */
export function createPlaceKeeping(): (contact: PlacedContact, position: Position) => Promise<void> {
  const { engine } = useWorkspace();
  return async ({ of, address }, { lat, lon, accuracyM }) => {
    const geo = { lat, lon, ...(accuracyM !== undefined && { accuracyM, at: new Date().toISOString() }) };
    const { key, ...before } = address ?? { key: "" };
    const seen = plainOf(before) as PlainFields;
    const saved = address
      ? engine.patch(of, { addresses: { [key]: { ...seen, geo } } }, { addresses: { [key]: seen } })
      : engine.patch(of, { addresses: { add: [{ type: "work", geo }] } });
    await act(saved, doneWithUndo(engine, text().placeKept));
  };
}

/** "I am there": keeps where this device is as the place of a contact, when it is pressed and the browser lets it. */
export function KeepPlaceButton(props: { readonly party: RecordId }): JSX.Element {
  const [isAsking, setIsAsking] = createSignal(false);
  const keep = createPlaceKeeping();
  const placesOf = createPlaceReading();
  const press = async (): Promise<void> => {
    setIsAsking(true);
    try {
      const position = await devicePosition();
      if (typeof position === "string") {
        showToast(errorText({ code: position }), { tone: "bad" });
        return;
      }
      const [contact] = await placesOf([props.party]);
      if (contact) await keep(contact, position);
    } finally {
      setIsAsking(false);
    }
  };
  return (
    <Button kind="quiet" icon={LocateFixed} isBusy={isAsking()} onClick={() => void press()}>
      {text().keepPlace}
    </Button>
  );
}
