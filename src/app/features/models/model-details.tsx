import { DataTable } from '#app/ui/data-table.tsx';
import { toBytesText, toCountText, toDurationText } from '#core/charts/number-text.ts';
import type { InstalledModel, ModelLoad } from '#harness/model-library.ts';
import type { JSX } from 'react';
import styles from './models-page.module.css';

/** Files with their hashes, and what runtimes reported of the model. */
export function ModelDetails({ model }: { readonly model: InstalledModel }): JSX.Element {
  const { ref, loads } = model;
  return (
    <>
      <details className={styles['details']}>
        <summary>Files and hashes</summary>
        <DataTable
          caption={`Files of ${ref.modelId}`}
          table={{
            columns: ['File', 'Bytes', 'SHA-256'],
            rows: ref.files.map(({ path, bytes, sha256 }) => [path, toCountText(bytes), sha256]),
          }}
        />
      </details>
      {loads.length === 0 ? null : (
        <details className={styles['details']}>
          <summary>What runtimes reported</summary>
          <DataTable
            caption={`Runtimes that loaded ${ref.modelId}`}
            table={{
              columns: ['Measure', ...loads.map(toLoadTitle)],
              rows: [
                ['Reproducibility class', ...loads.map(({ report }) => report.reproducibilityClass)],
                ['Largest batch', ...loads.map(({ report }) => toCountText(report.maxBatchSize))],
                ['Context, tokens', ...loads.map(({ report }) => toOptionalText(report.contextLength))],
                ['Loaded in', ...loads.map(({ report }) => toDurationText(report.loadMs))],
                ['Bytes', ...loads.map(({ report }) => toBytesText(report.bytes))],
                ['Chat template', ...loads.map(({ report }) => report.chatTemplate)],
                ...toCapabilityRows(loads),
              ],
            }}
          />
        </details>
      )}
    </>
  );
}

function toLoadTitle({ report: { runtime } }: ModelLoad): string {
  const threads = runtime.threads === 1 ? '1 thread' : `${runtime.threads} threads`;
  return `${runtime.name} ${runtime.version}, ${runtime.device}, ${threads}`;
}

function toOptionalText(count: number | null): string {
  return count === null ? 'no limit stated' : toCountText(count);
}

/** Each capability of the runtimes' records as a row; a load that lacks the record says so. */
function toCapabilityRows(loads: readonly ModelLoad[]): readonly (readonly string[])[] {
  const records = loads.map(({ report }): Readonly<Record<string, unknown>> => report.capabilities ?? {});
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
  return names.map((name) => [
    toWords(name),
    ...records.map((record) => {
      const value = record[name];
      return value === undefined ? 'not recorded' : typeof value === 'string' ? value : JSON.stringify(value);
    }),
  ]);
}

/** `tokenLevel` as `Token level`. */
function toWords(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
