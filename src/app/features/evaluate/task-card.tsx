import { Facts } from '#app/ui/facts.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { FileButton } from '#app/ui/file-button.tsx';
import { HashText } from '#app/ui/hash-text.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { useAction } from '#app/ui/use-action.ts';
import { toCountText } from '#core/charts/number-text.ts';
import { toSamplesHash } from '#core/model/content-id.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { useMemo, type JSX } from 'react';
import type { FormPartProps } from './config-form.tsx';
import { readOwnTask } from './read-own-task.ts';

/** What is asked and how answers are judged. */
export function TaskCard({ config, onChange }: FormPartProps): JSX.Element {
  const action = useAction();
  const facts = useMemo(() => toFacts(config), [config]);
  const load = async (file: File): Promise<void> => {
    const next = await action.perform(() => readOwnTask(config, file));
    if (next.ok) onChange(next.value);
  };
  return (
    <Panel
      title="Task"
      actions={
        <FileButton
          label="Load task file"
          accept=".jsonl,.ndjson"
          testId="task-file"
          isDisabled={action.isBusy}
          onFile={(file) => void load(file)}
        />
      }
    >
      {action.failure === null ? null : <FailureNotice failure={action.failure} />}
      <Facts facts={facts} />
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
      value: scorers.map((scorer) => `${scorer.name} (${scorer.rules.map((rule) => rule.type).join(', ')})`).join('; '),
    },
  ];
}
