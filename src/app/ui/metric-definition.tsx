import { findMetric } from '#core/stats/metric-index.ts';
import { Fragment, type JSX } from 'react';
import styles from './metric-definition.module.css';

const DIRECTIONS = { up: 'higher is better', down: 'lower is better', none: 'descriptive' } as const;

/** What a metric means, when not to use it and where it comes from. */
export function MetricDefinition({ metric: metricId }: { readonly metric: string }): JSX.Element {
  const metric = findMetric(metricId);
  if (metric === null) return <p>This version of Plumbline does not define this metric.</p>;
  const facts = [
    ['Range', `${metric.range}, ${DIRECTIONS[metric.direction]}`],
    ['Assumes', metric.assumes],
    ['Not to be used', metric.notFor],
    ['No value when', metric.nullIf],
    ['Interval', metric.interval],
    ['Source', metric.source],
  ] as const;
  return (
    <>
      <p>{metric.definition}</p>
      <dl className={styles['facts']}>
        {facts.map(([term, text]) => (
          <Fragment key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </Fragment>
        ))}
      </dl>
    </>
  );
}
