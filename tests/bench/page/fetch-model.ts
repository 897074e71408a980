import type { ModelRef } from '#core/model/model-ref.ts';
import type { VerifiedModel } from '#workers/contract/inference.ts';

/** Files of an embedded model, as the app's loader would hand them on; their hashes are not the matter here. */
export async function fetchModel(ref: ModelRef): Promise<VerifiedModel> {
  if (ref.source.type !== 'embedded') throw new Error('the bench measures embedded models');
  const folder = `models/${ref.source.path}`;
  const files = ref.files.map(async ({ path }) => ({ path, blob: await (await fetch(`${folder}/${path}`)).blob() }));
  return { ref, files: await Promise.all(files) };
}
