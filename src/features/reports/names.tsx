import { A } from "@solidjs/router";
import type { JSX } from "solid-js";
import type { RecordId } from "../../lib/id.ts";
import { createProductNames } from "../../state/records.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { text } from "./text.ts";

/** What an id is called. */
export interface Names {
  readonly contact: (id: string) => string;
  readonly product: (id: string) => string;
  readonly member: (id: string) => string;
}

export function createNames(): Names {
  const { entry, memberName } = useWorkspace();
  const products = createProductNames();
  return {
    contact: (id) => (id === "" ? text().nobody : (entry(id as RecordId)?.name ?? text().unknownContact)),
    product: (id) => (id === "" ? text().nobody : products().get(id) || text().unknownProduct),
    member: (id) => (id === "" ? text().nobody : memberName(id)),
  };
}

/** A contact's name that opens the contact. */
export const ContactLink = (props: { readonly id: string; readonly names: Names }): JSX.Element => (
  <A class="report-link" href={`/contacts/${props.id}`}>
    {props.names.contact(props.id)}
  </A>
);
