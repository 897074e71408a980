import { toDoublingLooks } from '#core/model/doubling-looks.ts';
import { lazy, Suspense, useId, type JSX } from 'react';
import type { FormPartProps } from './config-form.tsx';
import styles from './evaluate-page.module.css';

const PrecisionFields = lazy(async () => ({ default: (await import('./precision-fields.tsx')).PrecisionFields }));

/** Switches the precision target on and off. */
export function PrecisionSwitch(props: FormPartProps): JSX.Element {
  const { config, onChange, errorAt } = props;
  const inputId = useId();
  const { precision: asked = null, ...protocol } = config.protocol;
  const error = errorAt('protocol.precision');
  return (
    <div className={styles['extra']}>
      <p>
        <input
          id={inputId}
          type="checkbox"
          checked={asked !== null}
          onChange={({ target }) => {
            const precision = {
              metric: { id: 'accuracy' as const },
              scorer: config.scorers[0]?.name ?? '',
              halfWidth: 0.05,
              looks: toDoublingLooks(protocol.epochs.baseline),
              maxOutputTokens: null,
              betweenVariance: null,
            };
            onChange({ ...config, protocol: target.checked ? { ...protocol, precision } : protocol });
          }}
        />{' '}
        <label htmlFor={inputId}>Add epochs until an interval is narrow enough</label>
      </p>
      {error === null ? null : <p role="alert">{error}</p>}
      {asked === null ? null : (
        <Suspense>
          <PrecisionFields {...props} target={asked} />
        </Suspense>
      )}
    </div>
  );
}
