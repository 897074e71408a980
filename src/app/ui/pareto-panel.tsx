import { useServices } from '#app/ports-context.tsx';
import { toParetoChart } from '#core/charts/to-pareto-chart.ts';
import type { AxesComparison } from '#core/metrics/compare-on-axes.ts';
import { costAxes, ParetoAxisId, qualityAxes, toParetoAxis, type ParetoAxis } from '#core/metrics/pareto-axis.ts';
import { withAssumptions, type ParetoColumn } from '#core/metrics/pareto-column.ts';
import type { AxesRequest } from '#core/metrics/axes-request.ts';
import { useEffect, useMemo, useState, type JSX } from 'react';
import { AssumptionFields, toAssumptions, type AssumptionTexts } from './assumption-fields.tsx';
import { ChartFigure } from './chart-figure.tsx';
import { Empty } from './empty.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { SelectField } from './field.tsx';
import { Loading } from './loading.tsx';
import styles from './pareto-panel.module.css';
import { useAction } from './use-action.ts';

export interface ParetoPanelProps {
  readonly columns: readonly ParetoColumn[];
  /** How intervals are made. */
  readonly settings: Omit<AxesRequest, 'columns' | 'axes'>;
}

const NO_THIRD = '';

/** Configurations on a cost and a quality that a person picks, with a third axis if wanted, and who is on the frontier. */
export function ParetoPanel({ columns, settings }: ParetoPanelProps): JSX.Element {
  const [cost, setCost] = useState<ParetoAxisId>('seconds');
  const [quality, setQuality] = useState<ParetoAxisId>('accuracy');
  const [third, setThird] = useState<ParetoAxisId | null>(null);
  const [texts, setTexts] = useState<AssumptionTexts>({ byColumn: {}, price: '' });
  const axes = useMemo(
    () => [cost, quality, ...(third === null || third === cost || third === quality ? [] : [third])],
    [cost, quality, third],
  );
  const assumed = useMemo(
    () => columns.map((column) => withAssumptions(column, toAssumptions(texts, column.id))),
    [columns, texts],
  );
  const { comparison, failure } = useComparison(assumed, axes, settings);
  const needsWatts = axes.some((axis) => toParetoAxis(axis).isAssumed);
  const others = [...costAxes, ...qualityAxes].filter(({ id }) => id !== cost && id !== quality);
  return (
    <div className={styles['panel']}>
      <div className={styles['fields']}>
        <AxisField label="Cost, across" axes={costAxes} value={cost} onChange={setCost} />
        <AxisField label="Quality, upright" axes={qualityAxes} value={quality} onChange={setQuality} />
        <SelectField
          label="Third axis, in the table"
          value={third === null || axes.length < 3 ? NO_THIRD : third}
          options={[{ value: NO_THIRD, label: 'none' }, ...others.map(({ id, label }) => ({ value: id, label }))]}
          onChange={(value) => {
            setThird(value === NO_THIRD ? null : ParetoAxisId.parse(value));
          }}
        />
      </div>
      {needsWatts ? (
        <AssumptionFields columns={columns} texts={texts} hasPrice={axes.includes('money')} onChange={setTexts} />
      ) : null}
      <p className={styles['note']}>
        Say which axes count before you look at the result: with enough of them somebody is always on the frontier.
      </p>
      {failure === null ? null : <FailureNotice failure={failure} />}
      {comparison === null ? (
        failure === null ? (
          <Loading label="Comparing…" />
        ) : null
      ) : (
        <Placed comparison={comparison} />
      )}
    </div>
  );
}

function Placed({ comparison }: { readonly comparison: AxesComparison }): JSX.Element {
  const { points, missing, reason } = comparison;
  const chart = useMemo(() => toParetoChart(comparison), [comparison]);
  return (
    <>
      {points.length === 0 ? <Empty>There is no frontier: {reason}.</Empty> : <ChartFigure chart={chart} />}
      {points.length > 0 && reason !== null ? (
        <p className={styles['note']}>P(on frontier) is not known: {reason}.</p>
      ) : null}
      {missing.length === 0 ? null : (
        <ul className={styles['missing']}>
          {missing.map(({ label, reason: why }) => (
            <li key={label}>
              {label} is not placed: {why}.
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface AxisFieldProps {
  readonly label: string;
  readonly axes: readonly ParetoAxis[];
  readonly value: ParetoAxisId;
  readonly onChange: (axis: ParetoAxisId) => void;
}

function AxisField({ label, axes, value, onChange }: AxisFieldProps): JSX.Element {
  return (
    <SelectField
      label={label}
      value={value}
      options={axes.map((axis) => ({ value: axis.id, label: axis.label }))}
      onChange={(id) => {
        onChange(ParetoAxisId.parse(id));
      }}
    />
  );
}

/** Computed in the analysis worker; what is shown while new axes are computed are the old ones. */
function useComparison(
  columns: readonly ParetoColumn[],
  axes: readonly ParetoAxisId[],
  settings: ParetoPanelProps['settings'],
): Pick<ReturnType<typeof useAction>, 'failure'> & { readonly comparison: AxesComparison | null } {
  const { ports } = useServices();
  const { failure, perform } = useAction();
  const [comparison, setComparison] = useState<AxesComparison | null>(null);
  const { level, resamples, seed } = settings;
  useEffect(() => {
    let isCurrent = true;
    perform(() => ports.analysis.compareOnAxes({ columns, axes, level, resamples, seed })).then((compared) => {
      if (isCurrent) setComparison(compared.ok ? compared.value : null);
    }, reportError);
    return () => {
      isCurrent = false;
    };
  }, [ports, perform, columns, axes, level, resamples, seed]);
  return { comparison, failure };
}
