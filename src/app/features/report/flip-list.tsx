import { Button } from '#app/ui/button.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { toConditionText } from '#core/charts/condition-label.ts';
import { toCountText } from '#core/charts/number-text.ts';
import { toFlipRows, type FlipRow, type PassCount } from '#core/charts/to-flip-rows.ts';
import type { FoldedRun } from '#harness/to-run-rows.ts';
import { Link } from '@tanstack/react-router';
import { useMemo, useState, type JSX } from 'react';
import styles from './report-page.module.css';

const FIRST_COUNT = 12;

export interface FlipListProps {
  readonly run: FoldedRun;
  readonly model: string;
  readonly scorer: string;
}

/** Samples whose outcome changes between epochs or under a perturbation, each a click from its transcripts. */
export function FlipList({ run, model, scorer }: FlipListProps): JSX.Element {
  const { rows } = run;
  const flips = useMemo(
    () =>
      toFlipRows(
        rows.samples,
        rows.scores.filter(
          (score) => score.model === model && score.scorer === scorer && !score.conditionId.startsWith('axis:'),
        ),
      ),
    [rows, model, scorer],
  );
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? flips : flips.slice(0, FIRST_COUNT);
  return (
    <Panel
      title="Samples that flip"
      lead={`${toCountText(flips.length)} of ${toCountText(rows.samples.length)} samples change their outcome between epochs of the plain prompt, or in the majority under a perturbation. With few perturbed epochs some majorities change by chance alone.`}
    >
      {flips.length === 0 ? <Empty>No sample changes its outcome.</Empty> : null}
      <ul className={styles['flips']}>
        {shown.map((flip) => (
          <FlipItem key={flip.sampleId} runId={rows.runId} flip={flip} />
        ))}
      </ul>
      {shown.length < flips.length ? (
        <div className={styles['more']}>
          <Button
            onPress={() => {
              setIsWhole(true);
            }}
          >
            Show all {toCountText(flips.length)}
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}

function FlipItem({ runId, flip }: { readonly runId: string; readonly flip: FlipRow }): JSX.Element {
  const { sampleId, family, original, flippedBy } = flip;
  return (
    <li className={styles['flip']}>
      <span className={styles['flipName']}>
        <Link
          to="/transcripts/$runId"
          params={{ runId }}
          search={{ sample: sampleId, condition: original.conditionId }}
        >
          {sampleId}
        </Link>{' '}
        <small>{family}</small>
      </span>
      <Ratio count={original} />
      <span className={styles['flipBy']}>
        {flippedBy.length === 0 ? 'unstable between epochs' : null}
        {flippedBy.map((count) => (
          <Link
            key={count.conditionId}
            to="/transcripts/$runId"
            params={{ runId }}
            search={{ sample: sampleId, condition: count.conditionId }}
          >
            {toConditionText(count.conditionId)}: {count.passed}/{count.trials}
          </Link>
        ))}
      </span>
    </li>
  );
}

/** Passed of all epochs, as beads and as text. */
function Ratio({ count }: { readonly count: PassCount }): JSX.Element {
  return (
    <span className={styles['ratio']}>
      {count.trials > 20 ? null : (
        <span className={styles['beads']} aria-hidden="true">
          {Array.from({ length: count.trials }, (_, index) => (
            <span key={index} className={styles['bead']} data-passed={index < count.passed} />
          ))}
        </span>
      )}
      {count.passed} of {count.trials} pass
    </span>
  );
}
