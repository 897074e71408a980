import { toNumberText } from '#core/charts/number-text.ts';
import type { Estimate } from '#core/model/report.ts';
import type { CSSProperties, JSX } from 'react';
import styles from './headline-panel.module.css';

export interface HeadlineScaleProps {
  readonly accuracy: Estimate;
  readonly passHatK: Estimate;
  readonly k: number;
}

const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1] as const;

/** The two readings on one scale from 0 to 1; the hatched stretch between them is the gap. Numbers stand beside it as text. */
export function HeadlineScale({ accuracy, passHatK, k }: HeadlineScaleProps): JSX.Element {
  return (
    <div className={styles['scale']} aria-hidden="true">
      {accuracy.value === null || passHatK.value === null ? null : (
        <span className={styles['gap']} style={toStretch(passHatK.value, accuracy.value)} />
      )}
      <Track label="Accuracy" estimate={accuracy} shape="disc" />
      <Track label={`pass^${k}`} estimate={passHatK} shape="diamond" />
      <div className={styles['ticks']}>
        {ticks.map((tick) => (
          <span key={tick} className={styles['tick']} style={{ left: `${tick * 100}%` }}>
            {toNumberText(tick, 'proportion').slice(0, 3)}
          </span>
        ))}
      </div>
    </div>
  );
}

function Track({
  label,
  estimate,
  shape,
}: {
  readonly label: string;
  readonly estimate: Estimate;
  readonly shape: 'disc' | 'diamond';
}): JSX.Element {
  const { value, interval } = estimate;
  return (
    <div className={styles['track']}>
      <span className={styles['trackLabel']}>{label}</span>
      {interval === null || interval.lower === null || interval.upper === null ? null : (
        <span className={styles['interval']} style={toStretch(interval.lower, interval.upper)} />
      )}
      {value === null ? null : (
        <span className={styles['mark']} data-shape={shape} style={{ left: `${value * 100}%` }} />
      )}
    </div>
  );
}

function toStretch(from: number, to: number): CSSProperties {
  const low = Math.max(0, Math.min(from, to));
  const high = Math.min(1, Math.max(from, to));
  return { left: `${low * 100}%`, width: `${(high - low) * 100}%` };
}
