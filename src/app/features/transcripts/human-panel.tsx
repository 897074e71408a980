import { AnnotateForm } from '#app/ui/annotate-form.tsx';
import { AnnotationList } from '#app/ui/annotation-list.tsx';
import { Panel } from '#app/ui/panel.tsx';
import type { Annotations } from '#app/ui/use-annotations.ts';
import type { TranscriptRow } from '#core/bundle/rows.ts';
import type { JSX } from 'react';

export interface HumanPanelProps {
  readonly row: TranscriptRow;
  readonly scorers: readonly string[];
  readonly annotations: Annotations;
}

/** What people said of this trial and its sample, and a form to say more. */
export function HumanPanel({ row, scorers, annotations }: HumanPanelProps): JSX.Element {
  const here = annotations.all.filter(
    ({ target }) =>
      (target.type === 'trial' && target.trialKey === row.trialKey) ||
      (target.type === 'sample' && target.sampleId === row.sampleId),
  );
  return (
    <Panel
      title="What people say"
      lead="Remarks travel with the bundle. They change no score: a re-grade or an invalidation is a second result beside the first."
    >
      {here.length === 0 ? null : (
        <AnnotationList
          annotations={here}
          toTargetText={({ type }) => (type === 'sample' ? 'the whole sample' : null)}
          onRetract={({ annotationId, target, author }) => {
            void annotations.add(author, target, { type: 'retract', annotationId, text: 'Taken back on the screen.' });
          }}
        />
      )}
      <AnnotateForm
        subjects={[
          {
            label: 'this trial',
            target: { type: 'trial', trialKey: row.trialKey },
            kinds: [
              'comment',
              'tag',
              ...(row.status === 'completed' && scorers.length > 0 ? (['regrade'] as const) : []),
              'invalidate',
              'objection',
            ],
          },
          {
            label: `the sample ${row.sampleId}`,
            target: { type: 'sample', sampleId: row.sampleId },
            kinds: ['comment', 'tag', 'invalidate', 'objection'],
          },
        ]}
        scorers={scorers}
        annotations={annotations}
      />
    </Panel>
  );
}
