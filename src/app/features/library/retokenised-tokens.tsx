import type { RetokenisedText, TextToken } from '#core/tokenizer/retokenised-text.ts';
import { toCountText } from '#core/charts/number-text.ts';
import type { JSX } from 'react';
import styles from './retokenised-tokens.module.css';

export interface RetokenisedTokensProps {
  readonly text: RetokenisedText;
  readonly lang?: string;
}

/** A text in the tokenizer's own tokens above the others; tokens that the other list does not have in that place are underlined. */
export function RetokenisedTokens({ text: { own, other }, lang }: RetokenisedTokensProps): JSX.Element {
  const isSame = own.length === other.length && own.every(({ id }, index) => id === other[index]?.id);
  return (
    <div className={styles['pair']}>
      <TokenRow label={`Before: ${toCountText(own.length)} tokens`} tokens={own} against={other} lang={lang} />
      <TokenRow
        label={`After: ${toCountText(other.length)} tokens${isSame ? ', the same' : ''}`}
        tokens={other}
        against={own}
        lang={lang}
      />
    </div>
  );
}

interface TokenRowProps {
  readonly label: string;
  readonly tokens: readonly TextToken[];
  readonly against: readonly TextToken[];
  readonly lang: string | undefined;
}

function TokenRow({ label, tokens, against, lang }: TokenRowProps): JSX.Element {
  const changed = toChanged(tokens, against);
  return (
    <div>
      <p className={styles['label']}>{label}</p>
      <p className={styles['tokens']} lang={lang} dir="auto">
        {tokens.map(({ id, text }, index) => (
          <span key={index} className={styles['token']} data-changed={changed.has(index)} title={`id ${id}`}>
            {text}
          </span>
        ))}
      </p>
    </div>
  );
}

/** Places of tokens that are not in the longest beginning and end that both lists share. */
function toChanged(tokens: readonly TextToken[], against: readonly TextToken[]): ReadonlySet<number> {
  const shared = sharedTokens(tokens, against);
  return new Set(tokens.flatMap((_, index) => (shared.has(index) ? [] : [index])));
}

/** Places of `tokens` that are in a longest common subsequence with `against`; greedy from the front where the lists are too long for the table. */
function sharedTokens(tokens: readonly TextToken[], against: readonly TextToken[]): ReadonlySet<number> {
  const [rows, columns] = [tokens.length, against.length];
  const shared = new Set<number>();
  if (rows * columns > 1_000_000) {
    for (let index = 0; index < rows && tokens[index]?.id === against[index]?.id; index += 1) shared.add(index);
    return shared;
  }
  const lengths = Array.from({ length: rows + 1 }, () => new Uint16Array(columns + 1));
  const at = (row: number, column: number): number => lengths[row]?.[column] ?? 0;
  for (let row = rows - 1; row >= 0; row -= 1)
    for (let column = columns - 1; column >= 0; column -= 1) {
      const isEqual = tokens[row]?.id === against[column]?.id;
      lengths[row]?.fill(
        isEqual ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1)),
        column,
        column + 1,
      );
    }
  for (let row = 0, column = 0; row < rows && column < columns;) {
    if (tokens[row]?.id === against[column]?.id) {
      shared.add(row);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return shared;
}
