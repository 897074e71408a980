import type { HarnessConfig } from '#core/model/harness-config.ts';
import { lazy, Suspense, type JSX } from 'react';

const TaskImport = lazy(async () => ({ default: (await import('./task-import.tsx')).TaskImport }));

/** Ends of names of files that can be a task. */
export const TASK_FILE_TYPES = '.jsonl,.ndjson,.csv,.tsv,.tab';

/** True when a file of this name is taken for a task. */
export function isTaskFile(name: string): boolean {
  return TASK_FILE_TYPES.split(',').some((end) => name.toLowerCase().endsWith(end));
}

export interface TaskFileProps {
  readonly file: File | null;
  readonly config: HarnessConfig;
  readonly onConfig: (config: HarnessConfig) => void;
  readonly onClose: (file: null) => void;
}

/** The import of a file, if there is one; its code is loaded with it. */
export function TaskFile({ file, config, onConfig, onClose }: TaskFileProps): JSX.Element | null {
  if (file === null) return null;
  return (
    <Suspense fallback={<p role="status">Reading {file.name}…</p>}>
      <TaskImport
        key={`${file.name} ${file.lastModified} ${file.size}`}
        file={file}
        config={config}
        onConfig={onConfig}
        onClose={() => {
          onClose(null);
        }}
      />
    </Suspense>
  );
}
