import { useServices } from '#app/ports-context.tsx';
import { Button } from '#app/ui/button.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { MetricDefinition } from '#app/ui/metric-definition.tsx';
import type { ReportView } from '#core/charts/report-view.ts';
import { toEstimatesCsv } from '#core/charts/to-estimates-csv.ts';
import { listOwn, NUMBER_CHAPTERS, toNumberList, type NumberEntry } from '#core/charts/to-number-list.ts';
import { EVIDENCE_TEXTS } from '#core/evidence/evidence-label.ts';
import { useId, useMemo, useState, type JSX } from 'react';
import styles from './all-numbers.module.css';

/** Rows that are drawn before a person asks for all of them. */
const FIRST_ROWS = 60;

const COLUMNS = ['Metric', 'Condition', 'Value', 'Interval', 'Method', 'Samples', 'Evidence'] as const;

/** Every estimate of a view: searchable, with each metric's definition on demand, and as a file. */
export function AllNumbers({ view }: { readonly view: ReportView }): JSX.Element {
  const { ports } = useServices();
  const [words, setWords] = useState('');
  const [chapter, setChapter] = useState('');
  const [isWhole, setIsWhole] = useState(false);
  const entries = useMemo(() => toNumberList(view, { words, chapter }), [view, words, chapter]);
  const shown = isWhole ? entries : entries.slice(0, FIRST_ROWS);
  return (
    <>
      <div className={styles['controls']}>
        <TextField label="Find" type="search" value={words} onChange={setWords} />
        <SelectField
          label="Dimension"
          value={chapter}
          onChange={setChapter}
          options={[
            { value: '', label: 'All' },
            ...NUMBER_CHAPTERS.map((entry) => ({ value: entry.chapter, label: entry.label })),
          ]}
        />
        <Button
          onPress={() => {
            const csv = new Blob([toEstimatesCsv(listOwn(view), view.origin)], { type: 'text/csv' });
            ports.saveFile(`${view.report.runId}-numbers.csv`, csv);
          }}
        >
          Save as CSV
        </Button>
        <p role="status" className={styles['count']}>
          {entries.length === 1 ? '1 number' : `${entries.length} numbers`}
        </p>
      </div>
      {entries.length === 0 ? null : <NumberTable entries={shown} />}
      {shown.length === entries.length ? null : (
        <Button
          variant="quiet"
          onPress={() => {
            setIsWhole(true);
          }}
        >
          Show all {entries.length}
        </Button>
      )}
    </>
  );
}

function NumberTable({ entries }: { readonly entries: readonly NumberEntry[] }): JSX.Element {
  return (
    <div className={styles['frame']} role="region" aria-label="All numbers, table" tabIndex={0}>
      <table className={styles['table']}>
        <caption className="visually-hidden">All numbers</caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <NumberRow key={entry.key} entry={entry} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function NumberRow({ entry }: { readonly entry: NumberEntry }): JSX.Element {
  const [isOpen, setIsOpen] = useState(false);
  const detailId = useId();
  return (
    <>
      <tr>
        <th scope="row">
          <button
            type="button"
            className={styles['name']}
            aria-expanded={isOpen}
            aria-controls={detailId}
            onClick={() => {
              setIsOpen((wasOpen) => !wasOpen);
            }}
          >
            {entry.metric}
          </button>
          {entry.params === '' ? null : <small>{entry.params}</small>}
        </th>
        <td className={styles['text']}>{entry.condition}</td>
        <td>{entry.value}</td>
        <td>{entry.interval}</td>
        <td className={styles['text']}>{entry.method}</td>
        <td>{entry.samples}</td>
        <td className={styles['text']}>{entry.evidence}</td>
      </tr>
      {entry.reason === '' ? null : (
        <tr className={styles['reason']}>
          <td colSpan={COLUMNS.length}>
            <p className={styles['unfolded']}>{entry.reason}</p>
          </td>
        </tr>
      )}
      <tr id={detailId} hidden={!isOpen} className={styles['detail']}>
        <td colSpan={COLUMNS.length}>
          <div className={styles['unfolded']}>
            <MetricDefinition metric={entry.metric} />
            <p className={styles['evidence']}>
              <strong>{entry.evidence}</strong> {EVIDENCE_TEXTS[entry.evidence]}
            </p>
          </div>
        </td>
      </tr>
    </>
  );
}
