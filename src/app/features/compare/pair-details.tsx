import { DataTable } from '#app/ui/data-table.tsx';
import { toNumberText } from '#core/charts/number-text.ts';
import type { ConfigurationPair, ConfigurationsComparison } from '#core/model/configurations-comparison.ts';
import type { DesignDifference } from '#core/replication/design-differences.ts';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import styles from './compare-page.module.css';

export interface PairDetailsProps {
  readonly pair: ConfigurationPair;
  readonly baseline: ConfigurationsComparison['baseline'];
}

/** What sets a configuration apart from the baseline, and the prompts whose outcome changed with both outputs side by side. */
export function PairDetails({ pair, baseline }: PairDetailsProps): JSX.Element {
  const { label, changes, gained, lost, asked, effective, environment } = pair;
  const differences = asked.length + effective.length + environment.length;
  return (
    <section className={styles['pair']} aria-label={`${label} beside ${baseline?.label ?? ''}`}>
      <h3 className={styles['pairName']}>{label}</h3>
      <details className={styles['more']}>
        <summary>
          {differences === 0 ? 'No difference of configuration' : `What differs: ${differences} fields`}
        </summary>
        <Differences name="Asked for" differences={asked} />
        <Differences name="Effective" differences={effective} />
        <Differences name="Environment" differences={environment} />
      </details>
      {pair.refusal === null ? (
        <details className={styles['more']}>
          <summary>
            Prompts that flip: {gained} gained, {lost} lost
          </summary>
          {changes.map((change) => (
            <article key={`${change.a.sampleId} ${change.b.sampleId}`} className={styles['change']}>
              <h4 className={styles['changeName']}>
                {change.b.sampleId}: {toNumberText(change.shift, 'signed')}
              </h4>
              <div className={styles['sides']}>
                {baseline === null ? null : <Side name="Baseline" place={baseline} side={change.a} />}
                <Side name="This one" place={pair} side={change.b} />
              </div>
            </article>
          ))}
        </details>
      ) : null}
    </section>
  );
}

interface SideProps {
  readonly name: string;
  readonly place: Pick<ConfigurationPair, 'runId' | 'model'>;
  readonly side: ConfigurationPair['changes'][number]['a'];
}

function Side({ name, place: { runId, model }, side }: SideProps): JSX.Element {
  const { sampleId, passed, trials, output } = side;
  return (
    <div>
      <p className={styles['sideHead']}>
        {name}:{' '}
        <Link to="/transcripts/$runId" params={{ runId }} search={{ model, sample: sampleId, condition: 'original' }}>
          {passed} of {trials} right
        </Link>
      </p>
      <pre className={styles['output']}>{output === '' ? '(no output)' : output}</pre>
    </div>
  );
}

interface DifferencesProps {
  readonly name: string;
  readonly differences: readonly DesignDifference[];
}

function Differences({ name, differences }: DifferencesProps): JSX.Element | null {
  if (differences.length === 0) return null;
  return (
    <>
      <h4 className={styles['changeName']}>{name}</h4>
      <DataTable
        caption={`${name}: fields that differ`}
        table={{
          columns: ['Field', 'Baseline', 'This one'],
          rows: differences.map(({ path, a, b }) => [path, a ?? 'absent', b ?? 'absent']),
        }}
      />
    </>
  );
}
