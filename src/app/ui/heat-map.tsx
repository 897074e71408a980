import type { HeatChart, HeatRow } from '#core/charts/chart-spec.ts';
import { toHeatPaths } from '#core/charts/heat-paths.ts';
import { toPassed } from '#core/charts/to-stability-chart.ts';
import { useId, useMemo, useRef, useState, type CSSProperties, type JSX, type KeyboardEvent } from 'react';
import styles from './heat-map.module.css';
import { toNextIndex } from './next-index.ts';

export interface HeatMapProps {
  readonly chart: HeatChart;
  /** Opens what a row stands for; absent = rows only tell what they are. */
  readonly onRow?: ((label: string) => void) | undefined;
}

/** Rows up to this number have their names beside them. */
const MAX_NAMED = 48;
/** Heights of a row, px: with its name beside it, and the most and the least without. */
const NAMED_HEIGHT = 16;
const PLAIN_HEIGHT = 10;
const LEAST_HEIGHT = 4;
/** Height that the rows may take before they scroll, px. */
const ROOM = 480;
const MAX_TICKS = 24;

/** Outcomes of rows × columns: a list box with one tab stop, drawn as a path for each outcome, so that thousands of rows stay quick. */
export function HeatMap({ chart, onRow }: HeatMapProps): JSX.Element {
  const { rows, columns } = chart;
  const [active, setActive] = useState(-1);
  const frameRef = useRef<HTMLDivElement>(null);
  const id = useId();
  const paths = useMemo(() => toHeatPaths(chart), [chart]);
  const isNamed = rows.length <= MAX_NAMED;
  const rowHeight = isNamed ? NAMED_HEIGHT : Math.max(LEAST_HEIGHT, Math.min(PLAIN_HEIGHT, ROOM / rows.length));
  const row = rows[active];
  const step = Math.ceil(columns.length / MAX_TICKS);
  const toIndex = (clientY: number, field: Element): number =>
    Math.min(rows.length - 1, Math.max(0, Math.floor((clientY - field.getBoundingClientRect().top) / rowHeight)));
  const move = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && row !== undefined) {
      event.preventDefault();
      onRow?.(row.label);
      return;
    }
    const next = toNextIndex(event.key, active, rows.length);
    if (next === null) return;
    event.preventDefault();
    setActive(next);
    scrollTo(frameRef.current, next * rowHeight, rowHeight);
  };
  return (
    <div className={styles['map']} style={toColumns(columns.length)}>
      <p className={styles['readout']} aria-hidden="true">
        {row === undefined
          ? `Point at a row, or use the arrow keys${onRow === undefined ? '' : '; a click or Enter opens its transcripts'}.`
          : toRowText(row)}
      </p>
      <div className={styles['axis']} data-named={isNamed} aria-hidden="true">
        {columns.map((column, index) => (
          <span key={column}>{index % step === 0 ? column : ''}</span>
        ))}
      </div>
      <div
        ref={frameRef}
        className={styles['frame']}
        role="listbox"
        aria-label={`${chart.rowColumn}s, from always to never`}
        tabIndex={0}
        {...(row === undefined ? {} : { 'aria-activedescendant': `${id}-row` })}
        onKeyDown={move}
        onFocus={() => {
          setActive((before) => (before < 0 ? 0 : before));
        }}
      >
        <div
          role="presentation"
          className={styles['rows']}
          data-named={isNamed}
          data-opens={onRow !== undefined}
          style={{ height: rows.length * rowHeight }}
          onPointerMove={(event) => {
            setActive(toIndex(event.clientY, event.currentTarget));
          }}
          onClick={(event) => {
            const chosen = rows[toIndex(event.clientY, event.currentTarget)];
            if (chosen !== undefined) onRow?.(chosen.label);
          }}
        >
          {isNamed ? (
            <div className={styles['names']} aria-hidden="true">
              {rows.map(({ label }) => (
                <span key={label} style={{ height: rowHeight }}>
                  {label}
                </span>
              ))}
            </div>
          ) : null}
          <svg
            className={styles['cells']}
            viewBox={`0 0 ${String(columns.length)} ${String(rows.length)}`}
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            {paths.map(({ outcome, path }) => (
              <path key={outcome} d={path} data-outcome={outcome} />
            ))}
          </svg>
          <div
            id={`${id}-row`}
            role="option"
            aria-selected={row !== undefined}
            aria-setsize={rows.length}
            aria-posinset={Math.max(0, active) + 1}
            aria-label={toRowText(row ?? rows[0])}
            className={styles['cursor']}
            data-shown={row !== undefined}
            style={{ height: rowHeight, transform: `translateY(${String(Math.max(0, active) * rowHeight)}px)` }}
          />
        </div>
      </div>
    </div>
  );
}

/** Computed geometry: columns are wide enough to tell apart, and no wider. */
function toColumns(count: number): CSSProperties {
  return { ['--columns' as string]: String(count) };
}

function toRowText(row: HeatRow | undefined): string {
  if (row === undefined) return 'no samples';
  const { passed, trials } = toPassed(row);
  const counted = (outcome: HeatRow['cells'][number]): number => row.cells.filter((cell) => cell === outcome).length;
  const others = [
    ...(counted('unparsable') === 0 ? [] : [`${String(counted('unparsable'))} without an answer`]),
    ...(counted('missing') === 0 ? [] : [`${String(counted('missing'))} without output`]),
  ];
  return [`${row.label}: ${String(passed)} of ${String(trials)} pass`, ...others].join(', ');
}

/** Brings a row into the frame's sight without moving the page. */
function scrollTo(frame: HTMLElement | null, top: number, height: number): void {
  if (frame === null) return;
  if (top < frame.scrollTop) frame.scrollTop = top;
  else if (top + height > frame.scrollTop + frame.clientHeight) frame.scrollTop = top + height - frame.clientHeight;
}
