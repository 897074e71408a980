import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HarnessConfig } from '#core/model/harness-config.ts';
import { Report } from '#core/model/report.ts';
import { Sample } from '#core/model/sample.ts';
import { root } from '#scripts/root.ts';
import { readMember } from './support/app-page.ts';
import { runScript } from './support/command.ts';

test.setTimeout(600_000);

/** The shipped configuration of a language on its first samples, with fewer epochs; the same protocols. */
function toSliced(
  language: 'en' | 'kn',
  sampleCount: number,
  change: Partial<HarnessConfig['protocol']>,
): HarnessConfig {
  const read = (path: string): string => readFileSync(join(root, 'public', path), 'utf8');
  const config = HarnessConfig.parse(JSON.parse(read(`configs/every-protocol-${language}.json`)));
  const lines = read(`tasks/desk-facts-${language}-1.jsonl`).trim().split('\n').slice(0, sampleCount);
  const samples = lines.map((line) => Sample.parse(JSON.parse(line)));
  return {
    ...config,
    task: { ...config.task, samples: { type: 'inline', samples } },
    protocol: { ...config.protocol, ...change },
    analysis: { ...config.analysis, bootstrap: { resamples: 200, seed: 1 } },
  };
}

/** Runs it by `npm run eval`, has the bundle verified, and gives its report. */
async function evaluate(config: HarnessConfig): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-every-'));
  const [configPath, out] = [join(folder, 'config.json'), join(folder, 'run.plumb.zip')];
  await writeFile(configPath, JSON.stringify(config));
  expect(await runScript('eval.ts', '--config', configPath, '--out', out, '--quiet')).toEqual({
    exitCode: 0,
    output: '',
  });
  const verified = await runScript('verify.ts', out);
  expect(verified.exitCode, verified.output).toBe(0);
  return Report.parse(JSON.parse((await readMember(out, 'report.json')).toString()));
}

/** A metric, condition and parameters of which each panel of the report has a value. */
const PANELS: Readonly<Record<string, readonly (readonly [metric: string, conditionId: string, params?: object])[]>> = {
  headline: [
    ['accuracy', 'original', {}],
    ['pass_hat_k', 'original', { k: 9 }],
    ['accuracy_pass_gap', 'original', { k: 9 }],
  ],
  consistency: [
    ['agreement_pairwise', 'original', { of: 'outcome' }],
    ['agreement_pairwise', 'original', { of: 'answer' }],
    ['outcome_consistency@c', 'original'],
    ['tar_answer', 'original', { N: 9 }],
    ['tar_raw', 'original', { N: 9 }],
    ['lev_sim', 'original'],
    ['icc1', 'original'],
  ],
  outputs: [
    ['output_truncated', 'original', { script: 'latin' }],
    ['modal_answer_share', 'original', { script: 'latin', family: 'triage' }],
    ['chance_level', 'original', { script: 'latin', family: 'choice' }],
    ['above_chance', 'kbd_typo@2:intensity=0.2#0', { script: 'latin' }],
  ],
  'robustness of class P': [
    ['acc_drop', 'all-P'],
    ['excess_flip', 'all-P', { of: 'answer' }],
    ['worst_case_gap_adj', 'all-P'],
    ['format_spread', 'all-P', { J: 3 }],
  ],
  'robustness of class L': [
    ['acc_drop', 'all-L'],
    ['worst_case_gap_adj', 'all-L'],
    ['format_spread', 'all-L', { J: 4 }],
  ],
  'robustness curves': [
    ['robustness_curve_auc', 'kbd_typo@2', { levels: 4, maxIntensity: 0.2 }],
    ['robustness_curve_auc', 'zw_insert@1', { levels: 3, maxIntensity: 0.4 }],
  ],
  'option order': [
    ['position_tvd', 'all-P', { options: 3 }],
    ['circular_eval', 'all-P'],
    ['rstd', 'all-P', { options: 3 }],
  ],
  predictability: [
    ['auroc', 'original', { source: 'seq_prob_norm' }],
    ['corp_mcb', 'original', { source: 'seq_prob_norm' }],
    ['aurc', 'original', { source: 'self_consistency' }],
  ],
  'said confidence': [
    ['confidence_coverage', 'original', { source: 'p_true' }],
    ['auroc', 'original', { source: 'p_true' }],
    ['confidence_coverage', 'original', { source: 'verbalized' }],
  ],
  axes: [
    ['acc_drop', 'axis:temperature=0.5'],
    ['excess_flip', 'axis:top-p=0.9', { of: 'answer' }],
    ['accuracy', 'axis:max-tokens=0.5'],
    ['identical_share', 'axis:batch=8'],
  ],
  abstention: [
    ['abstention_rate', 'original', {}],
    ['abstention_selective_accuracy', 'original', {}],
  ],
  severity: [
    ['max_severity_observed', 'original'],
    ['expected_severity', 'original', { per: 'cluster' }],
  ],
  cost: [
    ['ttft', 'original', { q: 0.5 }],
    ['tokens', 'original', { of: 'output' }],
    ['cost_per_success', 'original'],
    ['resource_consistency', 'original', { of: 'tokens+time' }],
  ],
};

test('every protocol on the English facts fills every panel, and the bundle verifies', async () => {
  const report = await evaluate(toSliced('en', 20, { epochs: { baseline: 9, perturbed: 2 } }));
  const missing = Object.entries(PANELS).flatMap(([panel, wanted]) =>
    wanted
      .filter(
        ([metric, conditionId, params = {}]) =>
          !report.estimates.some(
            (one) =>
              one.metric === metric &&
              one.conditionId === conditionId &&
              one.value !== null &&
              Object.entries(params).every(([key, value]) => one.params[key] === value),
          ),
      )
      .map(([metric, conditionId, params]) => `${panel}: ${metric} ${conditionId} ${JSON.stringify(params ?? {})}`),
  );
  expect(missing).toEqual([]);
  expect(report.warnings.filter((warning) => warning.includes('degenerate'))).toEqual([]);
});

test('the Kannada facts fit the model’s context, and its babble is called degenerate', async () => {
  const report = await evaluate(toSliced('kn', 10, { epochs: { baseline: 2, perturbed: 1 }, perturbations: [] }));
  expect(report.counts.map(({ planned, completed, failed }) => ({ planned, completed, failed }))).toEqual([
    { planned: 20, completed: 20, failed: 0 },
  ]);
  const degenerate = report.warnings.filter((warning) => warning.includes('look degenerate'));
  expect(degenerate).toHaveLength(1);
  expect(degenerate[0]).toContain('on prompts in Kannada script');
});
