import { beforeAll, describe, expect, test } from 'vitest';
import { toOk, type Result } from '#core/errors/result.ts';
import { ControlProbe, type ProbedControl } from '#core/model/control-probe.ts';
import { judgeControls, toIgnoredControls } from '#core/model/judge-controls.ts';
import type { ModelSession } from '#harness/ports.ts';
import { probeControls } from '#harness/probe-controls.ts';
import { openReference } from '#tests/support/run-on-reference.ts';
import type { GroupRequest } from '#workers/contract/inference.ts';
import { readReferenceFiles, toVerifiedModel } from '../workers/inference-ort/reference-model.ts';

let session: ModelSession;
let promptTokenIds: readonly number[];
const { signal } = new AbortController();

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.message} ${result.failure.detail}`);
  return result.value;
}

beforeAll(async () => {
  const { ref } = toVerifiedModel(await readReferenceFiles(), { modelId: 'reference' });
  session = unwrap(await openReference(ref));
  const user = 'Note: The key is with Asha. Question: Who has the key?';
  promptTokenIds = unwrap(await session.prepare([{ system: null, user }], signal))[0]?.promptTokenIds ?? [];
  return () => session[Symbol.asyncDispose]();
});

/** The reference model behind a runtime that does something else than it was asked. */
function probe(change: (request: GroupRequest) => GroupRequest): Promise<Result<ControlProbe>> {
  const generate: ModelSession['generate'] = (request, abort) => session.generate(change(request), abort);
  return probeControls({ ...session, generate }, { promptTokenIds, batchSize: 2, signal });
}

const withDecoding =
  (decoding: Partial<GroupRequest['decoding']>) =>
  (request: GroupRequest): GroupRequest => ({ ...request, decoding: { ...request.decoding, ...decoding } });

describe('the control probe', () => {
  test('sees that the reference model obeys every control, and its record is one of the schema', async () => {
    const made = unwrap(await probe((request) => request));
    expect(ControlProbe.parse(JSON.parse(JSON.stringify(made)))).toEqual(made);
    expect(judgeControls(made).map(({ control, verdict }) => [control, verdict])).toEqual(
      ['seed', 'temperature', 'topK', 'topP', 'minP', 'repetitionPenalty', 'maxNewTokens', 'stopStrings'].map(
        (control) => [control, 'obeyed'],
      ),
    );
  });

  const unheeded: readonly (readonly [ProbedControl, Partial<GroupRequest['decoding']>])[] = [
    ['topK', { topK: 0 }],
    ['topP', { topP: 1 }],
    ['minP', { minP: 0 }],
    ['repetitionPenalty', { repetitionPenalty: 1 }],
    ['maxNewTokens', { maxNewTokens: 6 }],
    ['stopStrings', { stopStrings: [] }],
  ];
  test.each(unheeded)('finds out a runtime that drops %s', async (control, decoding) => {
    expect(toIgnoredControls(unwrap(await probe(withDecoding(decoding))))).toEqual([control]);
  });

  test('finds out a runtime that always samples, and one that never does', async () => {
    expect(toIgnoredControls(unwrap(await probe(withDecoding({ temperature: 2 }))))).toContain('temperature');
    const greedy = judgeControls(unwrap(await probe(withDecoding({ temperature: 0 }))));
    expect(greedy.find(({ control }) => control === 'temperature')).toMatchObject({ verdict: 'unseen' });
  });

  test('finds out a runtime whose seed is the place in the group', async () => {
    const keys = ['1', '2'].map((digit) => digit.repeat(64));
    const made = probeControls(
      {
        ...session,
        generate: async (request, abort) => {
          const own = { ...request, trialKeys: keys.slice(0, request.trialKeys.length) };
          const output = unwrap(await session.generate(own, abort));
          const rows = output.rows.map((row, index) => ({ ...row, trialKey: request.trialKeys[index] ?? '' }));
          return toOk({ ...output, rows });
        },
      },
      { promptTokenIds, batchSize: 2, signal },
    );
    expect(toIgnoredControls(unwrap(await made))).toContain('seed');
  });

  test('fails with the failure of the session', async () => {
    const broken = await probe((request) => ({ ...request, promptTokenIds: [] }));
    expect(broken.ok).toBe(false);
  });
});
