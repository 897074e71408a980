import { DataTable } from '#app/ui/data-table.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { toCountText, toNumberText } from '#core/charts/number-text.ts';
import type { TokenLogprob } from '#core/model/trial-output.ts';
import { useMemo, type JSX } from 'react';
import { parseTokenPieces, toPieceText } from './token-pieces.ts';
import styles from './trial-detail.module.css';

export interface TokenPanelProps {
  readonly logprobs: readonly TokenLogprob[];
  readonly tokenizerFiles: Readonly<Record<string, string>>;
}

/** Probability below which a token gets the next darker shade and the next thicker line. */
const LEVELS = [0.9, 0.5, 0.2, 0.05] as const;

/** The sampled tokens, shaded by how unlikely they were, with the same as a table. */
export function TokenPanel({ logprobs, tokenizerFiles }: TokenPanelProps): JSX.Element {
  const pieces = useMemo(() => parseTokenPieces(tokenizerFiles), [tokenizerFiles]);
  return (
    <Panel
      title="Tokens"
      lead="The thicker the line under a token, the less likely the model found it. Probabilities are the model’s own, at temperature 1, before any sampling control."
    >
      {logprobs.length === 0 ? <Empty>No token was sampled.</Empty> : null}
      <p className={styles['tokens']}>
        {logprobs.map((entry, position) => (
          <span
            key={position}
            className={styles['token']}
            data-level={toLevel(entry.logprob)}
            title={`probability ${toProbabilityText(entry.logprob)}`}
          >
            {toPieceText(pieces, entry.token)}
          </span>
        ))}
      </p>
      <p className={styles['legend']} aria-hidden="true">
        {['≥ 0.9', '0.5 – 0.9', '0.2 – 0.5', '0.05 – 0.2', '< 0.05'].map((label, level) => (
          <span key={label} className={styles['token']} data-level={level}>
            {label}
          </span>
        ))}
      </p>
      <details className={styles['twin']}>
        <summary>Table: {toCountText(logprobs.length)} tokens with log-probabilities</summary>
        <DataTable
          caption="Tokens with log-probabilities"
          table={{
            columns: ['Position', 'Token', 'Id', 'Log-probability', 'Probability', 'Runner-up', 'Its log-probability'],
            rows: logprobs.map((entry, position) => [
              toCountText(position + 1),
              toPieceText(pieces, entry.token),
              String(entry.token),
              toNumberText(entry.logprob, 'decimal'),
              toProbabilityText(entry.logprob),
              toPieceText(pieces, entry.runnerUp),
              toNumberText(entry.runnerUpLogprob, 'decimal'),
            ]),
          }}
        />
      </details>
    </Panel>
  );
}

function toLevel(logprob: number): number {
  const probability = Math.exp(logprob);
  return LEVELS.filter((bound) => probability < bound).length;
}

function toProbabilityText(logprob: number): string {
  const probability = Math.exp(logprob);
  return probability < 0.005 ? '< 0.01' : toNumberText(probability, 'proportion');
}
