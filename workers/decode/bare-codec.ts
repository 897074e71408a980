import { toOk, type Result } from '#core/errors/result.ts';
import type { BareCodec } from '#core/tokenizer/count-sentence.ts';
import { createTextCodec } from './text-codec.ts';

/** A template that is never rendered: a tokenizer alone needs none, and one that cannot be read must not stand in its way. */
const NO_TEMPLATE = '';

/** The tokenizer of a model folder alone, by the code that runs use. */
export function createBareCodec(files: Readonly<Record<string, string>>): Result<BareCodec> {
  const codec = createTextCodec(files, NO_TEMPLATE);
  return codec.ok ? toOk({ encodeText: codec.value.encodeText, decode: codec.value.decode }) : codec;
}
