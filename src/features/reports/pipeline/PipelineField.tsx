import { type JSX, Show } from "solid-js";
import { Select } from "../../../ui/Select.tsx";
import type { PipelineWork } from "./createPipeline.ts";
import { text } from "./text.ts";

/** Which pipeline is meant, where there are several. */
export const PipelineField = (props: { readonly work: PipelineWork }): JSX.Element => (
  <Show when={props.work.pipelines().length > 1}>
    <Select
      label={text().pipeline}
      value={props.work.settings().pipeline ?? ""}
      options={[
        { value: "", label: text().all },
        ...props.work.pipelines().map(({ id, record }) => ({ value: id as string, label: String(record.name ?? id) })),
      ]}
      onChange={(pipeline) => props.work.change({ pipeline: pipeline || undefined })}
    />
  </Show>
);
