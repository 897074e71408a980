import { openAsBlob } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { decodeUtf8 } from '#core/bundle/utf8.ts';
import { toNumberText } from '#core/charts/number-text.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { parseConfig } from '#core/model/parse-config.ts';
import type { Sample } from '#core/model/sample.ts';
import { EXAMPLE_VARIANCES } from '#core/stats/example-variances.ts';
import { parseBundleContents } from '#harness/bundle-contents.ts';
import { toJournalEvents } from '#harness/bundle-journal.ts';
import { parseConfigLink } from '#harness/bundle-link.ts';
import { parseManifest } from '#harness/bundle-manifest.ts';
import { planRun } from '#harness/plan-run.ts';
import { planSensitivityOf, toSampleCounts, type VarianceSource } from '#harness/plan-sensitivity-of.ts';
import { readPilot } from '#harness/read-pilot.ts';
import { resolveSamples } from '#harness/resolve-samples.ts';
import { toRunRows } from '#harness/to-run-rows.ts';
import { decodeZip } from '#workers/bundle/decode-zip.ts';
import { root } from './root.ts';

const HELP = `npm run plan -- --config <file or link> [--pilot <bundle.zip>] [--delta <d>] [--alpha <a>] [--power <p>]
                [--epochs-b <n>] [--within <v>] [--between <v>] [--difference <v>] [--json]

Says before a run what it can see: trials, the smallest difference that it finds, the samples that a difference needs, the
half width to expect and the floor that no number of epochs passes, and the power to conclude that two runs are EQUIVALENT.

  --config <file|link>  a configuration file (JSON), or a share link (…#c=…&h=…)
  --pilot <bundle>      a finished run: its first model's variances are used, and ω² of its first two models where it has two
  --scorer <name>       whose scores of the pilot are used (its first)
  --delta <d>           difference that matters, also the margin of the replication verdict (0.05)
  --alpha <a>           two-sided error of the first kind (0.05)
  --power <p>           chance to find the difference (0.8)
  --epochs-b <n>        epochs of the system that it is compared with (those of the configuration)
  --within <v>, --between <v>, --difference <v>
                        variances as stated: σ² of a sample's trials, Var(x) between samples, ω² of the difference between samples;
                        without a pilot and unstated they are those of Miller's example: 1/6, 1/12, 1/9
  --json                the numbers as JSON
  --help                this text

Exit code: 0 printed · 2 bad arguments or input.
`;

