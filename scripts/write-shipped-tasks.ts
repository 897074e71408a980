// Writes the tasks that ship beside the maintenance desk, with a ready configuration each; the same bytes every time. Run it again
// after `npm run train -- publish`, since the configurations pin the model's files by their hashes.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { AxisConfig } from '#core/model/axis.ts';
import type { ConfidenceConfig } from '#core/model/confidence-config.ts';
import { HarnessConfig, type PerturbationConfig, type ProtocolConfig } from '#core/model/harness-config.ts';
import type { Sample } from '#core/model/sample.ts';
import type { Scorer } from '#core/model/scorer.ts';
import { SAMPLE_SEVERITY_SCALE } from '#core/model/severity-scale.ts';
import { deskArithmeticScorer } from '#protocols/tasks/desk-arithmetic/desk-arithmetic-scorer.ts';
import { toDeskArithmeticSamples } from '#protocols/tasks/desk-arithmetic/to-desk-arithmetic-samples.ts';
import { deskExtractionScorer } from '#protocols/tasks/desk-extraction/desk-extraction-scorer.ts';
import { toDeskExtractionSamples } from '#protocols/tasks/desk-extraction/to-desk-extraction-samples.ts';
import { deskFactsScorer } from '#protocols/tasks/desk-facts/desk-facts-scorer.ts';
import { toDeskTexts } from '#protocols/tasks/desk-facts/to-desk-texts.ts';
import { FACT_LANGUAGES, type FactLanguage } from '#protocols/tasks/desk-facts/language.ts';
import { FACT_SYSTEM, toDeskFactsSamples } from '#protocols/tasks/desk-facts/to-desk-facts-samples.ts';
import { DECLINE_SENTENCE } from '#protocols/tasks/maintenance-desk/generator/decline-templates.ts';
import { readReferenceModel } from './reference-model.ts';

const PUBLIC = fileURLToPath(new URL('../public/', import.meta.url));

const LANGUAGE_NAMES: Readonly<Record<FactLanguage, string>> = {
  en: 'English',
  hi: 'Hindi',
  kn: 'Kannada',
  bn: 'Bangla',
};

/** A task file with the configuration that runs it. */
interface ShippedTask {
  readonly taskId: string;
  readonly title: string;
  readonly taskPath: string;
  readonly samples: readonly Sample[];
  readonly system: string | null;
  readonly scorer: Scorer;
  readonly configPath: string;
  readonly name: string;
  readonly notes: string;
  readonly epochs: ProtocolConfig['epochs'];
  readonly perturbations: readonly PerturbationConfig[];
  readonly maxNewTokens: number;
  readonly hasAbstention: boolean;
  readonly axes: readonly AxisConfig[];
  readonly confidence: ConfidenceConfig | null;
}

const use = (
  id: string,
  version: number,
  params: PerturbationConfig['params'] = {},
  variants = 1,
): PerturbationConfig => ({
  id,
  version,
  params,
  variants,
});

/** A few well-known changes, for tasks that are about capability first. */
const FEW: readonly PerturbationConfig[] = [
  use('ws_random', 1),
  use('case_lower', 1),
  use('kbd_typo', 2, { intensity: 0.05 }),
];

/**
 * Every dimension of a prompt in classes P and L: enough wordings for the spread of formats in each class, ladders of two and of three
 * intensities, and a full circle of three options.
 */
const EVERY_DIMENSION: readonly PerturbationConfig[] = [
  use('fmt_space', 1),
  use('fmt_separator', 2),
  use('sys_paraphrase', 2, {}, 2),
  use('sys_move', 1),
  use('opt_rotate', 2, {}, 2),
  use('ws_random', 1),
  use('case_lower', 1),
  use('kbd_typo', 2, { intensity: 0.05 }),
  use('kbd_typo', 2, { intensity: 0.1 }),
  use('kbd_typo', 2, { intensity: 0.2 }),
  use('zw_insert', 1, { intensity: 0.2 }),
  use('zw_insert', 1, { intensity: 0.4 }),
  use('random_suffix', 1),
];

/** A sentence before the question: in Kannada and Bangla it would leave the reference model's context no room for an answer. */
const DISTRACTED = use('distract_prefix', 1, { sentences: 1 });
const ROMANISED = use('translit_casual', 1);

