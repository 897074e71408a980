import { expect } from 'vitest';
import { applies, type Check } from './check.ts';
import { generate, GREEDY, PROMPTS, toPromptIds, toTrialKeys, unwrap } from './loaded-target.ts';

/** Long and hot: the answers of a small model then hold bytes of all kinds. */
const WILD = { ...GREEDY, temperature: 5, maxNewTokens: 120 };

/** Checks of text, of ending, and of what is left behind. The last one ends the worker. */
export const textChecks: readonly Check[] = [
  {
    id: 'stop-string',
    title: 'A stop string that crosses the border of two tokens ends the answer, and the text is cut before it',
    toReason: applies,
    run: async (loaded) => {
      const promptTokenIds = await toPromptIds(loaded, PROMPTS[0] ?? '');
      const trialKeys = toTrialKeys(1);
      const [whole] = await generate(loaded, { promptTokenIds, trialKeys });
      const text = whole?.outputText ?? '';
      const stops: string[] = [];
      for (let start = 2; start + 3 <= text.length && stops.length < 6; start += 2)
        stops.push(text.slice(start, start + 3));
      let crossed = 0;
      for (const stop of stops) {
        const [cut] = await generate(loaded, {
          promptTokenIds,
          trialKeys,
          decoding: { ...GREEDY, stopStrings: [stop] },
        });
        expect(cut).toMatchObject({ finishReason: 'stop-string', outputText: text.slice(0, text.indexOf(stop)) });
        // The last token holds the end of the string; where it does not hold all of it, the string crosses a border.
        if ((cut?.outputTokenIds.length ?? 0) > 1) crossed += 1;
      }
      expect(crossed).toBeGreaterThan(0);
      return `${stops.length} strings of three characters`;
    },
  },
  {
    id: 'unicode',
    title: 'The live text never shows half a character',
    toReason: applies,
    run: async (loaded) => {
      const promptTokenIds = await toPromptIds(loaded, PROMPTS[1] ?? '');
      const from = loaded.deltas.length;
      const outputs = await generate(loaded, { promptTokenIds, trialKeys: toTrialKeys(4), decoding: WILD });
      await expect.poll(() => loaded.deltas.length).toBeGreaterThan(from);
      const texts = loaded.deltas.slice(from).map(({ text }) => text);
      expect(texts.filter((text) => text.endsWith('\uFFFD'))).toEqual([]);
      const beyondAscii = outputs.filter(({ outputText }) => /[^\p{ASCII}]/u.test(outputText)).length;
      return `${texts.length} live texts, ${beyondAscii} of ${outputs.length} answers beyond ASCII`;
    },
  },
  {
    id: 'cancel',
    title: 'A wish to stop ends a long answer, and the worker goes on to the next',
    toReason: ({ capabilities }) => (capabilities.cancel === 'terminate' ? 'only by ending the worker' : null),
    run: async (loaded) => {
      const promptTokenIds = await toPromptIds(loaded, PROMPTS[1] ?? '');
      const trialKeys = toTrialKeys(8);
      const controller = new AbortController();
      const from = loaded.deltas.length;
      const batchSize = loaded.session.report.maxBatchSize;
      const request = { groupIndex: 1, promptTokenIds, trialKeys, batchSize, decoding: { ...WILD, maxNewTokens: 450 } };
      const generating = loaded.session.generate(request, controller.signal);
      await expect.poll(() => loaded.deltas.length, { interval: 5, timeout: 20_000 }).toBeGreaterThan(from);
      controller.abort();
      const abortedAtMs = performance.now();
      expect(await generating).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
      const waitedMs = performance.now() - abortedAtMs;
      await generate(loaded, { promptTokenIds, trialKeys: trialKeys.slice(0, 1) });
      return `after ${waitedMs.toFixed(0)} ms`;
    },
  },
  {
    id: 'context',
    title: 'A prompt longer than the context is refused by name, an answer ends where the context does',
    toReason: ({ report }) => (report.contextLength === null ? 'no stated context' : null),
    run: async (loaded) => {
      const { contextLength } = loaded.session.report;
      const { signal } = new AbortController();
      const ids = await toPromptIds(loaded, PROMPTS[1] ?? '');
      const filler = Array.from({ length: contextLength ?? 0 }, (_, index) => ids[index % ids.length] ?? 0);
      const request = { groupIndex: 2, trialKeys: toTrialKeys(1), batchSize: 1, decoding: WILD };
      const refused = await loaded.session.generate({ ...request, promptTokenIds: filler }, signal);
      expect(refused).toMatchObject({ ok: false, failure: { code: 'context-overflow' } });
      const full = await loaded.session.generate({ ...request, promptTokenIds: filler.slice(0, -2) }, signal);
      const [row] = unwrap(full).rows;
      expect(row?.output.outputTokenIds.length).toBeLessThanOrEqual(2);
      return `${contextLength} tokens`;
    },
  },
  {
    id: 'memory',
    title: 'After unloading the worker is gone, and a call says so',
    toReason: applies,
    run: async (loaded) => {
      const { session, registry } = loaded;
      await session[Symbol.asyncDispose]();
      expect(registry.kill('inference')).toBe(0);
      const answer = await session.prepare([{ system: null, user: 'Copy: a' }], new AbortController().signal);
      expect(answer).toMatchObject({ ok: false, failure: { code: 'worker-crashed' } });
      return 'no worker left';
    },
  },
];
