/** Text of each model's `tokenizer.json` by model id, from its tokenizer files by path; a model without one is left out. */
export function toTokenizerJsonByModel(
  filesByModel: Readonly<Record<string, Readonly<Record<string, string>>>>,
): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(filesByModel).flatMap(([model, files]) => {
      const text = files['tokenizer.json'];
      return text === undefined ? [] : [[model, text] as const];
    }),
  );
}
