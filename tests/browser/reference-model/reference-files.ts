import { MLC_CONFIG } from '#workers/decode/mlc-settings.ts';
import { TEXT_CODEC_PATHS } from '#workers/decode/text-codec.ts';
/** Folder under `models/` of the model that is shipped. */
export const REFERENCE_FOLDER = 'reference';

/** Longer than any right answer; as in `training/evaluate`, so that answers that never end are cut at the same place. */
export const MAX_NEW_TOKENS = 128;

/** A file of the shipped model. Throws, naming the file, where the server does not have it. */
export async function fetchReferenceFile(path: string): Promise<Blob> {
  const response = await fetch(`/models/${REFERENCE_FOLDER}/${path}`);
  if (!response.ok) throw new Error(`models/${REFERENCE_FOLDER}/${path}: ${response.status}`);
  return response.blob();
}

/** What the shipped model has of the files that text becomes tokens by. */
export const REFERENCE_TEXT_FILES = TEXT_CODEC_PATHS.filter((path) => path !== MLC_CONFIG);
