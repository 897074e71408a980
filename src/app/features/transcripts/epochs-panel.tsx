import { OutcomeMark } from '#app/ui/outcome-mark.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { toCountText, toNumberText } from '#core/charts/number-text.ts';
import type { TokenLogprob } from '#core/model/trial-output.ts';
import { useMemo, type JSX } from 'react';
import { toEpochGroups, type EpochGroup } from './epoch-groups.ts';
import styles from './epochs-panel.module.css';
import { parseTokenPieces, toPieceText, type TokenPieces } from './token-pieces.ts';
import type { TranscriptItem } from './transcript-items.ts';

export interface EpochsPanelProps {
  /** Epochs of one prompt, by epoch. */
  readonly siblings: readonly TranscriptItem[];
  readonly selectedKey: string;
  readonly tokenizerFiles: Readonly<Record<string, string>>;
  readonly onOpen: (trialKey: string) => void;
}

/** All answers of the model to one prompt, equal ones together, each with the place where it leaves the most frequent one. */
export function EpochsPanel({ siblings, selectedKey, tokenizerFiles, onOpen }: EpochsPanelProps): JSX.Element | null {
  const groups = useMemo(() => toEpochGroups(siblings), [siblings]);
  const pieces = useMemo(() => parseTokenPieces(tokenizerFiles), [tokenizerFiles]);
  if (siblings.length < 2) return null;
  const count = groups.length;
  return (
    <Panel
      title="All epochs of this prompt"
      lead={
        count === 1
          ? `All ${toCountText(siblings.length)} epochs gave the same output, token by token.`
          : `${toCountText(siblings.length)} epochs gave ${toCountText(count)} different outputs. The most frequent comes first; what another has in common with it is dimmed.`
      }
    >
      <ol className={styles['groups']}>
        {groups.map((group) => (
          <li key={group.items[0]?.row.trialKey} className={styles['group']}>
            <div className={styles['who']}>
              <span className={styles['share']}>
                {toCountText(group.items.length)} of {toCountText(siblings.length)}
              </span>
              <EpochButtons items={group.items} selectedKey={selectedKey} onOpen={onOpen} />
            </div>
            <GroupText group={group} />
            {group.divergence === null ? null : (
              <p className={styles['divergence']}>{toDivergenceText(group.divergence, pieces)}</p>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function EpochButtons({
  items,
  selectedKey,
  onOpen,
}: Pick<EpochsPanelProps, 'selectedKey' | 'onOpen'> & Pick<EpochGroup, 'items'>): JSX.Element {
  return (
    <span className={styles['epochs']}>
      {items.map(({ row, outcome }) => (
        <button
          key={row.trialKey}
          type="button"
          className={styles['epoch']}
          aria-current={row.trialKey === selectedKey}
          onClick={() => {
            onOpen(row.trialKey);
          }}
        >
          <span className="visually-hidden">Epoch </span>
          {row.epoch}
          <OutcomeMark outcome={outcome} />
        </button>
      ))}
    </span>
  );
}

function GroupText({ group }: { readonly group: EpochGroup }): JSX.Element {
  const [first] = group.items;
  const text = first?.row.outputText ?? null;
  if (text === null) return <p className={styles['none']}>No output: {first?.row.failureCode ?? 'failed'}.</p>;
  if (text === '') return <p className={styles['none']}>The output is empty.</p>;
  if (group.divergence === null) return <pre className={styles['text']}>{text}</pre>;
  return (
    <pre className={styles['text']}>
      <span className={styles['shared']}>{text.slice(0, group.sharedLength)}</span>
      <mark className={styles['own']}>{text.slice(group.sharedLength)}</mark>
    </pre>
  );
}

function toDivergenceText(
  { position, own, usual }: NonNullable<EpochGroup['divergence']>,
  pieces: TokenPieces,
): string {
  const describe = (entry: TokenLogprob | null): string =>
    entry === null
      ? 'the end'
      : `“${toPieceText(pieces, entry.token)}” (probability ${toNumberText(Math.exp(entry.logprob), 'proportion')})`;
  return `Differs from token ${toCountText(position + 1)} on: ${describe(own)} where the first output has ${describe(usual)}.`;
}
