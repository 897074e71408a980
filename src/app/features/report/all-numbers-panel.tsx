import { Loading } from '#app/ui/loading.tsx';
import { Panel } from '#app/ui/panel.tsx';
import type { ReportView } from '#core/charts/report-view.ts';
import { lazy, Suspense, type JSX } from 'react';

const AllNumbers = lazy(async () => ({ default: (await import('./all-numbers.tsx')).AllNumbers }));

/** The full list under every panel; its code and the metric index are loaded with it. */
export function AllNumbersPanel({ view }: { readonly view: ReportView }): JSX.Element {
  return (
    <Panel
      title="All numbers"
      lead="Every estimate of the report. A metric’s name unfolds what it means, when not to use it and where it comes from; what has no value says why."
    >
      <Suspense fallback={<Loading label="Loading…" />}>
        <AllNumbers view={view} />
      </Suspense>
    </Panel>
  );
}
