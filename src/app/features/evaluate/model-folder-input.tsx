import { useServices } from '#app/ports-context.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { useAction } from '#app/ui/use-action.ts';
import { toBytesText } from '#core/charts/number-text.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import { useId, useState, type JSX } from 'react';
import styles from './model-folder-input.module.css';

/** Picks a model folder on this machine; its files are hashed and kept under their hash. */
export function ModelFolderInput({ onModel }: { readonly onModel: (model: ModelRef) => void }): JSX.Element {
  const { ports } = useServices();
  const action = useAction();
  const [progress, setProgress] = useState('');
  const inputId = useId();
  const fileId = useId();
  const load = async (files: readonly File[]): Promise<void> => {
    setProgress(`Reading ${files.length} files…`);
    const picked = files.map((file) => ({ path: toPathInFolder(file), blob: file }));
    const imported = await action.perform(() =>
      ports.runtime.importFolder(picked, 'fp32', ({ path, receivedBytes, totalBytes }) => {
        setProgress(`Hashing ${path}: ${toBytesText(receivedBytes)} of ${toBytesText(totalBytes)}`);
      }),
    );
    setProgress('');
    if (imported.ok) onModel(imported.value);
  };
  return (
    <div className={styles['input']}>
      <label htmlFor={inputId}>Use a local model folder</label>
      <input
        id={inputId}
        type="file"
        // React has no typed name for the attribute that makes the picker choose a folder.
        {...{ webkitdirectory: '' }}
        data-testid="model-folder"
        aria-describedby={`${inputId}-hint`}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          if (files.length > 0) void load(files);
        }}
      />
      <p id={`${inputId}-hint`} className={styles['hint']}>
        Hugging Face layout: config.json, tokenizer.json and an ONNX graph. The files stay on this machine.
      </p>
      <label htmlFor={fileId}>Or a GGUF file</label>
      <input
        id={fileId}
        type="file"
        accept=".gguf"
        data-testid="model-file"
        aria-describedby={`${fileId}-hint`}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          if (files.length > 0) void load(files);
        }}
      />
      <p id={`${fileId}-hint`} className={styles['hint']}>
        Runs on llama.cpp in WebAssembly, one answer after the other. It stays on this machine.
      </p>
      <p role="status">{progress}</p>
      {action.failure === null ? null : <FailureNotice failure={action.failure} />}
    </div>
  );
}

/** Path below the picked folder; the folder's own name comes first in `webkitRelativePath` and is kept by the port. */
function toPathInFolder(file: File): string {
  return file.webkitRelativePath === '' ? file.name : file.webkitRelativePath;
}