// oxlint-disable-next-line typescript/explicit-function-return-type
function parsePlanArguments() {
  return parseArgs({
    options: {
      config: { type: 'string' },
      pilot: { type: 'string' },
      scorer: { type: 'string' },
      delta: { type: 'string', default: '0.05' },
      alpha: { type: 'string', default: '0.05' },
      power: { type: 'string', default: '0.8' },
      'epochs-b': { type: 'string' },
      within: { type: 'string', default: String(EXAMPLE_VARIANCES.within) },
      between: { type: 'string', default: String(EXAMPLE_VARIANCES.between) },
      difference: { type: 'string', default: String(EXAMPLE_VARIANCES.difference) },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values;
}

type Values = ReturnType<typeof parsePlanArguments>;

/** A number of the command line inside a range, its ends excluded or not as `[` and `(` say. */
function readNumber(
  name: string,
  text: string,
  bounds: { readonly over?: number; readonly from?: number; readonly to: number },
): Result<number> {
  const value = Number(text);
  const { over = Number.NEGATIVE_INFINITY, from = Number.NEGATIVE_INFINITY, to } = bounds;
  const isInside = text.trim() !== '' && value > over && value >= from && value <= to;
  const least = bounds.over === undefined ? `${from} or more` : `more than ${over}`;
  return isInside
    ? toOk(value)
    : toFailed('config-invalid', `--${name}: "${text}" is not a number, ${least} and ${to} or less`);
}

interface Numbers {
  readonly delta: number;
  readonly alpha: number;
  readonly power: number;
  readonly epochsB: number;
  readonly within: number;
  readonly between: number;
  readonly difference: number;
}

function readNumbers(values: Values, config: HarnessConfig): Result<Numbers> {
  const share = { over: 0, to: 0.999 };
  const variance = { from: 0, to: 1 };
  const read = {
    delta: readNumber('delta', values.delta, share),
    alpha: readNumber('alpha', values.alpha, share),
    power: readNumber('power', values.power, share),
    epochsB: readNumber('epochs-b', values['epochs-b'] ?? String(config.protocol.epochs.baseline), {
      from: 1,
      to: 1000,
    }),
    within: readNumber('within', values.within, variance),
    between: readNumber('between', values.between, variance),
    difference: readNumber('difference', values.difference, variance),
  };
  for (const one of Object.values(read)) if (!one.ok) return one;
  const toValue = (one: Result<number>): number => (one.ok ? one.value : Number.NaN);
  return toOk({
    delta: toValue(read.delta),
    alpha: toValue(read.alpha),
    power: toValue(read.power),
    epochsB: toValue(read.epochsB),
    within: toValue(read.within),
    between: toValue(read.between),
    difference: toValue(read.difference),
  });
}

async function readConfig(given: string): Promise<Result<HarnessConfig>> {
  const link = given.indexOf('#c=');
  if (link !== -1) return parseConfigLink(given.slice(link));
  const decoded = decodeUtf8(await readFile(given));
  return decoded.ok
    ? parseConfig(decoded.text)
    : toFailed('config-invalid', `${given}: byte ${decoded.byteOffset} is not valid UTF-8`);
}

/** Task files lie where the app has them. */
async function readSamples(config: HarnessConfig): Promise<Result<readonly Sample[]>> {
  return resolveSamples(config.task, {
    readBytes: async (path) => {
      const bytes = await readFile(join(root, 'public', path)).catch(() => null);
      return bytes === null
        ? toFailed('task-invalid', `The task file ${path} is not part of this app.`, { location: path })
        : toOk(new Uint8Array(bytes));
    },
    readText: async (path) => toFailed('task-invalid', `${path} is not a task file.`),
  });
}

async function readSource(values: Values, numbers: Numbers): Promise<Result<VarianceSource>> {
  const { within, between, difference } = numbers;
  if (values.pilot === undefined) return toOk({ type: 'stated', variances: { within, between, difference } });
  if (!(await stat(values.pilot).catch(() => null))?.isFile())
    return toFailed('bundle-invalid', `cannot read ${values.pilot}: there is no such file`);
  const members = await decodeZip(await openAsBlob(values.pilot));
  if (!members.ok) return members;
  const manifest = parseManifest(members.value);
  if (!manifest.ok) return manifest;
  const { contents, findings } = parseBundleContents(members.value, manifest.value);
  if (contents === null) {
    const [first] = findings.filter(({ severity }) => severity === 'error');
    return toFailed('bundle-invalid', `${first?.member ?? values.pilot}: ${first?.message ?? 'is not a bundle'}`);
  }
  const events = toJournalEvents(contents);
  if (!events.ok) return events;
  const run = toRunRows(events.value);
  if (!run.ok) return run;
  const pilot = readPilot(run.value.rows, values.scorer ?? contents.config.scorers[0]?.name ?? '');
  return pilot.ok ? toOk({ type: 'pilot', pilot: pilot.value }) : pilot;
}

function toSourceText(source: VarianceSource): string {
  if (source.type === 'stated')
    return 'as stated, or those of Miller’s example where nothing is stated; clusters are counted';
  const { model, scorer, comparedWith, n, clusters } = source.pilot;
  const pair =
    comparedWith === null ? 'ω² = 2·Var(x): as if the two had nothing in common' : `ω² against ${comparedWith}`;
  return `of ${model} under "${scorer}" in the pilot, ${n} samples in ${clusters} clusters; ${pair}`;
}

async function plan(values: Values, given: string): Promise<Result<string>> {
  const config = await readConfig(given);
  if (!config.ok) return config;
  const numbers = readNumbers(values, config.value);
  if (!numbers.ok) return numbers;
  const samples = await readSamples(config.value);
  if (!samples.ok) return samples;
  const planned = planRun(config.value, samples.value);
  if (!planned.ok) return planned;
  const source = await readSource(values, numbers.value);
  if (!source.ok) return source;
  const { delta, alpha, power, epochsB } = numbers.value;
  const { level } = config.value.analysis;
  const epochs = { a: config.value.protocol.epochs.baseline, b: epochsB };
  const sensitivity = planSensitivityOf(samples.value, source.value, { delta, alpha, power, epochs, level });
  const { n, clusters } = toSampleCounts(samples.value);
  const variances = source.value.type === 'pilot' ? source.value.pilot.variances : source.value.variances;
  const { trialCount } = planned.value;
  if (values.json)
    return toOk(
      `${JSON.stringify({ trials: trialCount, samples: n, clusters, variances, question: { delta, alpha, power, epochs, level }, ...sensitivity })}\n`,
    );
  const small = (value: number | null): string => toNumberText(value, 'small');
  const lines: readonly (readonly [string, string])[] = [
    ['trials', String(trialCount)],
    ['samples', `${n} in ${clusters} clusters, ${epochs.a} epochs each; compared with ${epochs.b} epochs`],
    [
      'variances',
      `σ² ${small(variances.within)}, Var(x) ${small(variances.between)}, ω² ${small(variances.difference)}`,
    ],
    ['', toSourceText(source.value)],
    ['smallest difference', `${small(sensitivity.smallestDifference)} found with power ${power} at α = ${alpha}`],
    [
      'samples required',
      `${sensitivity.samplesRequired}${source.value.type === 'pilot' ? '' : ' independent ones'} for a difference of ${delta}`,
    ],
    [
      'half width',
      `±${small(sensitivity.halfWidth)} to expect of accuracy at level ${level}; floor ±${small(sensitivity.floor)} with any number of epochs`,
    ],
    ['EQUIVALENT', `power ${small(sensitivity.equivalencePower)} at δ = ${delta}, when two such runs do not differ`],
  ];
  return toOk(lines.map(([label, text]) => `${label.padEnd(20)} ${text}\n`).join(''));
}

async function main(): Promise<number> {
  const values = parsePlanArguments();
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (values.config === undefined) {
    process.stderr.write(`--config is needed.\n\n${HELP}`);
    return 2;
  }
  const planned = await plan(values, values.config);
  if (planned.ok) {
    process.stdout.write(planned.value);
    return 0;
  }
  const { message, detail } = planned.failure;
  process.stderr.write(`${message}\n${detail === null ? '' : `    ${detail.split('\n').join('\n    ')}\n`}`);
  return 2;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
