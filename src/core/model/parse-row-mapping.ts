import { parseJson } from '../bundle/parse-json.ts';
import { toSchemaProblems } from '../bundle/schema-problem.ts';
import { toFailed, toOk, type Result } from '../errors/result.ts';
import { RowMapping } from './row-mapping.ts';

/** Largest mapping that is read, UTF-16 code units. */
const MAX_MAPPING_LENGTH = 256 * 1024;

/** A mapping of columns from a JSON text. Fails with `config-invalid`; `detail` lists every bad field. */
export function parseRowMapping(text: string): Result<RowMapping> {
  if (text.length > MAX_MAPPING_LENGTH)
    return toFailed('config-invalid', `The mapping is longer than ${MAX_MAPPING_LENGTH} characters.`);
  const json = parseJson(text.replace(/^\uFEFF/, ''));
  if (!json.ok) {
    const location = `line ${json.line}, column ${json.column}`;
    return toFailed('config-invalid', `The mapping is not valid JSON at ${location}: ${json.reason}.`, { location });
  }
  const parsed = RowMapping.safeParse(json.value);
  if (parsed.success) return toOk(parsed.data);
  const problems = toSchemaProblems(parsed.error, json.value);
  return toFailed('config-invalid', `The mapping is not valid: ${problems[0]?.message ?? 'unknown problem'}.`, {
    location: problems[0]?.path ?? '',
    detail: problems.map(({ message }) => message).join('\n'),
  });
}
