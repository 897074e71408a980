import { describe, expect, test } from 'vitest';
import { selectModelFiles, type PickedFile } from '#platform/select-model-files.ts';

function pick(...paths: string[]): readonly PickedFile[] {
  return paths.map((path) => ({ path, blob: new Blob([path]) }));
}

function select(...paths: string[]): unknown {
  const selected = selectModelFiles(pick(...paths));
  if (!selected.ok) return selected.failure;
  return { ...selected.value, files: selected.value.files.map((file) => file.path) };
}

describe('selectModelFiles', () => {
  test('takes the fp32 graph with tokenizer and settings, and leaves the rest', () => {
    expect(
      select(
        'smol/README.md',
        'smol/onnx/model_q4.onnx',
        'smol/onnx/model.onnx',
        'smol/onnx/model.onnx_data',
        'smol/onnx/model.onnx_data_1',
        'smol/onnx/model_q4.onnx_data',
        'smol/tokenizer.json',
        'smol/chat_template.jinja',
        'smol/config.json',
        'smol/sub/config.json',
      ),
    ).toEqual({
      folderName: 'smol',
      runtime: 'ort',
      dtype: 'fp32',
      files: [
        'chat_template.jinja',
        'config.json',
        'onnx/model.onnx',
        'onnx/model.onnx_data',
        'onnx/model.onnx_data_1',
        'tokenizer.json',
      ],
    });
  });

  test.each([
    ['m/model.onnx', 'fp32'],
    ['m/onnx/model_quantized.onnx', 'q8'],
    ['m/model_quantized.onnx', 'q8'],
    ['m/onnx/model_q4.onnx', 'q4'],
  ])('%s is %s', (graph, dtype) => {
    expect(select(graph, 'm/tokenizer.json')).toMatchObject({ folderName: 'm', dtype });
  });

  test('files without a common folder are taken as they are', () => {
    expect(select('onnx/model.onnx', 'tokenizer.json')).toMatchObject({
      folderName: 'model',
      runtime: 'ort',
      dtype: 'fp32',
    });
  });

  test('a folder without tokenizer says which file is missing and what to do', () => {
    expect(select('m/onnx/model.onnx')).toMatchObject({
      code: 'model-missing-file',
      location: 'tokenizer.json',
      message: expect.stringContaining('Download tokenizer.json'),
    });
  });

  test('a folder without graph says where one is expected', () => {
    expect(select('m/tokenizer.json')).toMatchObject({
      code: 'model-missing-file',
      message: expect.stringContaining('onnx/model.onnx'),
    });
    expect(select()).toMatchObject({ code: 'model-missing-file' });
  });
});

describe('a GGUF file', () => {
  const toFile = (path: string) => ({ path, blob: new Blob(['x']) });

  test('is a whole model, alone or in its folder', () => {
    for (const path of ['tiny-Q4_K_M.gguf', 'models/tiny-Q4_K_M.gguf'])
      expect(selectModelFiles([toFile(path)])).toMatchObject({
        ok: true,
        value: { folderName: 'tiny-Q4_K_M', runtime: 'wllama', dtype: 'gguf', files: [{ path: 'tiny-Q4_K_M.gguf' }] },
      });
  });

  test('stands behind an ONNX graph unless it is asked for', () => {
    const files = ['m/model.onnx', 'm/tokenizer.json', 'm/gguf/model.gguf'].map(toFile);
    expect(selectModelFiles(files)).toMatchObject({ value: { runtime: 'ort', dtype: 'fp32' } });
    expect(selectModelFiles(files, 'gguf')).toMatchObject({ value: { runtime: 'wllama', dtype: 'gguf' } });
  });

  test('is refused when there are several, which a split model has', () => {
    const files = ['m/a-00001-of-00002.gguf', 'm/a-00002-of-00002.gguf'].map(toFile);
    expect(selectModelFiles(files)).toMatchObject({ ok: false, failure: { code: 'model-missing-file' } });
  });
});
