import type { TokenLogprob } from '#core/model/trial-output.ts';
import { toCommonPrefix } from './common-prefix.ts';
import type { TranscriptItem } from './transcript-items.ts';

/** Where an output leaves the most frequent one, with what the model thought of both tokens there. */
export interface EpochDivergence {
  /** Output token that differs first, 0-based. */
  readonly position: number;
  /** Null where this output had ended, or log-probabilities are not stored. */
  readonly own: TokenLogprob | null;
  /** Null where the most frequent output had ended. */
  readonly usual: TokenLogprob | null;
}

/** Epochs of one prompt with the same output, token by token. */
export interface EpochGroup {
  readonly items: readonly TranscriptItem[];
  /** UTF-16 code units of the text that the most frequent output begins with too; all of it for that output itself. */
  readonly sharedLength: number;
  /** Null for the most frequent output. */
  readonly divergence: EpochDivergence | null;
}

/**
 * Groups the epochs of a prompt by their output, the most frequent first (ties by epoch), failed trials last in groups of their own
 * code. `siblings` by epoch.
 */
export function toEpochGroups(siblings: readonly TranscriptItem[]): readonly EpochGroup[] {
  const grouped = [...Map.groupBy(siblings, toOutputKey).values()].toSorted(
    (a, b) => Number(isFailed(a)) - Number(isFailed(b)) || b.length - a.length,
  );
  const usual = grouped[0]?.[0]?.row;
  return grouped.map((items, index) => {
    const row = items[0]?.row;
    const text = row?.outputText ?? '';
    if (index === 0 || row?.outputTokenIds == null || usual?.outputTokenIds == null)
      return { items, sharedLength: index === 0 ? text.length : 0, divergence: null };
    const ids = row.outputTokenIds;
    const usualIds = usual.outputTokenIds;
    const position = ids.findIndex((id, at) => id !== usualIds[at]);
    const at = position === -1 ? ids.length : position;
    return {
      items,
      sharedLength: toCommonPrefix(text, usual.outputText ?? ''),
      divergence: { position: at, own: row.logprobs?.[at] ?? null, usual: usual.logprobs?.[at] ?? null },
    };
  });
}

function toOutputKey({ row }: TranscriptItem): string {
  return row.outputTokenIds === null ? `failed ${row.failureCode ?? ''}` : row.outputTokenIds.join(' ');
}

function isFailed(items: readonly TranscriptItem[]): boolean {
  return items[0]?.row.outputTokenIds === null;
}
