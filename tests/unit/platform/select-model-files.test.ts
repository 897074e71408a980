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
    expect(select('onnx/model.onnx', 'tokenizer.json')).toMatchObject({ folderName: 'model', dtype: 'fp32' });
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
