import { DataTable } from '#app/ui/data-table.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { toConditionText } from '#core/charts/condition-label.ts';
import { toCountText } from '#core/charts/number-text.ts';
import type { ReportView } from '#core/charts/report-view.ts';
import type { JSX } from 'react';

/** Trials by condition and outcome: what every rate above rests on. */
export function TrialCountsPanel({ view }: { readonly view: ReportView }): JSX.Element {
  const { report, model, scorer } = view;
  const counts = report.counts.filter((entry) => entry.model === model);
  return (
    <Panel
      title="Trials"
      lead="Failed trials are infrastructure failures: never scored, always counted. No answer found counts as wrong."
    >
      <DataTable
        caption="Trials by condition"
        table={{
          columns: [
            'Condition',
            'Planned',
            'Completed',
            'No answer found',
            'Failed',
            'Repeated attempts',
            'Unchanged prompts',
          ],
          rows: counts.map((entry) => [
            toConditionText(entry.conditionId),
            toCountText(entry.planned),
            toCountText(entry.completed),
            toCountText(entry.unparsable[scorer] ?? 0),
            toCountText(entry.failed),
            toCountText(entry.retried),
            toCountText(entry.noopSamples),
          ]),
        }}
      />
    </Panel>
  );
}
