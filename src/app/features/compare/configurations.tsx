import { useServices } from '#app/ports-context.tsx';
import { Button } from '#app/ui/button.tsx';
import { CheckField } from '#app/ui/check-field.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { SelectField } from '#app/ui/field.tsx';
import { Loading } from '#app/ui/loading.tsx';
import { ParetoPanel } from '#app/ui/pareto-panel.tsx';
import { useAction } from '#app/ui/use-action.ts';
import type { ConfigurationsAnswer } from '#core/model/configurations-comparison.ts';
import { toOk } from '#core/errors/result.ts';
import type { RunSummary } from '#harness/ports.ts';
import { useState, type JSX } from 'react';
import styles from './compare-page.module.css';
import { PairDetails } from './pair-details.tsx';
import { PairTable } from './pair-table.tsx';
import { toRunLabel } from './run-label.ts';

/** Runs that can be compared at once: their journals are read whole. */
const MAX_RUNS = 8;

/** Choose runs, compare, then change baseline or scorer. */
export function Configurations({ runs }: { readonly runs: readonly RunSummary[] }): JSX.Element {
  const { ports } = useServices();
  const action = useAction();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [answer, setAnswer] = useState<ConfigurationsAnswer | null>(null);
  const models = runs
    .filter(({ runId }) => chosen.includes(runId))
    .reduce((sum, { modelIds }) => sum + modelIds.length, 0);
  const compare = async (scorer: string | null, baselineId: string | null): Promise<void> => {
    const compared = await action.perform(async () => {
      const journals: (readonly string[])[] = [];
      for (const runId of chosen) {
        const lines = await ports.transcripts.readLines(runId);
        if (!lines.ok) return lines;
        journals.push(lines.value);
      }
      const result = await ports.analysis.compareConfigurations(journals, { scorer, baselineId });
      return result.ok ? toOk(result.value) : result;
    });
    setAnswer(compared.ok ? compared.value : null);
  };
  return (
    <div className={styles['stack']}>
      <fieldset className={styles['runs']}>
        <legend>Runs, at most {MAX_RUNS}</legend>
        {runs.map((run) => {
          const isOn = chosen.includes(run.runId);
          return (
            <CheckField
              key={run.runId}
              label={toRunLabel(run)}
              hint={run.modelIds.join(', ')}
              isOn={isOn}
              onChange={(next) => {
                setAnswer(null);
                if (!next) setChosen(chosen.filter((runId) => runId !== run.runId));
                else if (chosen.length < MAX_RUNS) setChosen([...chosen, run.runId]);
              }}
            />
          );
        })}
      </fieldset>
      <div className={styles['actions']}>
        <Button
          variant="primary"
          isDisabled={action.isBusy || models < 2}
          onPress={() => void compare(null, answer?.comparison.baseline?.id ?? null)}
        >
          Compare configurations
        </Button>
        {models < 2 ? <span>Choose runs with two models in all, or two runs.</span> : null}
      </div>
      {action.failure === null ? null : <FailureNotice failure={action.failure} />}
      {action.isBusy ? <Loading label="Comparing…" /> : null}
      {answer === null ? null : (
        <Answer
          answer={answer}
          isBusy={action.isBusy}
          onAsk={(scorer, baselineId) => void compare(scorer, baselineId)}
        />
      )}
    </div>
  );
}

interface AnswerProps {
  readonly answer: ConfigurationsAnswer;
  readonly isBusy: boolean;
  readonly onAsk: (scorer: string, baselineId: string) => void;
}

function Answer({ answer, isBusy, onAsk }: AnswerProps): JSX.Element {
  const { comparison, scorers, settings } = answer;
  const { baseline, columns, pairs, scorer } = comparison;
  return (
    <div className={styles['stack']} aria-busy={isBusy}>
      <div className={styles['choices']}>
        <SelectField
          label="Baseline"
          value={baseline?.id ?? ''}
          options={columns.map(({ id, label }) => ({ value: id, label }))}
          onChange={(id) => {
            onAsk(scorer, id);
          }}
        />
        <SelectField
          label="Scorer"
          value={scorer}
          options={scorers.map((name) => ({ value: name, label: name }))}
          onChange={(name) => {
            onAsk(name, baseline?.id ?? '');
          }}
        />
      </div>
      <PairTable pairs={pairs} baseline={baseline?.label ?? ''} />
      {pairs.map((pair) => (
        <PairDetails key={pair.id} pair={pair} baseline={baseline} />
      ))}
      <ParetoPanel columns={columns} settings={settings} />
    </div>
  );
}
