import { useServices } from '#app/ports-context.tsx';
import type { CellOutcome, ChartSpec, MarkShape } from '#core/charts/chart-spec.ts';
import { OUTCOME_TEXTS } from '#core/charts/heat-paths.ts';
import { toChartCsv } from '#core/charts/to-chart-csv.ts';
import { toChartTable } from '#core/charts/to-chart-table.ts';
import { toSvgFile } from '#core/charts/to-svg-file.ts';
import { lazy, Suspense, useId, useState, type JSX } from 'react';
import type { EvidenceLabel } from '#core/evidence/evidence-label.ts';
import styles from './chart-figure.module.css';
import { DataTable } from './data-table.tsx';
import { Empty } from './empty.tsx';
import { toFileName } from './file-name.ts';
import { EvidenceMark } from './evidence-mark.tsx';
import { HeatMap } from './heat-map.tsx';
import { Loading } from './loading.tsx';

const Plot = lazy(async () => ({ default: (await import('./plot.tsx')).Plot }));

export interface ChartFigureProps {
  readonly chart: ChartSpec;
  /** Opens what a row of a heat map stands for. */
  readonly onRow?: (label: string) => void;
  /** What the figure’s numbers rest on. */
  readonly evidence?: EvidenceLabel;
}

/** A chart in its frame: title, how to read it, legend, figure, and on demand its table and its files. Paper shows the table. */
export function ChartFigure({ chart, onRow, evidence }: ChartFigureProps): JSX.Element {
  const [isTable, setIsTable] = useState(false);
  const tableId = useId();
  const isDrawn = hasValues(chart);
  return (
    <figure className={styles['figure']}>
      <figcaption className={styles['caption']}>
        <span className={styles['title']}>
          {chart.title} {evidence === undefined ? null : <EvidenceMark label={evidence} of={chart.title} />}
        </span>
        <ChartTools
          chart={chart}
          tableId={tableId}
          isTable={isTable}
          onTable={() => {
            setIsTable((wasTable) => !wasTable);
          }}
        />
        <span className={styles['reading']}>{chart.description}</span>
        <Legend chart={chart} />
      </figcaption>
      {isDrawn && chart.type === 'heat' ? (
        <HeatMap chart={chart} onRow={onRow} />
      ) : isDrawn && chart.type !== 'heat' ? (
        <Suspense fallback={<Loading label="Drawing…" />}>
          <Plot chart={chart} />
        </Suspense>
      ) : (
        <Empty>There is nothing to draw yet; the table says why.</Empty>
      )}
      <div id={tableId} className={styles['twin']} data-open={isTable || !isDrawn}>
        <DataTable caption={chart.title} table={toChartTable(chart)} />
      </div>
    </figure>
  );
}

interface ChartToolsProps {
  readonly chart: ChartSpec;
  readonly tableId: string;
  readonly isTable: boolean;
  readonly onTable: () => void;
}

/** Names begin with what is shown, so that they can be spoken. */
function ChartTools({ chart, tableId, isTable, onTable }: ChartToolsProps): JSX.Element {
  const { ports } = useServices();
  const name = toFileName(chart.title);
  return (
    <span className={styles['tools']}>
      <button
        type="button"
        className={styles['tool']}
        aria-expanded={isTable}
        aria-controls={tableId}
        aria-label={`Table: ${chart.title}`}
        onClick={onTable}
      >
        Table
      </button>
      <button
        type="button"
        className={styles['tool']}
        aria-label={`SVG file: ${chart.title}`}
        onClick={() => {
          ports.saveFile(`${name}.svg`, new Blob([toSvgFile(chart)], { type: 'image/svg+xml' }));
        }}
      >
        SVG
      </button>
      <button
        type="button"
        className={styles['tool']}
        aria-label={`CSV file: ${chart.title}`}
        onClick={() => {
          ports.saveFile(`${name}.csv`, new Blob([toChartCsv(chart)], { type: 'text/csv' }));
        }}
      >
        CSV
      </button>
    </span>
  );
}

function Legend({ chart }: { readonly chart: ChartSpec }): JSX.Element | null {
  switch (chart.type) {
    case 'interval':
    case 'scatter':
      return chart.legend.length === 0 ? null : (
        <span className={styles['legend']}>
          {chart.legend.map(({ shape, label }) => (
            <span key={label}>
              <Key shape={shape} /> {label}
            </span>
          ))}
        </span>
      );
    case 'line':
      return (
        <span className={styles['legend']}>
          {chart.series.map(({ label }, order) => (
            <span key={label}>
              <LineKey dash={order === 0 ? undefined : '5 4'} tone={order === 0 ? 'first' : 'second'} /> {label}
            </span>
          ))}
          {chart.band === null ? null : (
            <span>
              <BandKey /> {chart.band.label}
            </span>
          )}
          {chart.reference === null ? null : (
            <span>
              <LineKey dash="1 3" tone="reference" /> {chart.reference.label}
            </span>
          )}
        </span>
      );
    case 'heat': {
      const outcomes = new Set(chart.rows.flatMap(({ cells }) => cells));
      return (
        <span className={styles['legend']}>
          {OUTCOME_TEXTS.filter(([outcome]) => outcomes.has(outcome)).map(([outcome, text]) => (
            <span key={outcome}>
              <OutcomeKey outcome={outcome} /> {text}
            </span>
          ))}
        </span>
      );
    }
    case 'curve':
      return null;
    default:
      return chart satisfies never;
  }
}

function hasValues(chart: ChartSpec): boolean {
  switch (chart.type) {
    case 'interval':
      return chart.rows.some(({ value }) => value !== null);
    case 'curve':
      return chart.series.some(({ points }) => points.some(({ y }) => y !== null));
    case 'line':
      return chart.series.some(({ points }) => points.length > 0);
    case 'heat':
      return chart.rows.length > 0;
    case 'scatter':
      return chart.points.length > 0;
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

function BandKey(): JSX.Element {
  return (
    <svg width="24" height="12" viewBox="0 0 24 12" aria-hidden="true" className={styles['bandKey']}>
      <rect width="24" height="12" />
    </svg>
  );
}

/** Height tells what colour tells, as in the cells. */
function OutcomeKey({ outcome }: { readonly outcome: CellOutcome }): JSX.Element {
  const [top, height] = outcome === 'missing' ? [5, 2] : outcome === 'unparsable' ? [6, 6] : [0, 12];
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" className={styles['cell']}>
      <rect y={top} width="12" height={height} data-outcome={outcome} />
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
