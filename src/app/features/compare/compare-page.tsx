import { useServices } from '#app/ports-context.tsx';
import { Button } from '#app/ui/button.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { NumberField, SelectField } from '#app/ui/field.tsx';
import { Loading } from '#app/ui/loading.tsx';
import { PageHead } from '#app/ui/page-head.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { useAction } from '#app/ui/use-action.ts';
import { toCountText } from '#core/charts/number-text.ts';
import type { RunComparison } from '#core/model/run-comparison.ts';
import { DEFAULT_DELTA } from '#core/replication/replication-settings.ts';
import { parseSubsetText } from '#core/replication/subset.ts';
import type { RunSummary } from '#harness/ports.ts';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import styles from './compare-page.module.css';
import { ComparisonBody } from './comparison-body.tsx';
import { ConfigurationsPanel } from './configurations-panel.tsx';
import type { CompareSearch } from './load-compare.ts';
import { toRunLabel } from './run-label.ts';

export interface ComparePageProps {
  readonly runs: readonly RunSummary[];
  readonly search: CompareSearch;
}

/** Two runs in, a verdict with its evidence out. */
export function ComparePage({ runs, search }: ComparePageProps): JSX.Element {
  return (
    <>
      <PageHead
        title="Compare"
        lead="Do two runs of one design agree? The verdict is a rung of a ladder, from equal bits down, and stands beside its evidence."
      />
      {runs.length < 2 ? (
        <Empty>
          Two runs are needed. <Link to="/evaluate">Run a configuration</Link>, or open a bundle there, and come back.
        </Empty>
      ) : (
        <Comparer runs={runs} search={search} />
      )}
      <div className={styles['further']}>
        <ConfigurationsPanel runs={runs} />
      </div>
    </>
  );
}

function Comparer({ runs, search }: ComparePageProps): JSX.Element {
  const { ports } = useServices();
  const navigate = useNavigate();
  const action = useAction();
  const [delta, setDelta] = useState(DEFAULT_DELTA);
  const [comparison, setComparison] = useState<RunComparison | null>(null);
  const a = runs.find(({ runId }) => runId === search.a)?.runId ?? runs[1]?.runId ?? '';
  const b = runs.find(({ runId }) => runId === search.b)?.runId ?? runs.find(({ runId }) => runId !== a)?.runId ?? '';
  const choose = (next: CompareSearch): void => {
    setComparison(null);
    void navigate({ to: '/compare', search: { a, b, ...next }, replace: true });
  };
  const isDeltaValid = delta > 0 && delta < 1;
  const subset = parseSubsetText(search.subset ?? '');
  const compare = async (acceptsOtherSeed: boolean): Promise<void> => {
    setComparison(null);
    const compared = await action.perform(async () => {
      const [linesA, linesB] = await Promise.all([ports.transcripts.readLines(a), ports.transcripts.readLines(b)]);
      if (!linesA.ok) return linesA;
      if (!linesB.ok) return linesB;
      return ports.analysis.compare(linesA.value, linesB.value, { delta, acceptsOtherSeed, subset });
    });
    if (compared.ok) setComparison(compared.value);
  };
  const options = runs.map((run) => ({ value: run.runId, label: toRunLabel(run) }));
  return (
    <div className={styles['stack']}>
      <Panel title="Runs" lead="A is the run that was there first, B the one that repeats it.">
        <div className={styles['fields']}>
          <SelectField
            label="Run A"
            value={a}
            options={options}
            onChange={(runId) => {
              choose({ a: runId });
            }}
          />
          <SelectField
            label="Run B"
            value={b}
            options={options}
            onChange={(runId) => {
              choose({ b: runId });
            }}
          />
          <NumberField
            label="Margin δ"
            hint="a difference of success rates that does not matter; declare it before you look"
            step="any"
            min={0}
            value={delta}
            error={isDeltaValid ? null : 'must be between 0 and 1'}
            onChange={(next) => {
              setComparison(null);
              setDelta(next);
            }}
          />
        </div>
        <div className={styles['actions']}>
          <Button
            variant="primary"
            isDisabled={action.isBusy || a === b || !isDeltaValid}
            onPress={() => void compare(false)}
          >
            Compare
          </Button>
          {a === b ? <span>Choose two different runs.</span> : null}
          {subset === null ? null : (
            <span>
              {toCountText(subset.samples)} samples, drawn with seed {subset.seed}.
            </span>
          )}
        </div>
        {action.failure === null ? null : <FailureNotice failure={action.failure} />}
      </Panel>
      {action.isBusy ? <Loading label="Comparing…" /> : null}
      {comparison === null ? null : <ComparisonBody comparison={comparison} onStatistical={() => void compare(true)} />}
    </div>
  );
}
