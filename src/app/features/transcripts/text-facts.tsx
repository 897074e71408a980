import { Facts } from '#app/ui/facts.tsx';
import { Panel } from '#app/ui/panel.tsx';
import type { TranscriptRow } from '#core/bundle/rows.ts';
import { toCountText, toNumberText } from '#core/charts/number-text.ts';
import { neumaierSum } from '#core/stats/neumaier-sum.ts';
import { textLikelihood, toTextSize } from '#core/stats/text-likelihood.ts';
import type { JSX } from 'react';

/** How well the model foretold one text. */
export function TextFacts({ row }: { readonly row: TranscriptRow }): JSX.Element {
  const logprobs = row.logprobs ?? [];
  const size = { tokens: logprobs.length, ...toTextSize(row.prompt) };
  const logLikelihood = neumaierSum(logprobs.map(({ logprob }) => logprob));
  const likelihood = textLikelihood([{ logLikelihood, ...size }]);
  const number = (value: number | undefined): string => toNumberText(value ?? null, 'decimal');
  return (
    <Panel title="Likelihood" lead="The model read the text; every token was scored once by what came before it.">
      <Facts
        facts={[
          { label: 'Bits per byte', value: number(likelihood?.bitsPerByte) },
          {
            label: 'Perplexity',
            value: `${number(likelihood?.tokenPerplexity)} per token, ${number(likelihood?.wordPerplexity)} per word, ${number(likelihood?.bytePerplexity)} per byte`,
          },
          { label: 'Log-likelihood', value: number(logLikelihood) },
          {
            label: 'Size',
            value: `${toCountText(size.tokens)} tokens, ${toCountText(size.words)} words, ${toCountText(size.bytes)} bytes`,
          },
        ]}
      />
    </Panel>
  );
}
