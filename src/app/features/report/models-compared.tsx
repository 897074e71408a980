import { useServices } from '#app/ports-context.tsx';
import { ChartFigure } from '#app/ui/chart-figure.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { Loading } from '#app/ui/loading.tsx';
import { ParetoPanel } from '#app/ui/pareto-panel.tsx';
import { toModelPairsChart, toModelsTable } from '#core/charts/to-models-table.ts';
import type { ParetoColumn } from '#core/metrics/pareto-column.ts';
import type { Report } from '#core/model/report.ts';
import type { Result } from '#core/errors/result.ts';
import type { FoldedRun } from '#harness/to-run-rows.ts';
import { useEffect, useMemo, useState, type JSX } from 'react';
import styles from './report-page.module.css';

export interface ModelsComparedProps {
  readonly run: FoldedRun;
  readonly report: Report;
  readonly scorer: string;
}

/** The models of a grid side by side, two by two, and on a cost and a quality. */
export function ModelsCompared({ run, report, scorer }: ModelsComparedProps): JSX.Element {
  const { config, conditions } = run.rows;
  const table = useMemo(
    () => toModelsTable({ report, models: config.models, scorer, conditions }),
    [report, config, scorer, conditions],
  );
  const pairs = useMemo(() => toModelPairsChart({ report, scorer }), [report, scorer]);
  const columns = useColumns(run.rows.runId, scorer);
  const settings = useMemo(
    () => ({
      level: config.analysis.level,
      resamples: config.analysis.bootstrap.resamples,
      seed: config.analysis.bootstrap.seed,
    }),
    [config],
  );
  return (
    <div className={styles['stack']}>
      <DataTable caption="Models side by side" table={table} />
      <ChartFigure chart={pairs} />
      {columns === null ? <Loading label="Reading samples…" /> : null}
      {columns?.ok === false ? <FailureNotice failure={columns.failure} /> : null}
      {columns?.ok === true ? <ParetoPanel columns={columns.value} settings={settings} /> : null}
    </div>
  );
}

/** Null until they are there. */
function useColumns(runId: string, scorer: string): Result<readonly ParetoColumn[]> | null {
  const { ports } = useServices();
  const [columns, setColumns] = useState<Result<readonly ParetoColumn[]> | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const read = async (): Promise<Result<readonly ParetoColumn[]>> => {
      const lines = await ports.transcripts.readLines(runId);
      return lines.ok ? ports.analysis.toColumns(lines.value, scorer) : lines;
    };
    read().then((result) => {
      if (isCurrent) setColumns(result);
    }, reportError);
    return () => {
      isCurrent = false;
    };
  }, [ports, runId, scorer]);
  return columns;
}
