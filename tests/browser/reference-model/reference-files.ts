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
