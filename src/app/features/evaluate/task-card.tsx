import { useServices } from '#app/ports-context.tsx';
import { ExportTask } from '#app/ui/export-task.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { toFileName } from '#app/ui/file-name.ts';
import { FileButton } from '#app/ui/file-button.tsx';
import { HashText } from '#app/ui/hash-text.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { toCountText } from '#core/charts/number-text.ts';
import { toSamplesHash } from '#core/model/content-id.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { resolveSamples } from '#harness/resolve-samples.ts';
import { useMemo, useState, type JSX } from 'react';
import type { FormPartProps } from './config-form.tsx';
import { TaskEditor } from './task-editor.tsx';
import { TASK_FILE_TYPES, TaskFile } from './task-file.tsx';

/** What is asked and how answers are judged. */
export function TaskCard({ config, onChange, errorAt }: FormPartProps): JSX.Element {
  const { ports } = useServices();
  const [files, setFiles] = useState<readonly File[]>([]);
  const facts = useMemo(() => toFacts(config), [config]);
  return (
    <Panel
      title="Task"
      actions={
        <>
          <FileButton
            label="Load task file"
            accept={TASK_FILE_TYPES}
            testId="task-file"
            onFile={(file) => {
              setFiles([file]);
            }}
          />
          <ExportTask
            fileName={toFileName(config.task.taskId)}
            readSamples={() => resolveSamples(config.task, ports.ownFiles)}
          />
        </>
      }
    >
      <TaskFile files={files} config={config} onConfig={onChange} onClose={setFiles} />
      <Facts facts={facts} />
      <TaskEditor config={config} onChange={onChange} errorAt={errorAt} />
    </Panel>
  );
}

function toFacts({
  task,
  scorers,
}: HarnessConfig): readonly { readonly label: string; readonly value: JSX.Element | string }[] {
  const { samples } = task;
  return [
    { label: 'Task', value: `${task.title === '' ? task.taskId : task.title}, version ${task.version}` },
    { label: 'Task id', value: task.taskId },
    { label: 'Samples', value: toCountText(samples.type === 'inline' ? samples.samples.length : samples.sampleCount) },
    ...(samples.type === 'file'
      ? [
          { label: 'File', value: samples.path },
          { label: 'Content hash', value: <HashText hash={samples.sha256} /> },
        ]
      : [{ label: 'Content hash', value: <HashText hash={toSamplesHash(samples.samples)} /> }]),
    { label: 'System prompt', value: task.system ?? 'none' },
    {
      label: 'Scorers',
      value:
        scorers.length === 0
          ? 'none: texts are measured'
          : scorers.map((scorer) => `${scorer.name} (${scorer.rules.map((rule) => rule.type).join(', ')})`).join('; '),
    },
  ];
}
