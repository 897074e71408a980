import { EVIDENCE_TEXTS, type EvidenceLabel } from '#core/evidence/evidence-label.ts';
import { lazy, Suspense, type JSX } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import styles from './evidence-mark.module.css';

const MetricDefinition = lazy(async () => ({
  default: (await import('./metric-definition.tsx')).MetricDefinition,
}));

export interface EvidenceMarkProps {
  readonly label: EvidenceLabel;
  /** What the number is called, for those who do not see where the mark stands. */
  readonly of: string;
  /** Id of the metric whose definition is shown with it. */
  readonly metric?: string | undefined;
  /** Why there is no number. */
  readonly reason?: string | undefined;
}

/** Who says a number, as a word; pressed, it tells what the word means, what the metric is, and why there is no number. */
export function EvidenceMark({ label, of, metric, reason }: EvidenceMarkProps): JSX.Element {
  return (
    <DialogTrigger>
      <AriaButton className={styles['mark'] ?? ''} data-label={label} aria-label={`${label}: about ${of}`}>
        {label}
      </AriaButton>
      <Popover className={styles['popover'] ?? ''} placement="bottom start">
        <Dialog className={styles['dialog'] ?? ''} aria-label={`About ${of}`}>
          <p className={styles['title']}>{of}</p>
          {reason === undefined ? null : <p>No value: {reason}.</p>}
          {metric === undefined ? null : (
            <Suspense fallback={<p>Loading…</p>}>
              <MetricDefinition metric={metric} />
            </Suspense>
          )}
          <p className={styles['evidence']}>
            <strong>{label}</strong> {EVIDENCE_TEXTS[label]}
          </p>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
