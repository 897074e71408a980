import { Button } from '#app/ui/button.tsx';
import { outcomeText } from '#app/ui/outcome-mark.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { toPercentText } from '#core/charts/number-text.ts';
import type { JSX } from 'react';
import { OutputText } from './output-text.tsx';
import { ORIGINAL } from './prompt-stability.ts';
import type { TranscriptItem } from './transcript-items.ts';

export interface OriginalPanelProps {
  readonly items: readonly TranscriptItem[];
  readonly item: TranscriptItem;
  readonly onOpen: (trialKey: string) => void;
}

/** For a perturbed prompt: what the plain one gave in the same epoch, and whether this trial counts as flipped. */
export function OriginalPanel({ items, item, onOpen }: OriginalPanelProps): JSX.Element | null {
  const { row } = item;
  if (row.conditionId === ORIGINAL) return null;
  const plain = items.find(
    (other) =>
      other.row.conditionId === ORIGINAL &&
      other.row.model === row.model &&
      other.row.sampleId === row.sampleId &&
      other.row.epoch === row.epoch,
  );
  if (plain === undefined) return null;
  const { usual, minorityShare } = plain.stability;
  const share = toPercentText(1 - minorityShare);
  const comparison =
    usual === null
      ? 'The plain prompt succeeds as often as it fails, so no single outcome of it can be flipped.'
      : `The plain prompt ${usual === 1 ? 'succeeds' : 'fails'} in ${share} of its epochs; this trial ${item.isFlipped === true ? 'is flipped' : 'does the same'}.`;
  return (
    <Panel
      title={`The plain prompt, epoch ${String(row.epoch)}: ${outcomeText[plain.outcome]}`}
      lead={comparison}
      actions={
        <Button
          onPress={() => {
            onOpen(plain.row.trialKey);
          }}
        >
          Open it
        </Button>
      }
    >
      <OutputText
        text={plain.row.outputText}
        failureCode={plain.row.failureCode}
        span={plain.scores[0]?.span ?? null}
      />
    </Panel>
  );
}
