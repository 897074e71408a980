import { ChartFigure } from '#app/ui/chart-figure.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { toCountText } from '#core/charts/number-text.ts';
import { toStabilityChart, toStabilityCounts, type StabilityCounts } from '#core/charts/to-stability-chart.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import type { FoldedRun } from '#harness/to-run-rows.ts';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, type JSX } from 'react';
import styles from './stability-panel.module.css';

export interface StabilityPanelProps {
  readonly run: FoldedRun;
  readonly model: string;
  readonly scorer: string;
}

/** Where accuracy and reliability part: every sample by every epoch, a row a click from its transcripts. */
export function StabilityPanel({ run, model, scorer }: StabilityPanelProps): JSX.Element {
  const { rows } = run;
  const navigate = useNavigate();
  const chart = useMemo(
    () =>
      toStabilityChart(
        rows.samples,
        rows.scores.filter((score) => score.model === model && score.scorer === scorer),
        rows.config.protocol.epochs.baseline,
      ),
    [rows, model, scorer],
  );
  const counts = useMemo(() => toStabilityCounts(chart), [chart]);
  return (
    <Panel
      title="Stability of samples"
      lead="Where accuracy and reliability part: the same mean can come of a few samples that fail always or of many that fail sometimes."
    >
      <div className={styles['layout']}>
        <StabilityBar counts={counts} />
        <ChartFigure
          chart={chart}
          evidence="verified"
          onRow={(sample) => {
            void navigate({
              to: '/transcripts/$runId',
              params: { runId: rows.runId },
              search: { model, sample, condition: ORIGINAL },
            });
          }}
        />
      </div>
    </Panel>
  );
}

const PARTS = [
  ['always', 'always pass', 'right in every epoch'],
  ['sometimes', 'pass sometimes', 'one attempt calls them right or wrong by chance'],
  ['never', 'never pass', 'asking again does not help'],
] as const;

/** Samples in three kinds, as shares of a bar and in words. */
function StabilityBar({ counts }: { readonly counts: StabilityCounts }): JSX.Element {
  return (
    <div className={styles['summary']}>
      <div className={styles['bar']} aria-hidden="true">
        {PARTS.map(([kind]) => (
          <span key={kind} data-kind={kind} style={{ flexGrow: counts[kind] }} />
        ))}
      </div>
      <ul className={styles['kinds']}>
        {PARTS.map(([kind, text, meaning]) => (
          <li key={kind}>
            <span className={styles['swatch']} data-kind={kind} aria-hidden="true" />
            <span>
              <strong>{toCountText(counts[kind])}</strong> {text}
              <small>{meaning}</small>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
