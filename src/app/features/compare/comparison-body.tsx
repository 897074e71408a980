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
export function ComparisonBody({ comparison }: { readonly comparison: RunComparison }): JSX.Element {
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
          <Button
            onPress={() => {
              const text = `${JSON.stringify(replication, null, 2)}\n`;
              ports.saveFile('replication.json', new Blob([text], { type: 'application/json' }));
            }}
          >
            Save replication.json
          </Button>
        }
      >
        <p>{verdictText[verdict]}</p>
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

function toFacts({ a, b, seeds, expectedClass, delta }: Replication): readonly Fact[] {
  return [
    { label: 'Design', value: a.designHash === b.designHash ? 'the same in both runs' : 'differs, see below' },
    {
      label: 'Noise',
      value: seeds === 'equal' ? 'drawn alike for the same trial' : 'drawn independently, from other master seeds',
    },
    { label: 'Weaker reproducibility class', value: expectedClass ?? 'not known' },
    { label: 'Margin δ', value: String(delta) },
  ];
}

function DesignPanel({ replication }: { readonly replication: Replication }): JSX.Element {
  return (
    <Panel
      title="Where the designs differ"
      lead="A different master seed alone leaves runs comparable; anything else does not."
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
