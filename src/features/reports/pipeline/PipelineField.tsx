import { type JSX, Show } from "solid-js";
import { Select } from "../../../ui/Select.tsx";
import { usePipeline } from "./createPipeline.ts";
import { text } from "./text.ts";

/** Which pipeline is meant, where there are several. */
export function PipelineField(): JSX.Element {
  const { pipelines, settings, change } = usePipeline();
  return (
    <Show when={pipelines().length > 1}>
      <Select
        label={text().pipeline}
        value={settings().pipeline ?? ""}
        options={[
          { value: "", label: text().all },
          ...pipelines().map(({ id, record }) => ({ value: id as string, label: String(record.name ?? id) })),
        ]}
        onChange={(pipeline) => change({ pipeline: pipeline || undefined })}
      />
    </Show>
  );
}
