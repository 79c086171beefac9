import { A } from "@solidjs/router";
import { createMemo, type JSX } from "solid-js";
import { type Pipeline, stagesOf } from "../../domain/pipeline.ts";
import { memberWord } from "../../i18n/words.ts";
import type { RecordId } from "../../lib/id.ts";
import { createProductNames, createRecordsOf } from "../../state/records.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { text } from "./text.ts";
import "./names.css";

/** What an id is called. */
export interface Names {
  readonly contact: (id: string) => string;
  readonly product: (id: string) => string;
  readonly member: (id: string) => string;
  /** A stage's key, whichever pipeline it is of. */
  readonly stage: (key: string) => string;
}

export function createNames(): Names {
  const { entry, memberName } = useWorkspace();
  const products = createProductNames();
  const pipelines = createRecordsOf("pipeline");
  const stages = createMemo(
    () => new Map((pipelines() ?? []).flatMap(({ record }) => stagesOf(record as unknown as Pipeline).map(({ key, name }) => [key, name]))),
  );
  return {
    contact: (id) => (id === "" ? text().nobody : (entry(id as RecordId)?.name ?? text().unknownContact)),
    product: (id) => (id === "" ? text().nobody : products().get(id) || text().unknownProduct),
    member: (id) => (id === "" ? text().nobody : memberWord(memberName(id))),
    stage: (key) => stages().get(key) ?? key,
  };
}

/** A contact's name that opens the contact. */
export const ContactLink = (props: { readonly id: string; readonly names: Names }): JSX.Element => (
  <A class="report-link" href={`/contacts/${props.id}`}>
    {props.names.contact(props.id)}
  </A>
);
