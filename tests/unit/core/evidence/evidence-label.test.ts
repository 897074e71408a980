import { toEvidenceLabel } from '#core/evidence/evidence-label.ts';
import { findMetric } from '#core/stats/metric-index.ts';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const label = (metric: string, params: Record<string, string | number> = {}, value: number | null = 0.5) =>
  toEvidenceLabel({ metric, params, value });

describe('who says a number', () => {
  test('outcomes of recorded outputs are verified', () => {
    for (const metric of ['accuracy', 'pass_hat_k', 'acc_drop', 'severity_table', 'tokens'])
      expect(label(metric), metric).toBe('verified');
    expect(label('auroc', { source: 'self_consistency' })).toBe('verified');
    expect(label('auroc', { source: 'verbalized' })).toBe('verified');
  });

  test('clock and probabilities are what the runtime says of itself', () => {
    for (const metric of ['ttft', 'tpot', 'cost_per_success', 'bits_per_byte', 'mean_kl'])
      expect(label(metric), metric).toBe('self-reported');
    expect(label('auroc', { source: 'seq_prob_norm' })).toBe('self-reported');
    expect(label('qcd', { of: 'time' })).toBe('self-reported');
    expect(label('qcd', { of: 'tokens' })).toBe('verified');
    expect(label('resource_consistency', { of: 'tokens+time' })).toBe('self-reported');
  });

  test('what was not seen is inferred, also from scores of another program', () => {
    expect(label('energy_est')).toBe('inferred');
    expect(toEvidenceLabel({ metric: 'mde', params: {}, value: 0.1 }, 'scores-file')).toBe('inferred');
  });

  test('scores of another program are its claim', () => {
    expect(toEvidenceLabel({ metric: 'accuracy', params: {}, value: 0.1 }, 'scores-file')).toBe('self-reported');
  });

  test('no value is absent, whatever it would rest on', () => {
    for (const metric of ['accuracy', 'ttft', 'energy_est']) expect(label(metric, {}, null)).toBe('absent');
  });

  test('every metric that is named exists', () => {
    const source = readFileSync(new URL('../../../../src/core/evidence/evidence-label.ts', import.meta.url), 'utf8');
    const sets = [...source.matchAll(/const (?:CLOCK|PROBABILITIES|MODELLED)[^[]*\[([^\]]*)\]/g)];
    const names = sets.flatMap(([, list]) => [...(list ?? '').matchAll(/'([^']+)'/g)].map(([, name]) => name ?? ''));
    expect(names.length).toBeGreaterThan(15);
    for (const name of names) expect(findMetric(name), name).not.toBeNull();
  });
});
