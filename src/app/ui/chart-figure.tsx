import type { ChartSpec, MarkShape } from '#core/charts/chart-spec.ts';
import { toChartTable } from '#core/charts/to-chart-table.ts';
import { lazy, Suspense, type JSX } from 'react';
import styles from './chart-figure.module.css';
import { DataTable } from './data-table.tsx';
import { Empty } from './empty.tsx';
import { Loading } from './loading.tsx';

const Plot = lazy(async () => ({ default: (await import('./plot.tsx')).Plot }));

/** Tables up to this length stand open beneath their chart. */
const OPEN_ROWS = 10;

/** A chart with its title, its legend and its table twin. */
export function ChartFigure({ chart }: { readonly chart: ChartSpec }): JSX.Element {
  const table = toChartTable(chart);
  return (
    <figure className={styles['figure']}>
      <figcaption className={styles['caption']}>
        <span className={styles['title']}>{chart.title}</span>
        {chart.type === 'interval' && chart.legend.length > 0 ? (
          <span className={styles['legend']}>
            {chart.legend.map(({ shape, label }) => (
              <span key={label}>
                <Key shape={shape} /> {label}
              </span>
            ))}
          </span>
        ) : null}
        {chart.type === 'line' ? (
          <span className={styles['legend']}>
            {chart.series.map(({ label }, order) => (
              <span key={label}>
                <LineKey dash={order === 0 ? undefined : '5 4'} tone={order === 0 ? 'first' : 'second'} /> {label}
              </span>
            ))}
            {chart.reference === null ? null : (
              <span>
                <LineKey dash="1 3" tone="reference" /> {chart.reference.label}
              </span>
            )}
          </span>
        ) : null}
      </figcaption>
      {hasValues(chart) ? (
        <Suspense fallback={<Loading label="Drawing…" />}>
          <Plot chart={chart} />
        </Suspense>
      ) : (
        <Empty>There is nothing to draw yet; the table says why.</Empty>
      )}
      <details className={styles['twin']} open={table.rows.length <= OPEN_ROWS}>
        <summary>Table: {chart.title.toLowerCase()}</summary>
        <DataTable caption={chart.title} table={table} />
      </details>
    </figure>
  );
}

function hasValues(chart: ChartSpec): boolean {
  switch (chart.type) {
    case 'interval':
      return chart.rows.some(({ value }) => value !== null);
    case 'curve':
      return chart.series.some(({ points }) => points.some(({ y }) => y !== null));
    case 'line':
      return chart.series.some(({ points }) => points.length > 0);
    default:
      return chart satisfies never;
  }
}

interface LineKeyProps {
  readonly dash: string | undefined;
  readonly tone: 'first' | 'second' | 'reference';
}

function LineKey({ dash, tone }: LineKeyProps): JSX.Element {
  return (
    <svg width="24" height="12" viewBox="0 0 24 12" aria-hidden="true" className={styles['lineKey']} data-tone={tone}>
      <path d="M1 6h22" strokeDasharray={dash} />
    </svg>
  );
}

function Key({ shape }: { readonly shape: MarkShape }): JSX.Element {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" className={styles['key']}>
      {shape === 'diamond' ? (
        <path d="M6 1l5 5-5 5-5-5z" />
      ) : (
        <circle cx="6" cy="6" r="4" data-hollow={shape === 'ring'} />
      )}
    </svg>
  );
}
