import type { VerifiedModel } from '#workers/contract/inference.ts';

/** Ends of output as the files of a model name them. */
const ENDS: readonly (readonly [RegExp, string])[] = [
  [/"eos_token_id":\s*(?:\d+|\[[^\]]*\])/g, '"eos_token_id":null'],
  [/"eos_token":\s*"[^"]*"/g, '"eos_token":null'],
  [/<\|(?:end|im_end|eot_id)\|>/g, '<|go_on|>'],
];

/** The same model without any token that ends an output, so that every way decodes the same number of tokens. */
export async function toEndlessModel({ ref, files }: VerifiedModel): Promise<VerifiedModel> {
  const endless = files.map(async ({ path, blob }) => {
    if (!path.endsWith('.json')) return { path, blob };
    const text = await blob.text();
    return { path, blob: new Blob([ENDS.reduce((changed, [end, other]) => changed.replace(end, other), text)]) };
  });
  return { ref, files: await Promise.all(endless) };
}
