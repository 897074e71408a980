import { Facts, type Fact } from '#app/ui/facts.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { NO_VALUE, toCountText, toIntervalText, toNumberText } from '#core/charts/number-text.ts';
import type { ReplicationComparison } from '#core/replication/replication.ts';
import type { JSX } from 'react';
import styles from './compare-page.module.css';

export interface ScorerComparisonProps {
  readonly comparison: ReplicationComparison;
  readonly delta: number;
}

/** Evidence of one model under one scorer. */
export function ScorerComparison({ comparison, delta }: ScorerComparisonProps): JSX.Element {
  const { modelA, scorer, verdict, reasons } = comparison;
  return (
    <Panel title={`${modelA}, scorer ${scorer}`} actions={<Tag>{verdict}</Tag>}>
      <ul className={styles['reasons']}>
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <Facts facts={toFacts(comparison, delta)} />
    </Panel>
  );
}

function toFacts(comparison: ReplicationComparison, delta: number): readonly Fact[] {
  const { answerExact, squaresTest, meanTest, difference, discordance, mcNemar } = comparison;
  const { probPracticallyEqual, samplesToDecide } = comparison;
  return [
    ...(answerExact === null
      ? []
      : [
          {
            label: 'Same answers',
            value: `${toCountText(answerExact.identicalTrials)} of ${toCountText(answerExact.trials)} trials`,
          },
        ]),
    {
      label: 'Success in A minus success in B',
      value:
        difference.value === null
          ? `${NO_VALUE} ${difference.reason ?? ''}`
          : `${toNumberText(difference.value, 'signed')} ${toIntervalText(difference.interval, 'signed')} at 90 %, n = ${toCountText(difference.n)}; ${difference.isInside ? 'inside' : 'not inside'} ±${delta}`,
    },
    { label: 'Test of success rates, prompt by prompt', value: toTestText(squaresTest) },
    { label: 'Test of the mean difference', value: toTestText(meanTest) },
    {
      label: 'Outcomes that differ between the runs',
      value:
        discordance.value === null
          ? NO_VALUE
          : `${toNumberText(discordance.value, 'proportion')} ${toIntervalText(discordance.interval, 'proportion')}${discordance.noiseFloor === null ? '' : `; within a run ${toNumberText(discordance.noiseFloor, 'proportion')}`}`,
    },
    ...(mcNemar === null
      ? []
      : [
          {
            label: 'McNemar',
            value: `${mcNemar.onlyA} right only in A, ${mcNemar.onlyB} only in B; exact p = ${mcNemar.exactPValue.toPrecision(2)}`,
          },
        ]),
    ...(probPracticallyEqual === null
      ? []
      : [{ label: `P(|difference| < ${delta})`, value: toNumberText(probPracticallyEqual, 'proportion') }]),
    ...(samplesToDecide === null
      ? []
      : [{ label: 'Samples that would decide', value: `${toCountText(samplesToDecide)}, with chance .8` }]),
  ];
}

function toTestText(test: ReplicationComparison['meanTest']): string {
  if (test === null) return 'no relabelling changes it';
  const how = test.isExact ? 'exact' : 'by 9,999 relabellings';
  return `p = ${test.pValue.toPrecision(2)}, adjusted ${test.adjustedPValue.toPrecision(2)} (Holm), ${how}`;
}