/** What acts on one language and not on all, or fits in one and not in all. */
const MORE: Readonly<Record<FactLanguage, readonly PerturbationConfig[]>> = {
  en: [DISTRACTED],
  hi: [DISTRACTED, ROMANISED, use('translit_iso', 1)],
  kn: [ROMANISED],
  bn: [ROMANISED],
};

/** Controls of decoding and of execution, one value beside the configuration's own. */
const AXES: readonly AxisConfig[] = [
  { type: 'temperature', values: [0.5] },
  { type: 'top-p', values: [0.9] },
  { type: 'max-tokens', factors: [0.5] },
  { type: 'batch', values: [8] },
];

/**
 * How sure the model says that it is. Not in Kannada and Bangla: prompt, answer and question together do not fit the reference model's
 * context there. Written like the task, not reviewed by a native speaker.
 */
const CONFIDENCE: Readonly<Partial<Record<FactLanguage, ConfidenceConfig>>> = {
  en: {
    pTrue: { question: 'Is this answer right? Answer yes or no.', trueText: 'yes', falseText: 'no' },
    verbalized: { question: 'How sure are you, from 0 to 100? Answer with a number.', maxNewTokens: 8 },
    conditions: 'original',
  },
  hi: {
    pTrue: { question: 'क्या यह उत्तर सही है? हाँ या नहीं में उत्तर दें।', trueText: 'हाँ', falseText: 'नहीं' },
    verbalized: { question: 'आप कितने निश्चित हैं, 0 से 100 तक? केवल संख्या लिखें।', maxNewTokens: 8 },
    conditions: 'original',
  },
};

const CAPABILITY: readonly ShippedTask[] = [
  {
    taskId: 'plumbline/desk-arithmetic',
    title: 'Desk arithmetic',
    taskPath: 'tasks/desk-arithmetic-1.jsonl',
    samples: toDeskArithmeticSamples(),
    system: null,
    scorer: deskArithmeticScorer,
    configPath: 'configs/desk-arithmetic.json',
    name: 'Desk arithmetic',
    notes: 'Counting as the reference model was trained on, and sums beyond it: half a minute on two cores.',
    epochs: { baseline: 16, perturbed: 4 },
    perturbations: FEW,
    maxNewTokens: 32,
    hasAbstention: false,
    axes: [],
    confidence: null,
  },
  {
    taskId: 'plumbline/desk-extraction',
    title: 'Desk extraction',
    taskPath: 'tasks/desk-extraction-1.jsonl',
    samples: toDeskExtractionSamples(),
    system: null,
    scorer: deskExtractionScorer,
    configPath: 'configs/desk-extraction.json',
    name: 'Desk extraction',
    notes:
      'Log lines to JSON, a third of them with words or wordings that training never had: half a minute on two cores.',
    epochs: { baseline: 16, perturbed: 4 },
    perturbations: FEW,
    maxNewTokens: 56,
    hasAbstention: false,
    axes: [],
    confidence: null,
  },
];

function toFactsTask(language: FactLanguage): ShippedTask {
  const languageName = LANGUAGE_NAMES[language];
  const isKnown = language === 'en' || language === 'hi';
  return {
    taskId: `plumbline/desk-facts-${language}`,
    title: `Desk facts, ${languageName}`,
    taskPath: `tasks/desk-facts-${language}-1.jsonl`,
    samples: toDeskFactsSamples(language),
    system: FACT_SYSTEM[language],
    scorer: deskFactsScorer,
    configPath: `configs/every-protocol-${language}.json`,
    name: `Every protocol, ${languageName}`,
    notes: isKnown
      ? `Repetition, every kind of perturbation, axes of decoding, confidence, severity and abstention on the desk facts in ${languageName}.`
      : `Repetition, the perturbations that fit the reference model’s context, severity and abstention on the desk facts in ${languageName}: a language that it does not know, so its answers are called degenerate.`,
    epochs: isKnown ? { baseline: 12, perturbed: 2 } : { baseline: 9, perturbed: 1 },
    perturbations: [...EVERY_DIMENSION, ...MORE[language]],
    maxNewTokens: isKnown ? 56 : 104,
    hasAbstention: true,
    axes: isKnown ? AXES : [],
    confidence: CONFIDENCE[language] ?? null,
  };
}

