import type { MetricDefinition } from './metric-definition.ts';

const shared = {
  section: '1',
  direction: 'down',
  nullIf: 'no text was scored',
  interval: 'CI-BS',
  source: 'loglikelihood_rolling of lm-evaluation-harness',
} as const;

/** How well a model foretells texts: tasks of mode `perplexity`. Not in METRICS; as lm-evaluation-harness defines them. */
export const likelihoodMetrics: readonly MetricDefinition[] = [
  {
    ...shared,
    id: 'bits_per_byte',
    range: '[0, ∞) bits',
    assumes: 'texts that the model was not trained on; compares any two tokenizers',
    definition: 'Bits that the model needs for a byte of the texts: −Σ log₂ p over their UTF-8 bytes.',
    notFor: 'as a measure of answers: a model that foretells texts well may still answer badly',
  },
  {
    ...shared,
    id: 'byte_perplexity',
    range: '[1, ∞)',
    assumes: 'as bits_per_byte, of which it is 2 to the power',
    definition: 'exp(−Σ ln p / Σ bytes) over all texts together.',
    notFor: 'beside bits_per_byte as a second finding: it is the same number on another scale',
  },
  {
    ...shared,
    id: 'word_perplexity',
    range: '[1, ∞)',
    assumes: 'a script that puts white space between words',
    definition: 'exp(−Σ ln p / Σ words) over all texts together; words are what stands between white space.',
    notFor: 'of Chinese and other texts without spaces, where a whole sentence is one word',
  },
  {
    ...shared,
    id: 'token_perplexity',
    range: '[1, ∞)',
    assumes: 'one tokenizer: models with different ones are not comparable by it',
    definition: 'exp(−Σ ln p / Σ tokens) over all texts together.',
    notFor: 'to compare models with different tokenizers: one with longer tokens has fewer to foretell',
  },
  {
    ...shared,
    id: 'bits_per_byte_diff',
    direction: 'none',
    range: '(−∞, ∞) bits',
    nullIf: 'no text was scored both ways',
    assumes: 'each side is divided by its own bytes',
    definition:
      'Bits per byte of changed texts minus that of the same texts unchanged, or of a second model minus that of the first.',
    notFor:
      'as a loss of quality where a change makes the text itself less likely, such as typing errors: a good model finds them surprising',
    source: 'difference of two bits_per_byte on the same texts, resampled together',
  },
];
