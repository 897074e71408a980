import { access, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Disclosure } from '#core/model/disclosure.ts';
import { parseTokenizerJson, toTokenizerFiles } from '../bpe/tokenizer-files.ts';
import { toCorpusDigest, type DrawConversation } from '../corpus/corpus.ts';
import type { Recipe } from '../recipes/recipe.ts';
import { readModelList } from './model-list.ts';
import { trainTokenizer } from './train-tokenizer.ts';
import { TrainingRecord } from './training-record.ts';
import { verifyFiles, type Finding, type ReadFolder } from './verify-files.ts';

/** Where the sources are that a model is checked against. */
export interface VerifyOptions {
  /** The repository, for paths that the disclosure names. */
  readonly root: string;
  readonly recipes: readonly Recipe[];
  readonly draw: DrawConversation;
}

/**
 * Checks every file of a model folder, then generates the corpus and learns the vocabulary again and compares both with what
 * the folder states. The weights are checked by hash only: to train them again takes hours.
 */
export async function verifyModel(folder: string, options: VerifyOptions): Promise<readonly Finding[]> {
  const files = await readFolder(folder);
  const list = await readModelList(join(dirname(folder), 'manifest.json'));
  return [...verifyFiles(files, list), ...(await verifyEvidence(files, options.root)), ...verifyOrigin(files, options)];
}

/** Corpus, vocabulary and recipe against the code of this repository. */
export function verifyOrigin(
  files: ReadFolder,
  { recipes, draw }: Pick<VerifyOptions, 'recipes' | 'draw'>,
): readonly Finding[] {
  const record = TrainingRecord.safeParse(toJson(files['training.json'])).data;
  if (record === undefined) return [{ what: 'training.json says what to generate again', isRight: false }];
  const { recipe, corpus } = record;
  const digest = toCorpusDigest(recipe.corpus, corpus.pools, draw);
  const { contextLength } = recipe.training.shape;
  const learned = toTokenizerFiles(trainTokenizer(recipe, draw), contextLength);
  const known = recipes.find(({ name }) => name === recipe.name);
  return [
    {
      what: `corpus of ${corpus.examples} examples, generated again`,
      isRight: JSON.stringify(digest) === JSON.stringify(corpus),
    },
    {
      what: 'tokenizer.json, vocabulary learned again',
      isRight: toShippedVocabulary(files, contextLength) === learned['tokenizer.json'],
    },
    {
      what: `training.json, recipe ${recipe.name} as in the code`,
      isRight: JSON.stringify(known) === JSON.stringify(recipe),
    },
  ];
}

/** The shipped vocabulary as it is written here, so that only its contents count; null when it cannot be read. */
function toShippedVocabulary(files: ReadFolder, contextLength: number): string | null {
  try {
    const vocabulary = parseTokenizerJson(new TextDecoder().decode(files['tokenizer.json']));
    return toTokenizerFiles(vocabulary, contextLength)['tokenizer.json'] ?? null;
  } catch {
    return null;
  }
}

/** Every path that the disclosure gives as evidence is there. */
async function verifyEvidence(files: ReadFolder, root: string): Promise<readonly Finding[]> {
  const disclosure = Disclosure.safeParse(toJson(files['disclosure.json'])).data;
  if (disclosure === undefined) return [];
  const { logic, weights, data } = disclosure.layers;
  const paths = new Set([
    ...Object.values(disclosure.layers).flatMap(({ evidence }) =>
      evidence.flatMap((item) => (item.type === 'path' ? [item.path] : [])),
    ),
    ...logic.inferenceCode,
    ...weights.quantisations.map(({ code }) => code),
    data.generator,
    disclosure.contestation.log,
  ]);
  return Promise.all(
    [...paths].map(async (path) => {
      const isRight = await access(join(root, path)).then(
        () => true,
        () => false,
      );
      return { what: `disclosure.json, evidence ${path}`, isRight };
    }),
  );
}

function toJson(content: Uint8Array | undefined): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(content));
  } catch {
    return undefined;
  }
}

async function readFolder(folder: string): Promise<ReadFolder> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      const name = path.slice(join(folder, '/').length).replaceAll('\\', '/');
      return [name, new Uint8Array(await readFile(path))] as const;
    });
  return Object.fromEntries(await Promise.all(files));
}
