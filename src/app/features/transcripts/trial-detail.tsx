import { Button } from '#app/ui/button.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { HashText } from '#app/ui/hash-text.tsx';
import { OutcomeMark, outcomeText } from '#app/ui/outcome-mark.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { PassageChange } from '#app/ui/passage-change.tsx';
import type { Annotations } from '#app/ui/use-annotations.ts';
import { toConditionText } from '#core/charts/condition-label.ts';
import { toCountText } from '#core/charts/number-text.ts';
import type { FoldedRun } from '#harness/to-run-rows.ts';
import { useMemo, type JSX } from 'react';
import { DemonstrationPanel } from './demonstration-panel.tsx';
import { ElicitedPanel } from './elicited-panel.tsx';
import { EpochsPanel } from './epochs-panel.tsx';
import { toOptionFacts } from './option-facts.ts';
import { OutputText } from './output-text.tsx';
import { PromptDiff } from '#app/ui/prompt-diff.tsx';
import { HumanPanel } from './human-panel.tsx';
import { OriginalPanel } from './original-panel.tsx';
import { RawTrial } from './raw-trial.tsx';
import { ScoreFacts } from './score-facts.tsx';
import { toTimingFacts } from './timing-facts.ts';
import { TextFacts } from './text-facts.tsx';
import { TokenPanel } from './token-panel.tsx';
import { toSiblings, type TranscriptItem } from './transcript-items.ts';
import styles from './trial-detail.module.css';
import type { ChangeSearch } from './use-change-search.ts';

export interface TrialDetailProps {
  readonly run: FoldedRun;
  readonly items: readonly TranscriptItem[];
  readonly item: TranscriptItem;
  readonly annotations: Annotations;
  readonly onChange: ChangeSearch;
}

/** Everything that is known of one trial. */
export function TrialDetail({ run, items, item, annotations, onChange }: TrialDetailProps): JSX.Element {
  const { row, scores } = item;
  const { rows } = run;
  const sample = rows.samples.find(({ sampleId }) => sampleId === row.sampleId);
  const conditionRow = rows.conditionRows.find(
    (entry) => entry.conditionId === row.conditionId && entry.sampleId === row.sampleId,
  );
  const siblings = useMemo(() => toSiblings(items, item), [items, item]);
  const open = (trialKey: string): void => {
    onChange({ trial: trialKey }, 'push');
  };
  const attempts = rows.attempts.filter(({ trialKey }) => trialKey === row.trialKey);
  return (
    <article className={styles['trial']} aria-label={`Trial ${row.sampleId}, epoch ${row.epoch}`}>
      <div className={styles['back']}>
        <Button
          onPress={() => {
            onChange({ trial: undefined }, 'push');
          }}
        >
          Back to the list
        </Button>
      </div>
      <TrialHead siblings={siblings} item={item} onChange={onChange} />
      {row.finishReason === 'scored' ? <TextFacts row={row} /> : null}
      <Panel title={row.finishReason === 'scored' ? 'Text' : 'Output'}>
        <OutputText text={row.outputText} failureCode={row.failureCode} span={scores[0]?.span ?? null} />
        {scores.map((score) => (
          <ScoreFacts key={score.scorer} score={score} target={conditionRow?.target ?? sample?.target ?? []} />
        ))}
      </Panel>
      <HumanPanel row={row} scorers={rows.config.scorers.map(({ name }) => name)} annotations={annotations} />
      <EpochsPanel
        siblings={siblings}
        selectedKey={row.trialKey}
        tokenizerFiles={run.tokenizerFilesByModel[row.model] ?? {}}
        onOpen={open}
      />
      <OriginalPanel items={items} item={item} onOpen={open} />
      {row.options === undefined ? null : (
        <Panel title="Options" lead="Each was put after the prompt; the likeliest is the output.">
          <Facts facts={toOptionFacts(row.options)} />
        </Panel>
      )}
      {row.elicited === undefined ? null : <ElicitedPanel elicited={row.elicited} />}
      {conditionRow === undefined || sample === undefined || conditionRow.perturbation === null ? null : (
        <Panel title="What the perturbation changed">
          <PassageChange original={sample.passages} gold={conditionRow.goldPassage} />
          <PromptDiff
            original={{ input: sample.input, system: rows.config.task.system }}
            edits={conditionRow.diff}
            isNoop={conditionRow.noop}
          />
        </Panel>
      )}
      <DemonstrationPanel plan={run.plan} fewShot={rows.config.task.fewShot ?? null} trial={row} />
      {row.finishReason === 'scored' ? null : (
        <Panel
          title="Prompt, exactly as sent"
          lead={`${toCountText(row.promptTokenIds.length)} tokens, after the chat template.`}
        >
          <pre className={styles['text']}>{row.prompt}</pre>
          <details className={styles['twin']}>
            <summary>Token ids</summary>
            <pre className={styles['text']}>{row.promptTokenIds.join(' ')}</pre>
          </details>
        </Panel>
      )}
      {row.logprobs === null ? null : (
        <TokenPanel logprobs={row.logprobs} tokenizerFiles={run.tokenizerFilesByModel[row.model] ?? {}} />
      )}
      <Panel title="Timing and identity">
        <Facts
          facts={[
            ...toTimingFacts(row, rows.timings.find(({ trialKey }) => trialKey === row.trialKey) ?? null),
            ...attempts.map((attempt) => ({
              label: `Attempt ${attempt.attempt}`,
              value: `${attempt.failureCode}: ${attempt.message}`,
            })),
            { label: 'Trial key', value: <HashText hash={row.trialKey} /> },
          ]}
        />
      </Panel>
      <RawTrial item={item} configHash={rows.configHash} />
    </article>
  );
}

interface TrialHeadProps extends Pick<TrialDetailProps, 'item' | 'onChange'> {
  readonly siblings: readonly TranscriptItem[];
}

/** Names the trial and leads to the other epochs of the same prompt. */
function TrialHead({ siblings, item, onChange }: TrialHeadProps): JSX.Element {
  const { row, outcome, family, severity } = item;
  const index = siblings.indexOf(item);
  const open = (sibling: TranscriptItem | undefined): void => {
    if (sibling !== undefined) onChange({ trial: sibling.row.trialKey }, 'push');
  };
  return (
    <header className={styles['head']}>
      <div>
        <h2 className={styles['name']}>
          <OutcomeMark outcome={outcome} /> {row.sampleId}
        </h2>
        <p className={styles['meta']}>
          {outcomeText[outcome]}
          {severity === null ? '' : ` · severity ${String(severity)}`} · {family} · {toConditionText(row.conditionId)} ·
          epoch {row.epoch} of {siblings.length} · {row.model}
        </p>
      </div>
      <nav aria-label="Epochs of this prompt" className={styles['epochs']}>
        <Button
          isDisabled={index <= 0}
          onPress={() => {
            open(siblings[index - 1]);
          }}
        >
          Previous epoch
        </Button>
        <Button
          isDisabled={index >= siblings.length - 1}
          onPress={() => {
            open(siblings[index + 1]);
          }}
        >
          Next epoch
        </Button>
      </nav>
    </header>
  );
}
