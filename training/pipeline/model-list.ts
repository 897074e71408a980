import * as z from 'zod';
import { ModelManifest } from '../export/model-folder.ts';
import { readIfPresent, writeWhole } from './output-folder.ts';

const ModelList = z.array(ModelManifest).max(200);

/** The models that are listed beside their folders; null when there is no list. */
export async function readModelList(path: string): Promise<readonly ModelManifest[] | null> {
  const file = await readIfPresent(path);
  return file === null ? null : ModelList.parse(JSON.parse(new TextDecoder().decode(file)));
}

/** Puts a model on the list, in its old place when it has one. */
export async function listModel(path: string, entry: ModelManifest): Promise<void> {
  const models = (await readModelList(path)) ?? [];
  const isListed = models.some(({ modelId }) => modelId === entry.modelId);
  const updated = isListed
    ? models.map((model) => (model.modelId === entry.modelId ? entry : model))
    : [...models, entry];
  await writeWhole(path, `${JSON.stringify(updated, null, 2)}\n`);
}
