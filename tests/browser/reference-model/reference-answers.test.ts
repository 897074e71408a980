import { beforeAll, describe, expect, it } from 'vitest';
import type { Precision } from '#training/export/decoder-weights.ts';
import { printAgreement } from './print-agreement.ts';
import { toConformancePrompts } from './conformance-prompts.ts';
import { answerWithOrtNode } from './ort-node.ts';
import { answerWithOwnEngine } from './own-engine.ts';
import { createReferenceCodec, renderPrompts } from './reference-codec.ts';
import { answerWithTransformers } from './transformers-js.ts';
import { answerWithWllama, openWllama } from './wllama-gguf.ts';

/** A minute and more when other programs have the cores. */
const SLOW = { timeout: 180_000 };

const prompts = toConformancePrompts();
const own = new Map<Precision, readonly string[]>();

beforeAll(async () => {
  for (const precision of ['fp32', 'q8', 'q4'] as const)
    own.set(precision, await answerWithOwnEngine(precision, prompts));
}, SLOW.timeout);

describe('fp32', SLOW, () => {
  it('gives fifty answers worth comparing', () => {
    // A model that always says the same would be equal everywhere.
    expect(new Set(own.get('fp32')).size).toBeGreaterThan(20);
  });

  it('gives the same text in transformers.js', async () => {
    expect(await answerWithTransformers('fp32', prompts)).toEqual(own.get('fp32'));
  });

  it('gives the same text in onnxruntime-node', async () => {
    expect(await answerWithOrtNode('fp32', prompts)).toEqual(own.get('fp32'));
  });
});

// The weights are the same everywhere, the sums are not: activations are rounded to eight bits in blocks, by kernels that
// differ, and where two tokens are nearly as probable that decides. Of a sound model a few answers in a hundred have such a
// place; of a file that is read wrongly, nearly none stays equal.
describe.each(['q8', 'q4'] as const)('%s', SLOW, (precision) => {
  it('gives the same text in transformers.js, on the same kernels', async () => {
    const texts = await answerWithTransformers(precision, prompts);
    expect(printAgreement(`${precision}, app and transformers.js`, texts, own.get(precision))).toBeGreaterThanOrEqual(
      0.96,
    );
  });

  it('gives nearly the same text in onnxruntime-node', async () => {
    const texts = await answerWithOrtNode(precision, prompts);
    expect(printAgreement(`${precision}, app and onnxruntime-node`, texts, own.get(precision))).toBeGreaterThanOrEqual(
      0.9,
    );
  });
});

describe('the GGUF file', SLOW, () => {
  it('gives nearly the same text in wllama as the graph of eight bits', async () => {
    const codec = await createReferenceCodec();
    const texts = await answerWithWllama(await openWllama(), renderPrompts(codec, prompts));
    printAgreement('GGUF in wllama and fp32 in the app', texts, own.get('fp32'));
    expect(printAgreement('GGUF in wllama and q8 in the app', texts, own.get('q8'))).toBeGreaterThanOrEqual(0.9);
  });
});
