import { describe, expect, test } from 'vitest';
import { findModelFiles } from '#core/sources/find-model-files.ts';

function toShort(...paths: string[]): unknown {
  return findModelFiles(paths).map(({ precision, mainPath }) => `${precision} ${mainPath}`);
}

describe('findModelFiles', () => {
  test('finds every graph with its own external data and the shared settings', () => {
    const found = findModelFiles([
      'README.md',
      'config.json',
      'onnx/model.onnx',
      'onnx/model.onnx_data',
      'onnx/model.onnx_data_1',
      'onnx/model_q4.onnx',
      'onnx/model_q4.onnx_data',
      'sub/config.json',
      'tokenizer.json',
    ]);
    expect(found.map(({ precision, dtype, paths }) => [precision, dtype, paths])).toEqual([
      [
        'fp32',
        'fp32',
        ['config.json', 'onnx/model.onnx', 'onnx/model.onnx_data', 'onnx/model.onnx_data_1', 'tokenizer.json'],
      ],
      ['q4', 'q4', ['config.json', 'onnx/model_q4.onnx', 'onnx/model_q4.onnx_data', 'tokenizer.json']],
    ]);
  });

  test('prefers onnx/ and the plain name', () => {
    expect(toShort('model.onnx', 'onnx/model.onnx', 'onnx/decoder_model_merged.onnx', 'model.onnx.data')).toEqual([
      'fp32 onnx/model.onnx',
    ]);
  });

  test('names a precision that the harness has no word for', () => {
    expect(findModelFiles(['onnx/model_bnb4.onnx'])).toMatchObject([{ precision: 'bnb4', dtype: null }]);
  });

  test('reads the precision of GGUF files from their names', () => {
    expect(
      toShort(
        'b/SmolLM2-135M-Instruct-Q4_K_M.gguf',
        'model-f16.gguf',
        'x.IQ3_XXS.gguf',
        'odd.gguf',
        'mmproj-model-f16.gguf',
      ),
    ).toEqual([
      'Q4_K_M b/SmolLM2-135M-Instruct-Q4_K_M.gguf',
      'F16 model-f16.gguf',
      'GGUF odd.gguf',
      'IQ3_XXS x.IQ3_XXS.gguf',
    ]);
  });

  test('takes the parts of a GGUF file together', () => {
    expect(findModelFiles(['m-q8_0-00002-of-00002.gguf', 'm-q8_0-00001-of-00002.gguf', 'm-q8_0.gguf'])).toMatchObject([
      {
        precision: 'Q8_0',
        mainPath: 'm-q8_0-00001-of-00002.gguf',
        paths: ['m-q8_0-00001-of-00002.gguf', 'm-q8_0-00002-of-00002.gguf'],
      },
      { precision: 'Q8_0', mainPath: 'm-q8_0.gguf', paths: ['m-q8_0.gguf'] },
    ]);
  });

  test('finds nothing in a folder without a model', () => {
    expect(findModelFiles(['README.md', 'model.safetensors'])).toEqual([]);
  });
});
