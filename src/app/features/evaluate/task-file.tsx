import type { HarnessConfig } from '#core/model/harness-config.ts';
import { lazy, Suspense, type JSX } from 'react';

const TaskImport = lazy(async () => ({ default: (await import('./task-import.tsx')).TaskImport }));

/** Ends of names of files that can be a task. */
export const TASK_FILE_TYPES = '.jsonl,.ndjson,.csv,.tsv,.tab,.yaml,.yml';

/** True when a file of this name is taken for a task. */
export function isTaskFile(name: string): boolean {
  return TASK_FILE_TYPES.split(',').some((end) => name.toLowerCase().endsWith(end));
}

export interface TaskFileProps {
  /** None = nothing is imported. */
  readonly files: readonly File[];
  readonly config: HarnessConfig;
  readonly onConfig: (config: HarnessConfig) => void;
  readonly onClose: (files: readonly File[]) => void;
}

/** The import of files, if there are any; its code is loaded with it. */
export function TaskFile({ files, config, onConfig, onClose }: TaskFileProps): JSX.Element | null {
  const [first] = files;
  if (first === undefined) return null;
  return (
    <Suspense fallback={<p role="status">Reading {first.name}…</p>}>
      <TaskImport
        key={files.map(({ name, lastModified, size }) => `${name} ${lastModified} ${size}`).join(' ')}
        files={files}
        config={config}
        onConfig={onConfig}
        onClose={() => {
          onClose([]);
        }}
      />
    </Suspense>
  );
}
