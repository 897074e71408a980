import { Empty } from '#app/ui/empty.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { TextField } from '#app/ui/field.tsx';
import { Panel } from '#app/ui/panel.tsx';
import type { MetricDefinition } from '#core/stats/metric-index/metric-definition.ts';
import { computedMetrics } from '#core/stats/metric-index.ts';
import type { JSX } from 'react';
import styles from './library-lists.module.css';
import type { LibrarySearch } from './library-sections.ts';
import { useChangeFilter } from './use-change-filter.ts';

/** Titles of the chapters of METRICS. */
const CHAPTERS: Readonly<Record<string, string>> = {
  '1': 'Capability',
  '2': 'Consistency under repetition',
  '3': 'Robustness',
  '4': 'Predictability of failure',
  '5': 'Severity of failure',
  '6': 'Cost',
  '8': 'Agreement of two runs',
};

const DIRECTIONS: Readonly<Record<MetricDefinition['direction'], string>> = {
  up: 'higher is better',
  down: 'lower is better',
  none: 'descriptive',
};

/** Every metric that a report can hold: what it means, what it can be, and when it is not given. */
export function MetricIndex({ search }: { readonly search: LibrarySearch }): JSX.Element {
  const change = useChangeFilter('metrics', search);
  const wanted = search.q?.trim().toLowerCase() ?? '';
  const shown = computedMetrics.filter(({ id, definition }) => `${id} ${definition}`.toLowerCase().includes(wanted));
  const chapters = Map.groupBy(shown, ({ section }) => section.split('.')[0] ?? '');
  return (
    <>
      <search className={styles['filters']}>
        <TextField
          type="search"
          label="Filter"
          value={search.q ?? ''}
          onChange={(q) => {
            change({ q });
          }}
        />
      </search>
      <p role="status" className={styles['count']}>
        {shown.length} of {computedMetrics.length} metrics. CI-… names a recipe for an interval: CI-W Wilson, CI-CP
        Clopper–Pearson, CI-T clustered t, CI-BS cluster bootstrap, CI-R ratio on the logarithm, CI-BP Bonett–Price.
      </p>
      {shown.length === 0 ? <Empty>No metric passes this filter.</Empty> : null}
      <div className={styles['stack']}>
        {[...chapters].map(([chapter, metrics]) => (
          <Panel key={chapter} title={CHAPTERS[chapter] ?? `Chapter ${chapter}`}>
            <ul className={styles['stack']}>
              {metrics.map((metric) => (
                <MetricItem key={metric.id} metric={metric} />
              ))}
            </ul>
          </Panel>
        ))}
      </div>
    </>
  );
}

function MetricItem({ metric }: { readonly metric: MetricDefinition }): JSX.Element {
  return (
    <li className={styles['item']}>
      <p className={styles['name']}>
        <code>{metric.id}</code>
      </p>
      <p className={styles['text']}>{metric.definition}</p>
      <Facts
        facts={[
          { label: 'Range', value: `${metric.range}; ${DIRECTIONS[metric.direction]}` },
          { label: 'Interval', value: metric.interval },
          { label: 'Not given when', value: metric.nullIf },
          { label: 'Assumes', value: metric.assumes },
          { label: 'Specified in', value: `METRICS §${metric.section}` },
        ]}
      />
    </li>
  );
}