const SHIPPED: readonly ShippedTask[] = [...CAPABILITY, ...FACT_LANGUAGES.map(toFactsTask)];

function toTaskText({ samples }: ShippedTask): string {
  return toJsonLines(samples);
}

function toJsonLines(samples: readonly Sample[]): string {
  return samples.map((sample) => `${JSON.stringify(sample)}\n`).join('');
}

function toConfig(shipped: ShippedTask): HarnessConfig {
  const { taskId, title, taskPath, samples, system, scorer, name, notes, epochs, perturbations } = shipped;
  const text = toTaskText(shipped);
  return HarnessConfig.parse({
    schemaVersion: 1,
    name,
    notes,
    models: [readReferenceModel()],
    task: {
      taskId,
      version: 1,
      title,
      system,
      promptTemplate: '{input}',
      samples: {
        type: 'file',
        path: taskPath,
        bytes: Buffer.byteLength(text),
        sha256: sha256Hex(text),
        sampleCount: samples.length,
      },
    },
    decoding: {
      temperature: 1,
      topK: 0,
      topP: 1,
      minP: 0,
      repetitionPenalty: 1,
      maxNewTokens: shipped.maxNewTokens,
      stopStrings: [],
    },
    protocol: {
      masterSeed: 20261130,
      epochs,
      perturbations: [...perturbations],
      ...(shipped.axes.length === 0 ? {} : { axes: [...shipped.axes] }),
    },
    scorers: [scorer],
    severity: SAMPLE_SEVERITY_SCALE,
    ...(shipped.hasAbstention ? { abstention: { token: DECLINE_SENTENCE } } : {}),
    ...(shipped.confidence === null ? {} : { confidence: shipped.confidence }),
    execution: { batchSize: 16 },
    analysis: { level: 0.95, bootstrap: { resamples: 2000, seed: 1 } },
  });
}

const TEXTS_TASK = 'tasks/desk-texts-1.jsonl';
const TEXTS_CONFIG = 'configs/desk-texts.json';

/** How well the reference model foretells the same facts in four languages; nothing is asked or generated. */
function toTextsConfig(text: string, sampleCount: number): HarnessConfig {
  return HarnessConfig.parse({
    schemaVersion: 1,
    name: 'Desk texts, perplexity in four languages',
    notes:
      'How well the reference model foretells the desk facts in English, Hindi, Kannada and Bangla, in bits per byte.',
    models: [readReferenceModel()],
    task: {
      taskId: 'plumbline/desk-texts',
      version: 1,
      title: 'Desk texts',
      system: null,
      promptTemplate: '{input}',
      samples: {
        type: 'file',
        path: TEXTS_TASK,
        bytes: Buffer.byteLength(text),
        sha256: sha256Hex(text),
        sampleCount,
      },
      mode: { type: 'perplexity', stride: null, windowLength: null },
    },
    decoding: {
      temperature: 0,
      topK: 0,
      topP: 1,
      minP: 0,
      repetitionPenalty: 1,
      maxNewTokens: 1,
      stopStrings: [],
    },
    protocol: {
      masterSeed: 20261130,
      epochs: { baseline: 1, perturbed: 1 },
      perturbations: [use('ws_random', 1), use('norm_nfd', 1)],
    },
    scorers: [],
    execution: { batchSize: 1 },
    analysis: { level: 0.95, bootstrap: { resamples: 2000, seed: 1 } },
  });
}

/** Text of every file this script writes, by path under `public/`. */
export function toShippedFiles(): ReadonlyMap<string, string> {
  const texts = toDeskTexts();
  const text = toJsonLines(texts);
  return new Map([
    ...SHIPPED.flatMap((shipped) => [
      [shipped.taskPath, toTaskText(shipped)] as const,
      [shipped.configPath, `${JSON.stringify(toConfig(shipped), null, 2)}\n`] as const,
    ]),
    [TEXTS_TASK, text] as const,
    [TEXTS_CONFIG, `${JSON.stringify(toTextsConfig(text, texts.length), null, 2)}\n`] as const,
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of toShippedFiles()) {
    mkdirSync(dirname(join(PUBLIC, path)), { recursive: true });
    writeFileSync(join(PUBLIC, path), text);
    console.log(`wrote public/${path}`);
  }
}
