import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Comparison } from '#core/model/comparison.ts';
import { OPTIONAL_COLUMNS, REQUIRED_COLUMNS } from '#core/model/score-file-row.ts';
import { parseScorer } from '#core/model/parse-scorer.ts';

const text = readFileSync(new URL('../../../docs/scorers.md', import.meta.url), 'utf8');
const blocks = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, block = '']) => block);

test('every example is a scorer', () => {
  expect(blocks.length).toBeGreaterThan(0);
  for (const block of blocks) expect(parseScorer(block)).toMatchObject({ ok: true });
});

test('every type of rule and every column has its line', () => {
  const types = Comparison.options.map(({ shape }) => shape.type.value);
  const names = [...types, ...REQUIRED_COLUMNS, ...OPTIONAL_COLUMNS];
  expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});
