import { useServices } from '#app/ports-context.tsx';
import { Button } from '#app/ui/button.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { Facts, type Fact } from '#app/ui/facts.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { toCountText } from '#core/charts/number-text.ts';
import type { RunComparison } from '#core/model/run-comparison.ts';
import type { Replication } from '#core/replication/replication.ts';
import type { JSX } from 'react';
import { ChangeList } from './change-list.tsx';
import styles from './compare-page.module.css';
import { EnvironmentPanel } from './environment-panel.tsx';
import { ScorerComparison } from './scorer-comparison.tsx';
import { verdictText, verdictTone } from './verdict-text.ts';

/** The verdict first, then what it rests on. */
export function ComparisonBody({
  comparison,
  onStatistical,
}: {
  readonly comparison: RunComparison;
  /** Compares again although the master seeds differ. */
  readonly onStatistical: () => void;
}): JSX.Element {
  const { ports } = useServices();
  const { replication, environments, changes } = comparison;
  const { verdict } = replication;
  return (
    <>
      <Notice
        tone={verdictTone[verdict]}
        role="status"
        title={`Verdict: ${verdict}`}
        actions={
          <>
            {isOtherSeed(replication) ? <Button onPress={onStatistical}>Compare by statistics</Button> : null}
            <Button
              onPress={() => {
                const text = `${JSON.stringify(replication, null, 2)}\n`;
                ports.saveFile('replication.json', new Blob([text], { type: 'application/json' }));
              }}
            >
              Save replication.json
            </Button>
          </>
        }
      >
        <p>{verdictText[verdict]}</p>
        {isOtherSeed(replication) ? (
          <p>
            Only the master seeds differ. A verdict by statistics alone, without equal bits or answers, can be asked
            for.
          </p>
        ) : null}
      </Notice>
      <Panel title="What was compared">
        <Facts facts={toFacts(replication)} />
      </Panel>
      <EnvironmentPanel environments={environments} />
      {replication.designDifferences.length === 0 ? null : <DesignPanel replication={replication} />}
      {replication.bitExact.map((entry) => (
        <BitPanel key={entry.modelA} entry={entry} />
      ))}
      {replication.comparisons.map((entry) => (
        <ScorerComparison key={`${entry.modelA} ${entry.scorer}`} comparison={entry} delta={replication.delta} />
      ))}
      {changes.map((entry) => (
        <ChangeList
          key={`${entry.modelA} ${entry.scorer}`}
          entry={entry}
          runA={replication.a.runId}
          runB={replication.b.runId}
        />
      ))}
    </>
  );
}

/** Refused for the master seed alone. */
function isOtherSeed({ verdict, designDifferences }: Replication): boolean {
  return (
    verdict === 'NOT_COMPARABLE' &&
    designDifferences.length > 0 &&
    designDifferences.every(({ path }) => path === 'protocol.masterSeed')
  );
}

function toSubsetFacts({ subset }: Replication): readonly Fact[] {
  if (subset === undefined) return [];
  const { sampleIds, of, seed, power } = subset;
  const share = (100 * power.detectableShare).toFixed(1);
  return [
    {
      label: 'Samples',
      value: `${toCountText(sampleIds.length)} of ${toCountText(of)}, drawn with seed ${String(seed)}`,
    },
    {
      label: 'What they can show',
      value: `One with other tokens with chance .95, if ${share} % of all samples have them; a difference of success rates of ${power.smallestDifference.toFixed(3)} with chance .8; EQUIVALENT with chance ${power.equivalencePower.toFixed(2)} or more, when nothing differs`,
    },
  ];
}

function toFacts(replication: Replication): readonly Fact[] {
  const { a, b, seeds, expectedClass, delta } = replication;
  return [
    { label: 'Design', value: a.designHash === b.designHash ? 'the same in both runs' : 'differs, see below' },
    {
      label: 'Noise',
      value: seeds === 'equal' ? 'drawn alike for the same trial' : 'drawn independently, from other master seeds',
    },
    { label: 'Weaker reproducibility class', value: expectedClass ?? 'not known' },
    { label: 'Margin δ', value: String(delta) },
    ...toSubsetFacts(replication),
  ];
}

function DesignPanel({ replication }: { readonly replication: Replication }): JSX.Element {
  return (
    <Panel
      title="Where the designs differ"
      lead="A different master seed alone leaves runs comparable by statistics, when that is asked for; anything else does not."
    >
      <DataTable
        caption="Fields of the design that differ"
        table={{
          columns: ['Field', 'A', 'B'],
          rows: replication.designDifferences.map(({ path, a, b }) => [path, a ?? 'absent', b ?? 'absent']),
        }}
      />
    </Panel>
  );
}

function BitPanel({ entry }: { readonly entry: Replication['bitExact'][number] }): JSX.Element | null {
  const { modelA, exact, divergence, maxLogprobDifference, unpaired } = entry;
  if (exact === null) return null;
  const first = divergence?.first ?? null;
  const facts: readonly Fact[] = [
    {
      label: 'Outputs with the same tokens',
      value: `${toCountText(exact.identicalTrials)} of ${toCountText(exact.trials)}`,
    },
    {
      label: 'Samples without any difference',
      value: `${toCountText(exact.identicalSamples)} of ${toCountText(exact.samples)}${exact.lowerBound === null ? '' : `, at least ${exact.lowerBound.toFixed(3)} of all samples (95 %, Clopper–Pearson)`}`,
    },
    { label: 'Trials completed in one run only', value: toCountText(unpaired) },
    {
      label: 'Largest difference of log-probabilities',
      value: maxLogprobDifference === null ? 'no position to compare' : `${maxLogprobDifference} nats`,
    },
    ...(first === null
      ? []
      : [
          {
            label: 'First divergence',
            value: `sample ${first.sampleId}, ${first.conditionId}, epoch ${first.epoch}, token ${first.tokenIndex}; gap to the runner-up ${toGapText(first.gapA)} in A, ${toGapText(first.gapB)} in B`,
          },
        ]),
  ];
  return (
    <Panel title={`Bit by bit: ${modelA}`} className={styles['evidence']}>
      <Facts facts={facts} />
    </Panel>
  );
}

function toGapText(gap: number | null): string {
  return gap === null ? 'not known' : `${gap.toPrecision(3)} nats`;
}
