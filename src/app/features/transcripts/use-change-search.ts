import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { toPresent, type TranscriptSearch } from './transcript-search.ts';

/** Keys to set, or to drop with undefined. */
export type SearchPatch = { readonly [K in keyof TranscriptSearch]?: TranscriptSearch[K] | undefined };

export type ChangeSearch = (patch: SearchPatch, step: 'push' | 'replace') => void;

/** Changes the address of the Transcripts screen; `push` makes a step that Back undoes. */
export function useChangeSearch(search: TranscriptSearch, runId: string): ChangeSearch {
  const navigate = useNavigate();
  return useCallback(
    (patch, step) =>
      void navigate({
        to: '/transcripts/$runId',
        params: { runId },
        search: toPresent({ ...search, ...patch }),
        replace: step === 'replace',
        resetScroll: false,
      }),
    [navigate, search, runId],
  );
}
