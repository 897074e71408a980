import { DataTable } from '#app/ui/data-table.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { Reading } from '#app/ui/reading.tsx';
import { findEstimate, type ReportView } from '#core/charts/report-view.ts';
import { toTextLikelihoodTable } from '#core/charts/to-text-likelihood-table.ts';
import { useMemo, type JSX } from 'react';
import styles from './report-page.module.css';

const readings = [
  ['bits_per_byte', 'Bits per byte', 'compares any two models'],
  ['word_perplexity', 'Word perplexity', 'words are what stands between spaces'],
  ['byte_perplexity', 'Byte perplexity', '2 to the power of bits per byte'],
  ['token_perplexity', 'Token perplexity', 'compares models of one tokenizer only'],
] as const;

/** How well a model foretells the texts of a task: the headline of a run that asks no questions. */
export function TextLikelihoodPanel({ view }: { readonly view: ReportView }): JSX.Element {
  const table = useMemo(() => toTextLikelihoodTable(view), [view]);
  return (
    <Panel
      title="Likelihood of the texts"
      lead="How well the model foretells texts that are already there; nothing is generated. All texts are taken together, a longer one weighs more. Lower is better."
    >
      <dl className={styles['readings']}>
        {readings.map(([metric, label, note]) => (
          <Reading key={metric} label={label} estimate={findEstimate(view, { metric })} format="decimal" note={note} />
        ))}
      </dl>
      <DataTable caption="Likelihood by texts and condition" table={table} />
    </Panel>
  );
}
