import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Disclosure } from '#core/model/disclosure.ts';
import { toEvaluationText } from '#training/evaluate/evaluation-text.ts';
import type { ModelManifest } from '#training/export/model-folder.ts';
import { drawTrainingExample } from '#training/pipeline/draw-training-example.ts';
import { findOversize, verifyFiles, type Finding, type ReadFolder } from '#training/pipeline/verify-files.ts';
import { verifyModel, verifyOrigin } from '#training/pipeline/verify-model.ts';
import { createPublishedModel, SMALL_RECIPE } from './small-published-model.ts';

let folder: ReadFolder = {};
let entry: ModelManifest;
let evaluationText = '';

beforeAll(async () => {
  const published = await createPublishedModel();
  ({ folder, entry } = published);
  evaluationText = toEvaluationText(published.measurements.evaluation);
}, 60_000);

const toWrong = (findings: readonly Finding[]): readonly string[] =>
  findings.filter(({ isRight }) => !isRight).map(({ what }) => what);
const text = (path: string): string => new TextDecoder().decode(folder[path]);
const withText = (path: string, content: string): ReadFolder => ({
  ...folder,
  [path]: new TextEncoder().encode(content),
});

describe('verifying the files of a model', { timeout: 60_000 }, () => {
  it('finds nothing wrong with what was published', () => {
    const findings = verifyFiles(folder, [entry]);
    expect(toWrong(findings)).toEqual([]);
    // Every file but the manifest against the manifest; every one but three against the disclosure.
    expect(findings.filter(({ what }) => what.endsWith('against manifest'))).toHaveLength(
      Object.keys(folder).length - 1,
    );
    expect(findings.filter(({ what }) => what.endsWith('against disclosure'))).toHaveLength(
      Object.keys(folder).length - 3,
    );
  });

  it('finds one changed byte in every file, and names it', () => {
    for (const [path, content] of Object.entries(folder)) {
      const changed = Uint8Array.from(content);
      const middle = Math.floor(changed.length / 2);
      changed[middle] = (changed[middle] ?? 0) ^ 1;
      const wrong = toWrong(verifyFiles({ ...folder, [path]: changed }, [entry]));
      expect(
        wrong.some((what) => what.startsWith(path)),
        `${path}: ${wrong.join('; ')}`,
      ).toBe(true);
    }
  });

  it('finds a file that is missing, and one too many', () => {
    for (const path of Object.keys(folder)) {
      const { [path]: _, ...rest } = folder;
      expect(
        toWrong(verifyFiles(rest, [entry])).some((what) => what.includes(path)),
        path,
      ).toBe(true);
    }
    const extra = toWrong(verifyFiles(withText('notes.txt', 'more'), [entry]));
    expect(extra).toContain('notes.txt is in no list');
    expect(extra).toContain('notes.txt is not in disclosure.json');
  });

  it('finds a number that was made better in a document, even with the hashes made to fit', () => {
    const better = text('evaluation.json').replace('"isReached": false', '"isReached": true');
    expect(better).not.toBe(text('evaluation.json'));
    expect(toWrong(verifyFiles(withText('evaluation.json', better), [entry]))).toContain(
      'evaluation.json, targets from accuracies',
    );
  });

  it('finds a list of models without this one, with another hash, or none', () => {
    const isAboutList = (what: string): boolean => what.includes('list of models');
    expect(toWrong(verifyFiles(folder, null)).filter(isAboutList)).toHaveLength(1);
    expect(toWrong(verifyFiles(folder, [])).filter(isAboutList)).toHaveLength(1);
    const files = entry.files.map((file) => ({ ...file, sha256: '0'.repeat(64) }));
    expect(toWrong(verifyFiles(folder, [{ ...entry, files }])).filter(isAboutList)).toHaveLength(1);
  });

  it('lets the app load graphs, tokenizer and settings only', () => {
    expect(entry.files.map(({ path }) => path)).toEqual([
      'chat_template.jinja',
      'config.json',
      'generation_config.json',
      'onnx/model.onnx',
      'onnx/model_q4.onnx',
      'onnx/model_quantized.onnx',
      'special_tokens_map.json',
      'tokenizer.json',
      'tokenizer_config.json',
    ]);
  });

  it('refuses a folder or a graph that is too large', () => {
    const sha256 = '0'.repeat(64);
    expect(findOversize([{ path: 'onnx/model.onnx', bytes: 9e6 + 1, sha256 }])).toContain('onnx/model.onnx');
    expect(findOversize([{ path: 'a', bytes: 15e6 + 1, sha256 }])).toContain('the folder');
    expect(findOversize([{ path: 'onnx/model.onnx', bytes: 9e6, sha256 }])).toBeNull();
  });
});

