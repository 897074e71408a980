import { DataTable } from '#app/ui/data-table.tsx';
import { toEnvironmentFacts } from '#app/ui/environment-facts.ts';
import { Panel } from '#app/ui/panel.tsx';
import type { RunComparison } from '#core/model/run-comparison.ts';
import type { JSX } from 'react';

/** Where the two machines differ, as far as the runs state it. */
export function EnvironmentPanel({ environments }: Pick<RunComparison, 'environments'>): JSX.Element {
  const [a, b] = [environments.a, environments.b].map(
    (environment) => new Map(toEnvironmentFacts(environment).map(({ label, value }) => [label, value])),
  );
  const labels = new Set([...(a?.keys() ?? []), ...(b?.keys() ?? [])]);
  const rows = [...labels]
    .map((label) => [label, a?.get(label) ?? 'not stated', b?.get(label) ?? 'not stated'])
    .filter(([, one, other]) => one !== other);
  return (
    <Panel
      title="Where the machines differ"
      lead="Machine and browser may differ; they cap what can be expected of equal bits."
    >
      {rows.length === 0 ? (
        <p>All that the two runs state of their machines is the same.</p>
      ) : (
        <DataTable caption="Differences of the machines" table={{ columns: ['Machine', 'Run A', 'Run B'], rows }} />
      )}
    </Panel>
  );
}
