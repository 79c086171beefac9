import { createSignal, type JSX } from "solid-js";
import { RecordForm } from "../../parts/RecordForm.tsx";
import { doneWithUndo } from "../../parts/undo.ts";
import { createDraft } from "../../state/draft.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import type { FormProps } from "../../ui/appPage.ts";
import { readNumber } from "../../ui/readNumber.ts";
import { TextField } from "../../ui/TextField.tsx";
import { text } from "./text.ts";

/** A new product: its name, and if one likes its number and price. */
export function ProductForm(props: FormProps): JSX.Element {
  const { engine, settings } = useWorkspace();
  const draft = createDraft(() => ({ name: "", sku: "", unitPrice: "" }), {
    name: "new product",
    about: () => ({ kind: "record", noun: "product" }),
  });
  const [isComplaining, setIsComplaining] = createSignal(false);
  const name = (): string => draft.value("name").trim();
  const price = (): number | null | undefined => (draft.value("unitPrice").trim() === "" ? null : readNumber(draft.value("unitPrice")));
  const save = async (): Promise<void> => {
    const unitPrice = price();
    setIsComplaining(true);
    if (name() === "" || unitPrice === undefined) return;
    const fields = {
      name: name(),
      ...(draft.value("sku").trim() && { sku: draft.value("sku").trim() }),
      ...(unitPrice !== null && { unitPrice, currency: settings().currency || "EUR" }),
    };
    const id = await act(engine.put("product", fields), doneWithUndo(engine, text().saved));
    if (id === undefined) return;
    draft.clear();
    props.onMade(id);
  };
  return (
    <RecordForm noun="product" onSave={save} onClose={props.onClose}>
      <TextField
        label={text().name}
        value={draft.value("name")}
        error={isComplaining() && name() === "" ? text().nameMissing : ""}
        onInput={(value) => draft.type("name", value)}
      />
      <TextField label={text().fields.sku} value={draft.value("sku")} onInput={(value) => draft.type("sku", value)} />
      <TextField
        label={text().fields.unitPrice}
        inputMode="decimal"
        value={draft.value("unitPrice")}
        error={isComplaining() && price() === undefined ? text().numberWrong : ""}
        onInput={(value) => draft.type("unitPrice", value)}
      />
    </RecordForm>
  );
}
