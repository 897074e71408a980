import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ModelManifest } from '#training/export/model-folder.ts';
import { listModel, readModelList } from '#training/pipeline/model-list.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-list-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function createEntry(modelId: string, title: string): ModelManifest {
  return {
    modelId,
    path: modelId,
    title,
    parameters: 1,
    licence: 'CC0-1.0',
    dtypes: ['fp32'],
    contextLength: 8,
    files: [],
  };
}

describe('the list of models', () => {
  it('keeps the other models, and the place of one that is published again', async () => {
    const path = join(folder, 'manifest.json');
    expect(await readModelList(path)).toBeNull();
    await listModel(path, createEntry('a', 'A'));
    await listModel(path, createEntry('b', 'B'));
    await listModel(path, createEntry('a', 'A again'));
    expect((await readModelList(path))?.map(({ title }) => title)).toEqual(['A again', 'B']);
    const text = await readFile(path, 'utf8');
    await listModel(path, createEntry('b', 'B'));
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it('can be read as this repository ships it', async () => {
    const list = await readModelList(join(import.meta.dirname, '../../../../public/models/manifest.json'));
    expect(list?.length).toBeGreaterThan(0);
  });
});
