import { encodeUtf8 } from '#core/bundle/utf8.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { BundleContents } from './bundle-contents.ts';
import { toTokenizerFolders } from './bundle-tokenizer-folders.ts';
import { isTokenizerFile } from './ports.ts';
import type { CodecByModel, CreateVerifyCodec, VerifyCodec } from './verify-codec.ts';
import { findDifference, toDifferenceText } from './verify-difference.ts';
import { createFindingList, type FindingList, type VerifyFinding } from './verify-finding.ts';

type ModelRef = HarnessConfig['models'][number];

/** Compares the tokenizer files with the hashes of the configuration and builds a codec of each model whose files are right. */
export function verifyTokenizer(
  contents: BundleContents,
  createCodec: CreateVerifyCodec,
): { readonly codecByModel: CodecByModel; readonly findings: readonly VerifyFinding[] } {
  const list = createFindingList('tokenizer');
  const folders = toTokenizerFolders(contents.config);
  const codecByModel = new Map<string, VerifyCodec>();
  for (const model of contents.config.models) {
    const folder = folders.get(model.modelId) ?? '';
    const files = contents.tokenizerFilesByModel[model.modelId] ?? {};
    const isUsed = contents.transcripts.some(({ row }) => row.model === model.modelId);
    if (!isUsed && Object.keys(files).length === 0) {
      list.note(folder, null, `model "${model.modelId}" has no trial and no tokenizer files`);
      continue;
    }
    if (model.dtype === 'gguf') {
      list.note(
        folder,
        null,
        `model "${model.modelId}" has its tokenizer inside the GGUF file: its prompts and texts are not derived again; random numbers and log-probabilities are checked`,
      );
      continue;
    }
    if (!verifyFiles(model, folder, files, list)) continue;
    const codec = createCodec(files, model.chatTemplate);
    if (!codec.ok) {
      list.error(folder, null, codec.failure.message);
      continue;
    }
    verifyLoad(contents, model, codec.value, list);
    codecByModel.set(model.modelId, codec.value);
  }
  return { codecByModel, findings: list.findings };
}

/** True when every tokenizer file of the configuration is there with its hash, and no other. */
function verifyFiles(
  model: ModelRef,
  folder: string,
  files: Readonly<Record<string, string>>,
  list: FindingList,
): boolean {
  const asked = model.files.filter(isTokenizerFile);
  let isRight = true;
  for (const file of asked) {
    const text = files[file.path];
    const found =
      text === undefined ? 'is missing' : `has SHA-256 ${sha256Hex(encodeUtf8(text))}, config.json says ${file.sha256}`;
    if (text !== undefined && sha256Hex(encodeUtf8(text)) === file.sha256) continue;
    list.error(`${folder}/${file.path}`, null, found);
    isRight = false;
  }
  for (const path of Object.keys(files)) {
    if (asked.some((file) => file.path === path)) continue;
    list.error(`${folder}/${path}`, null, `is not a tokenizer file of model "${model.modelId}" in config.json`);
    isRight = false;
  }
  return isRight;
}

/** What the run said that it found in these files. */
function verifyLoad({ effectiveConfig }: BundleContents, model: ModelRef, codec: VerifyCodec, list: FindingList): void {
  const load = effectiveConfig.models.find((effective) => effective.load.modelId === model.modelId)?.load;
  if (load === undefined) return;
  const { chatTemplate, stopTokenIds, contextLength } = load;
  const expected = {
    chatTemplate: codec.chatTemplate,
    stopTokenIds: codec.stopTokenIds,
    contextLength: codec.contextLength,
  };
  const difference = findDifference(expected, { chatTemplate, stopTokenIds, contextLength });
  if (difference !== null)
    list.error('effective-config.json', null, `model "${model.modelId}": load.${toDifferenceText(difference)}`);
}
