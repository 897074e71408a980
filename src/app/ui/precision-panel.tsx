import { toLooksTable, toPrecisionText } from '#core/charts/to-looks-table.ts';
import type { PrecisionRecord } from '#core/model/precision.ts';
import type { JSX } from 'react';
import { DataTable } from './data-table.tsx';
import { Panel } from './panel.tsx';
import styles from './precision-panel.module.css';

/** The looks of a precision target with what each one showed, and why the run stopped. */
export function PrecisionPanel({ record }: { readonly record: PrecisionRecord }): JSX.Element {
  const { looks, lookLevel, target } = record;
  return (
    <Panel title="Precision target" lead={toPrecisionText(record)}>
      {looks.length === 0 ? (
        <p>The first look is at {target.looks[0]} epochs.</p>
      ) : (
        <DataTable caption="Looks" table={toLooksTable(record)} />
      )}
      <p className={styles['note']}>
        Each interval is taken at level {Number(lookLevel.toFixed(5))}, so that the one at which the run stops keeps its
        level whatever made it stop. The floor is the half width that no number of epochs passes, with its 95 % lower
        limit.
      </p>
    </Panel>
  );
}
