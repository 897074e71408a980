import { PageHead } from '#app/ui/page-head.tsx';
import type { JSX } from 'react';
import { LibraryNav } from './library-nav.tsx';
import type { LibrarySearch, LibrarySection } from './library-sections.ts';
import { MetricIndex } from './metric-index.tsx';
import { PerturbationIndex } from './perturbation-index.tsx';
import { ProtocolIndex } from './protocol-index.tsx';
import { ScorerIndex } from './scorer-index.tsx';
import { TaskIndex } from './task-index.tsx';

export interface LibraryPageProps {
  readonly section: LibrarySection;
  readonly search: LibrarySearch;
}

/** What this build knows: perturbations, tasks, scorers, protocols and metrics, each with its definition and source. */
export function LibraryPage({ section, search }: LibraryPageProps): JSX.Element {
  return (
    <>
      <PageHead
        title="Library"
        lead="What this build can ask and measure: each entry with its definition, its source and its limits."
      />
      <LibraryNav />
      <Section section={section} search={search} />
    </>
  );
}

function Section({ section, search }: LibraryPageProps): JSX.Element {
  switch (section) {
    case 'perturbations':
      return <PerturbationIndex search={search} />;
    case 'tasks':
      return <TaskIndex />;
    case 'scorers':
      return <ScorerIndex />;
    case 'protocols':
      return <ProtocolIndex />;
    case 'metrics':
      return <MetricIndex search={search} />;
    default:
      return section satisfies never;
  }
}
