import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { sha256Hex } from '#core/hash/sha256.ts';
import { ModelFile } from '#core/model/model-ref.ts';
import { parseTokenizerJson, toTokenizerFiles } from '../bpe/tokenizer-files.ts';
import { toCorpusDigest, type DrawConversation } from '../corpus/corpus.ts';
import { trainTokenizer } from './train-tokenizer.ts';
import { TrainingRecord } from './training-record.ts';

const Manifest = z.object({ files: z.array(ModelFile) });

/** Files of a folder that its manifest does not list: the manifest itself. */
const UNLISTED = new Set(['manifest.json']);

/** One thing that was looked at. */
export interface Finding {
  readonly what: string;
  readonly isRight: boolean;
}

/**
 * Hashes every file of a model folder against its manifest, then generates the corpus and learns the vocabulary again and
 * compares both with what the folder states. The weights are checked by hash only: to train them again takes hours.
 */
export async function verifyModel(folder: string, draw: DrawConversation): Promise<readonly Finding[]> {
  const manifest = Manifest.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
  const findings: Finding[] = [];
  for (const { path, sha256 } of manifest.files) {
    findings.push({ what: path, isRight: sha256Hex(await readFile(join(folder, path))) === sha256 });
  }
  const listed = new Set(manifest.files.map(({ path }) => path));
  for (const path of await listFiles(folder)) {
    if (!listed.has(path) && !UNLISTED.has(path)) findings.push({ what: `${path} is in no list`, isRight: false });
  }
  const { recipe, corpus } = TrainingRecord.parse(JSON.parse(await readFile(join(folder, 'training.json'), 'utf8')));
  const digest = toCorpusDigest(recipe.corpus, corpus.pools, draw);
  findings.push({ what: `corpus of ${corpus.examples} examples`, isRight: digest.sha256 === corpus.sha256 });
  const shipped = parseTokenizerJson(await readFile(join(folder, 'tokenizer.json'), 'utf8'));
  const { contextLength } = recipe.training.shape;
  const isSame =
    toTokenizerFiles(trainTokenizer(recipe, draw), contextLength)['tokenizer.json'] ===
    toTokenizerFiles(shipped, contextLength)['tokenizer.json'];
  findings.push({ what: 'vocabulary learned from the corpus', isRight: isSame });
  return findings;
}

async function listFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
}
