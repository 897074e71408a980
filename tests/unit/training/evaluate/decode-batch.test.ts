import { InferenceSession } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { createRng } from '#core/rng/rng.ts';
import { chooseGreedy, chooseSampled } from '#training/evaluate/choose-token.ts';
import { decodeBatch } from '#training/evaluate/decode-batch.ts';
import { createInferenceGraph } from '#training/export/inference-graph.ts';
import { toReferenceLogits } from '../model/reference-loss.ts';
import { createRoughParameters, SMALL_SHAPE } from '../model/small-network.ts';

describe('decoding', () => {
  it('follows the most probable token of the formulas, and a row does not depend on its batch', async () => {
    const parameters = createRoughParameters(SMALL_SHAPE);
    const session = await InferenceSession.create(createInferenceGraph(SMALL_SHAPE, parameters, 'fp32'));
    const plain = Object.fromEntries(Object.entries(parameters).map(([name, values]) => [name, [...values]]));
    const prompts = [
      [3, 1, 4],
      [9, 2, 6],
    ];
    const form = { ...SMALL_SHAPE, endId: -1 };
    const options = { maxNewTokens: 6, choose: chooseGreedy };
    const together = await decodeBatch(session, form, prompts, options);
    for (const [index, prompt] of prompts.entries()) {
      const ids = [...prompt];
      for (let step = 0; step < 6; step += 1) {
        ids.push(chooseGreedy(Float32Array.from(toReferenceLogits(SMALL_SHAPE, plain, ids).at(-1) ?? [])));
      }
      expect(together[index]).toEqual(ids.slice(3));
      expect(await decodeBatch(session, form, [prompt], options)).toEqual([together[index]]);
      const endId = together[index]?.[2] ?? -1;
      const [ended] = await decodeBatch(session, { ...form, endId }, [prompt], options);
      expect(ended).toEqual(together[index]?.slice(0, together[index].indexOf(endId)));
    }
  });

  it('samples what the shares, written out, say', () => {
    const numbers = createRng('logits');
    const logits = Float32Array.from({ length: 200 }, () => numbers.int(-800, 800) / 100);
    const most = Math.max(...logits);
    const shares = [...logits].map((value) => Math.exp(value - most));
    const total = shares.reduce((sum, share) => sum + share, 0);
    const [rng, same] = [createRng('draws'), createRng('draws')];
    for (let draw = 0; draw < 500; draw += 1) {
      const wanted = ((same.int(0, 2 ** 30 - 1) + 0.5) / 2 ** 30) * total;
      let sum = 0;
      const expected = shares.findIndex((share) => (sum += share) > wanted);
      expect(chooseSampled(logits, rng)).toBe(expected);
    }
  });

  it('samples in proportion to probability', () => {
    const rng = createRng('sampling');
    const logits = Float32Array.from([Math.log(1), Math.log(2), Math.log(5)]);
    const counts = [0, 0, 0];
    for (let draw = 0; draw < 8000; draw += 1) {
      const id = chooseSampled(logits, rng);
      counts[id] = (counts[id] ?? 0) + 1;
    }
    expect(counts.map((count) => count / 1000)).toEqual([
      expect.closeTo(1, 0),
      expect.closeTo(2, 0),
      expect.closeTo(5, 0),
    ]);
  });
});
