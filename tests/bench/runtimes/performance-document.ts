import { toMarkdown, type TextTable } from '../statistics/statistics-tables.ts';
import type { RuntimesResult } from './measure-runtimes.ts';
import { isFindingMet, toPerformanceFindings, type PerformanceFinding } from './performance-findings.ts';
import { RUNTIMES_FILE } from './runtimes-result.ts';

/** `docs/performance.md`: what `npm run bench -- runtimes` measured, and how. */
export function toPerformanceDocument(result: RuntimesResult): string {
  const { epochs, promptTokens, newTokens, sampling } = result;
  return `${[
    '# Performance',
    `Written by \`npm run performance\` from \`${RUNTIMES_FILE}\`, which \`npm run bench -- runtimes --label runtimes\` measures; a test compares. Not to be edited by hand.`,
    'The machine: 2 cores, no GPU, headless Chromium, one thread of WebAssembly. Others computed on it at the same time, so absolute speeds are lower than an idle machine gives, and they vary; ratios are taken within a round, in which the ways take turns, and are medians over rounds after one that warms up.',
    '## What is asked, and what was measured',
    toMarkdown(toFindingTable(toPerformanceFindings(result))),
    '## Speeds',
    `Prompts of ${promptTokens} tokens, ${newTokens} new tokens, T = 1 over the whole vocabulary, no token ends an output. **Group**: ${epochs} epochs in one call of the app's engine. **generate**: transformers.js, one call for each epoch. **Single**: the app's engine, batch 1, prefill in each. **Bare**: the runtime's \`session.run\` in a loop with tokens chosen in advance, logits fetched. Both engines run the same build of ONNX Runtime. Tokens per second:`,
    toMarkdown(toSpeedTable(result)),
    '## Memory',
    'Of the page with its workers (`performance.measureUserAgentSpecificMemory`), MB: before the model, with it, and the largest seen from its load to the end of a group.',
    toMarkdown(toMemoryTable(result)),
    '## Sampling',
    `Summary of the logits, draw and log-probability in TypeScript at a vocabulary of ${sampling.vocabularySize.toLocaleString('en')}, batch ${sampling.rows}, T = 1, no truncation: ${sampling.msPerRow.toFixed(2)} ms a row and step.`,
  ].join('\n\n')}\n`;
}

function toFindingTable(findings: readonly PerformanceFinding[]): TextTable {
  return {
    title: '',
    columns: ['what', 'measured', 'asked', ''],
    rows: findings.map((finding) => {
      const { what, value, unit, limit } = finding;
      if (limit === undefined) return [what, toValue(value, unit), '–', ''];
      const asked = 'atLeast' in limit ? `≥ ${toValue(limit.atLeast, unit)}` : `≤ ${toValue(limit.atMost, unit)}`;
      return [what, toValue(value, unit), asked, isFindingMet(finding) ? 'met' : 'missed'];
    }),
  };
}

function toValue(value: number, unit: PerformanceFinding['unit']): string {
  return `${value.toFixed(unit === 'MB' ? 0 : 2)} ${unit}`;
}

function toSpeedTable({ rows }: RuntimesResult): TextTable {
  return {
    title: '',
    columns: [
      'model',
      'parameters',
      'class',
      'graph',
      'group',
      'generate',
      'single',
      'bare',
      'rounds',
      'calls a round',
    ],
    rows: rows.map(({ id, parameters, effective, tokensPerSecond, rounds, calls }) => [
      id,
      `${(parameters / 1e6).toFixed(1)} M`,
      effective.reproducibilityClass,
      toGraphText(effective),
      ...[tokensPerSecond.group, tokensPerSecond.generate, tokensPerSecond.single, tokensPerSecond.bare].map((speed) =>
        speed.toFixed(speed < 10 ? 1 : 0),
      ),
      String(rounds),
      String(calls),
    ]),
  };
}

function toGraphText({ sharedPrefix, expandedWeights }: RuntimesResult['rows'][number]['effective']): string {
  // Measured before the bench stored it.
  if (sharedPrefix === undefined) return 'not recorded';
  const shared = sharedPrefix.status === 'used' ? ['shared prompt'] : [];
  const expanded = expandedWeights?.effectiveDtype === 'fp32' ? ['expanded to fp32'] : [];
  return [...shared, ...expanded].join(', ') || 'as stored';
}

function toMemoryTable({ memory }: RuntimesResult): TextTable {
  const toMegabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
  return {
    title: '',
    columns: ['model', 'its files', 'empty page', 'loaded', 'peak'],
    rows: memory.map(({ id, modelBytes, emptyBytes, loadedBytes, peakBytes }) => [
      id,
      ...[modelBytes, emptyBytes, loadedBytes, peakBytes].map(toMegabytes),
    ]),
  };
}
