import { ButtonLink } from '#app/ui/button-link.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { PageHead } from '#app/ui/page-head.tsx';
import { useAnnotations } from '#app/ui/use-annotations.ts';
import { toCountText } from '#core/charts/number-text.ts';
import type { FoldedRun } from '#harness/to-run-rows.ts';
import { useDeferredValue, useMemo, type JSX } from 'react';
import { TranscriptFilters } from './transcript-filters.tsx';
import { filterTranscriptItems, toTranscriptItems, withAnnotations } from './transcript-items.ts';
import { TranscriptList } from './transcript-list.tsx';
import type { TranscriptSearch } from './transcript-search.ts';
import styles from './transcripts-page.module.css';
import { TrialDetail } from './trial-detail.tsx';
import { useChangeSearch } from './use-change-search.ts';

export interface TranscriptBrowserProps {
  readonly run: FoldedRun;
  readonly search: TranscriptSearch;
}

/** Filters, the list of trials, and the trial that is open. */
export function TranscriptBrowser({ run, search }: TranscriptBrowserProps): JSX.Element {
  const { rows } = run;
  const change = useChangeSearch(search, rows.runId);
  const annotations = useAnnotations(rows.runId, run.annotations);
  const plain = useMemo(() => toTranscriptItems(rows), [rows]);
  const items = useMemo(() => withAnnotations(plain, annotations.all), [plain, annotations.all]);
  const settled = useDeferredValue(search);
  const shown = useMemo(() => filterTranscriptItems(items, settled), [items, settled]);
  const selected = items.find(({ row }) => row.trialKey === search.trial) ?? null;
  return (
    <>
      <PageHead
        title="Transcripts"
        lead={rows.config.name}
        actions={
          <ButtonLink to="/report/$runId" params={{ runId: rows.runId }}>
            Report
          </ButtonLink>
        }
      />
      <div className={styles['browser']} data-has-trial={selected !== null}>
        <div className={styles['index']}>
          <TranscriptFilters rows={rows} search={search} onChange={change} />
          <p role="status" className={styles['count']}>
            {toCountText(shown.length)} of {toCountText(items.length)} trials
          </p>
          {shown.length === 0 ? (
            <Empty>No trial passes these filters.</Empty>
          ) : (
            <TranscriptList
              items={shown}
              selectedKey={search.trial ?? null}
              onSelect={(trial, step) => {
                change({ trial }, step);
              }}
            />
          )}
        </div>
        <div className={styles['detail']}>
          {selected === null ? (
            <Empty>
              {search.trial === undefined
                ? 'Choose a trial from the list.'
                : 'The address names a trial that this run does not have.'}
            </Empty>
          ) : (
            <TrialDetail
              key={selected.row.trialKey}
              run={run}
              items={items}
              item={selected}
              annotations={annotations}
              onChange={change}
            />
          )}
        </div>
      </div>
    </>
  );
}
