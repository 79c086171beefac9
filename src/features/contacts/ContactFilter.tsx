import { createMemo, type JSX } from "solid-js";
import { touchLights } from "../../domain/cadence.ts";
import { unseenMonths } from "../../domain/lastContact.ts";
import { phases, roles } from "../../domain/words.ts";
import { word } from "../../i18n/words.ts";
import { touchWord } from "../../parts/TouchSign.tsx";
import type { ContactOrder } from "../../state/contact.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { type Option, Select } from "../../ui/Select.tsx";
import type { ListFilter } from "./listFilter.ts";
import { text } from "./text.ts";

const contactOrders: readonly ContactOrder[] = ["name", "last", "place"];

const options = (values: readonly string[], label: (value: string) => string, any = text().any): readonly Option[] => [
  { value: "", label: any },
  ...values.map((value) => ({ value, label: label(value) })),
];

export interface ContactFilterProps {
  readonly filter: ListFilter;
  readonly onNarrow: (change: Partial<ListFilter>) => void;
  readonly order: ContactOrder;
  readonly onOrder: (order: ContactOrder) => void;
  readonly ownerName: (owner: string) => string;
}

/** By what the list can be narrowed and put in order. */
export function ContactFilter(props: ContactFilterProps): JSX.Element {
  const { directory } = useWorkspace();
  const choices = createMemo(() => directory()?.choices());
  const FilterSelect = (own: { readonly label: string; readonly field: keyof ListFilter; readonly options: readonly Option[] }) => (
    <Select
      label={own.label}
      value={props.filter[own.field] ?? ""}
      options={own.options}
      onChange={(value) => props.onNarrow({ [own.field]: value })}
    />
  );
  return (
    <div class="contacts-filter">
      <SegmentedControl
        label={text().kind}
        value={props.filter.kind ?? ""}
        onChange={(kind) => props.onNarrow({ kind })}
        segments={[
          { value: "", label: text().all },
          { value: "person", label: text().people },
          { value: "organisation", label: text().organisations },
        ]}
      />
      <div class="contacts-selects">
        <FilterSelect label={text().role} field="role" options={options(roles, (role) => word("role", role))} />
        <FilterSelect label={text().phase} field="phase" options={options(phases, (phase) => word("phase", phase))} />
        <FilterSelect label={text().tag} field="tag" options={options(choices()?.tags ?? [], (tag) => tag)} />
        <FilterSelect label={text().owner} field="owner" options={options(choices()?.owners ?? [], props.ownerName)} />
        <FilterSelect
          label={text().notSeen}
          field="unseen"
          options={options(unseenMonths, (months) => text().spans[months] ?? "", text().whenever)}
        />
        <FilterSelect
          label={text().touch}
          field="touch"
          options={options(
            touchLights.filter((light) => light !== "none"),
            touchWord,
          )}
        />
        <Select
          label={text().order}
          value={props.order}
          options={contactOrders.map((one) => ({ value: one, label: text().orders[one] }))}
          onChange={(one) => props.onOrder(one as ContactOrder)}
        />
      </div>
    </div>
  );
}
