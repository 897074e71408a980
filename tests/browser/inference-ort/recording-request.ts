import { sha256Hex } from '#core/hash/sha256.ts';
import type { GroupRequest, InferenceApi } from '#workers/contract/inference.ts';

/** The group whose outputs are recorded from Node and compared in the browser; every control is on. */
export async function toRecordingRequest(api: Pick<InferenceApi, 'prepare'>): Promise<GroupRequest> {
  const prepared = await api.prepare([
    {
      system: null,
      user: 'Turn this into JSON with asset, location, fault:\nIn the north hall pump 3 has a worn bearing.',
    },
  ]);
  if (!prepared.ok) throw new Error(prepared.failure.message);
  return {
    groupIndex: 0,
    promptTokenIds: prepared.value[0]?.promptTokenIds ?? [],
    trialKeys: Array.from({ length: 8 }, (_, index) => sha256Hex(`recording ${index}`)),
    decoding: {
      temperature: 2,
      topK: 200,
      topP: 0.98,
      minP: 0.001,
      repetitionPenalty: 1.1,
      maxNewTokens: 32,
      stopStrings: ['\n\n'],
    },
    batchSize: 8,
  };
}
