import { Notice } from '#app/ui/notice.tsx';
import { Reading } from '#app/ui/reading.tsx';
import type { ReportView } from '#core/charts/report-view.ts';
import { toBasisText } from '#core/charts/to-basis-text.ts';
import { toHeadlineSentence } from '#core/charts/to-headline-sentence.ts';
import { toHeadline } from '#core/stats/headline.ts';
import type { JSX } from 'react';
import styles from './headline-panel.module.css';
import { HeadlineScale } from './headline-scale.tsx';

/** Capability beside reliability: accuracy, pass^K and the gap between them, on one scale and in one sentence. */
export function HeadlinePanel({ view }: { readonly view: ReportView }): JSX.Element {
  const headline = toHeadline(view.report, view.model, view.scorer);
  if (headline === null) return <Notice tone="plain" title="This run has no headline: no trial has been scored yet." />;
  const { accuracy, passHatK, gap, k } = headline;
  return (
    <section aria-label="Headline" className={styles['panel']}>
      <p className={styles['sentence']}>{toHeadlineSentence(headline)}</p>
      <dl className={styles['readings']}>
        <Reading label="Accuracy" estimate={accuracy} format="proportion" size="large" note="mean score of a trial" />
        <Reading
          label={`pass^${k}`}
          estimate={passHatK}
          format="proportion"
          size="large"
          note={`all ${k} epochs of a sample pass`}
        />
        <Reading label="Gap" estimate={gap} format="proportion" size="large" note={`accuracy − pass^${k}`} />
      </dl>
      <p className={styles['basis']}>{toBasisText(accuracy)}</p>
      <HeadlineScale accuracy={accuracy} passHatK={passHatK} k={k} />
    </section>
  );
}