describe('verifying where a model comes from', { timeout: 60_000 }, () => {
  const options = { recipes: [SMALL_RECIPE], draw: drawTrainingExample };

  it('generates the corpus and learns the vocabulary again', () => {
    expect(toWrong(verifyOrigin(folder, options))).toEqual([]);
  });

  it('finds another seed, another vocabulary and another recipe', () => {
    const otherSeed = withText('training.json', text('training.json').replaceAll('"seed": "small"', '"seed": "other"'));
    expect(toWrong(verifyOrigin(otherSeed, options)).map((what) => what.slice(0, 14))).toEqual([
      'corpus of 300 ',
      'tokenizer.json',
      'training.json,',
    ]);
    const merges = withText('tokenizer.json', text('tokenizer.json').replace('"Ġ t"', '"t Ġ"'));
    expect(text('tokenizer.json')).toContain('"Ġ t"');
    expect(toWrong(verifyOrigin(merges, options))).toEqual(['tokenizer.json, vocabulary learned again']);
  });
});

describe('the documents of a model', () => {
  it('have the table that the evaluate command prints', () => {
    expect(evaluationText).toContain('### Targets of the recipe');
    expect(text('MODEL_CARD.md')).toContain(evaluationText);
  });

  it('disclose every layer with its evidence, a cost, and how to contest it', () => {
    const disclosure = Disclosure.parse(JSON.parse(text('disclosure.json')));
    expect(Object.keys(disclosure.layers)).toEqual(['logic', 'weights', 'data', 'representation']);
    expect(disclosure.base).toBeNull();
    expect(disclosure.model.parameters.total).toBe(disclosure.model.parameters.active);
    // 360 CPU seconds at 5 to 20 W.
    expect(disclosure.cost.training.energy.wattHours).toEqual({ low: 0.5, high: 2 });
    expect(disclosure.layers.data).toMatchObject({ outsideCorpora: [], provenance: { usesAiAssistance: true } });
    const { severities, tools } = disclosure.layers.representation;
    expect(severities).toContainEqual({ error: 'triage: low where critical was right', severity: 4 });
    expect(severities).toContainEqual({ error: 'triage: critical where low was right', severity: 1 });
    expect(tools).toContainEqual({ name: 'start_machine', arguments: ['asset'], severityOfWrongCall: 4 });
  });
});

describe('the verify command', { timeout: 60_000 }, () => {
  let parent = '';
  afterAll(() => rm(parent, { recursive: true, force: true }));

  it('reads a folder with the list beside it, and looks for the evidence in the repository', async () => {
    parent = await mkdtemp(join(tmpdir(), 'plumbline-verify-'));
    const path = join(parent, 'reference');
    for (const [name, content] of Object.entries(folder)) {
      await mkdir(dirname(join(path, name)), { recursive: true });
      await writeFile(join(path, name), content);
    }
    await writeFile(join(parent, 'manifest.json'), JSON.stringify([entry]));
    const root = join(import.meta.dirname, '../../../..');
    const options = { root, recipes: [SMALL_RECIPE], draw: drawTrainingExample };
    expect(toWrong(await verifyModel(path, options))).toEqual([]);
    const elsewhere = toWrong(await verifyModel(path, { ...options, root: parent }));
    expect(elsewhere).toContain('disclosure.json, evidence docs/contestation.md');
  });
});
