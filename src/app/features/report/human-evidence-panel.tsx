import { AnnotateForm } from '#app/ui/annotate-form.tsx';
import { AnnotationList } from '#app/ui/annotation-list.tsx';
import { Button } from '#app/ui/button.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { FileButton } from '#app/ui/file-button.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { useAnnotations, type Annotations } from '#app/ui/use-annotations.ts';
import { useServices } from '#app/ports-context.tsx';
import { toJsonLines } from '#core/bundle/json-lines.ts';
import { toCountText, toEstimateText } from '#core/charts/number-text.ts';
import type { AnnotationTarget } from '#core/model/annotation.ts';
import { toScaleHash } from '#harness/find-annotation-problem.ts';
import { toHumanEvidence } from '#harness/human-evidence.ts';
import type { FoldedRun } from '#harness/to-run-rows.ts';
import { useMemo, useState, type JSX } from 'react';
import styles from './report-page.module.css';

export interface HumanEvidencePanelProps {
  readonly run: FoldedRun;
  readonly model: string;
  readonly scorer: string;
}

/** What people said of the run, what it makes of the headline, objections to the scale, and remarks of others from a file. */
export function HumanEvidencePanel({ run, model, scorer }: HumanEvidencePanelProps): JSX.Element {
  const { rows } = run;
  const annotations = useAnnotations(rows.runId, run.annotations);
  const scale = rows.config.severity ?? null;
  const sampleByKey = useMemo(
    () => new Map(rows.transcripts.map((row) => [row.trialKey, `${row.sampleId}, epoch ${String(row.epoch)}`])),
    [rows],
  );
  const toTargetText = (target: AnnotationTarget): string => {
    switch (target.type) {
      case 'run':
        return 'the run';
      case 'sample':
        return `sample ${target.sampleId}`;
      case 'trial':
        return sampleByKey.get(target.trialKey) ?? 'a trial';
      case 'severity-scale':
        return scale !== null && toScaleHash(scale) === target.scaleHash ? 'the severity scale' : 'an earlier scale';
      default:
        return target satisfies never;
    }
  };
  return (
    <Panel
      title="What people say"
      lead="Remarks, tags, re-grades and objections, each with author and reason. They travel with the bundle and change no number above; remarks on single trials are made in Transcripts."
      actions={<AnnotationFiles run={run} annotations={annotations} />}
    >
      {annotations.all.length === 0 ? <p>Nobody has said anything of this run yet.</p> : null}
      <JudgedNumbers run={run} model={model} scorer={scorer} annotations={annotations} />
      <AnnotationList
        annotations={annotations.all}
        toTargetText={toTargetText}
        onRetract={({ annotationId, target, author }) => {
          void annotations.add(author, target, { type: 'retract', annotationId, text: 'Taken back on the screen.' });
        }}
      />
      <details className={styles['more']}>
        <summary>Say something of the whole run</summary>
        <AnnotateForm
          subjects={[
            { label: 'the run', target: { type: 'run' }, kinds: ['comment', 'define-tag', 'objection'] },
            ...(scale === null
              ? []
              : [
                  {
                    label: 'the severity scale',
                    target: { type: 'severity-scale', scaleHash: toScaleHash(scale) } as const,
                    kinds: ['objection', 'comment'] as const,
                  },
                ]),
          ]}
          scorers={[]}
          annotations={annotations}
        />
      </details>
    </Panel>
  );
}

/** Headline as scored and as judged by people; nothing while no judgement changes it. */
function JudgedNumbers({
  run,
  model,
  scorer,
  annotations,
}: HumanEvidencePanelProps & { readonly annotations: Annotations }): JSX.Element | null {
  const { all } = annotations;
  const evidence = useMemo(
    () =>
      all.some(({ content }) => content.type === 'regrade' || content.type === 'invalidate')
        ? toHumanEvidence(run.rows, all, model, scorer)
        : null,
    [run, all, model, scorer],
  );
  if (evidence === null) return null;
  const { asScored, asJudged, changed, invalidated } = evidence;
  const name = (metric: string): string =>
    metric === 'accuracy'
      ? 'Accuracy'
      : `Success in all ${toCountText(run.rows.config.protocol.epochs.baseline)} epochs`;
  return (
    <>
      <p>
        Of the trials of this model and scorer, {toCountText(changed)} got another grade and {toCountText(invalidated)}{' '}
        were left out.
      </p>
      <DataTable
        caption="Plain prompts, as scored and as judged by people"
        table={{
          columns: ['Plain prompts', 'As scored', 'As judged by people'],
          rows: asScored.map((estimate, index) => [
            name(estimate.metric),
            toEstimateText(estimate, 'proportion'),
            asJudged[index] === undefined ? '–' : toEstimateText(asJudged[index], 'proportion'),
          ]),
        }}
      />
    </>
  );
}

/** The remarks alone, to send and to merge. */
function AnnotationFiles({
  run,
  annotations,
}: Pick<HumanEvidencePanelProps, 'run'> & { readonly annotations: Annotations }): JSX.Element {
  const { ports } = useServices();
  const [note, setNote] = useState('');
  const merge = async (file: File): Promise<void> => {
    const added = await annotations.addLines(await file.text());
    setNote(
      added === null ? 'The file was not merged; the reason stands below.' : `${toCountText(added)} new remarks.`,
    );
  };
  return (
    <>
      <span role="status">{note}</span>
      <FileButton
        label="Merge remarks"
        accept=".jsonl"
        testId="annotations-file"
        onFile={(file) => {
          void merge(file);
        }}
      />
      <Button
        isDisabled={annotations.all.length === 0}
        onPress={() => {
          const blob = new Blob([toJsonLines(annotations.all)], { type: 'application/x-ndjson' });
          ports.saveFile(`annotations-${run.rows.runId.slice(0, 8)}.jsonl`, blob);
        }}
      >
        Download remarks
      </Button>
    </>
  );
}
