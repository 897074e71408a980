import type { Estimate, Interval } from '#core/model/report.ts';
import {
  NO_VALUE,
  toCountText,
  toIntervalText,
  toNumberText,
  toUnitText,
  type NumberFormat,
} from '#core/charts/number-text.ts';
import { toEvidenceLabel } from '#core/evidence/evidence-label.ts';
import { lazy, Suspense, use, type JSX } from 'react';
import { NumberOriginContext } from './number-origin.ts';
import styles from './reading.module.css';
import { Reason } from './reason.tsx';

const EvidenceMark = lazy(async () => ({ default: (await import('./evidence-mark.tsx')).EvidenceMark }));

export interface ReadingValue {
  readonly value: number | null;
  readonly reason: string | null;
  readonly interval: Interval | null;
  readonly n: number;
  /** Id and parameters of the metric; with them the number says what it rests on. */
  readonly metric?: string;
  readonly params?: Estimate['params'];
}

export interface ReadingProps {
  readonly label: string;
  readonly estimate: ReadingValue | null;
  readonly format: NumberFormat;
  readonly size?: 'normal' | 'large';
  /** What the number means, in a few words. */
  readonly note?: string;
}

/** A labelled number as an instrument shows it: value, interval, n. A missing value is a dash with its reason on demand. */
export function Reading({ label, estimate, format, size = 'normal', note }: ReadingProps): JSX.Element {
  return (
    <div className={styles['reading']} data-size={size}>
      <dt className={styles['label']}>{label}</dt>
      <dd className={styles['body']}>
        <ReadingNumber estimate={estimate} format={format} label={label} />
        {note === undefined ? null : <span className={styles['note']}>{note}</span>}
      </dd>
    </div>
  );
}

function ReadingNumber({ estimate, format, label }: Pick<ReadingProps, 'estimate' | 'format' | 'label'>): JSX.Element {
  const origin = use(NumberOriginContext);
  const { metric, params = {} } = estimate ?? {};
  if (estimate === null || estimate.value === null) {
    return (
      <span className={styles['value']}>
        {NO_VALUE} <span className={styles['absent']}>absent</span>{' '}
        <Reason label={label} text={estimate?.reason ?? 'not measured in this run'} />
      </span>
    );
  }
  return (
    <>
      <span className={styles['value']}>
        {toNumberText(estimate.value, format)}
        <span className={styles['unit']}>{toUnitText(format)}</span>
      </span>{' '}
      <span className={styles['interval']}>
        {estimate.interval === null ? null : <span>{toIntervalText(estimate.interval, format)} </span>}
        <span className={styles['count']}>n = {toCountText(estimate.n)}</span>
        {metric === undefined ? null : (
          <Suspense>
            <EvidenceMark
              label={toEvidenceLabel({ metric, params, value: estimate.value }, origin)}
              of={label}
              metric={metric}
            />
          </Suspense>
        )}
      </span>
    </>
  );
}
