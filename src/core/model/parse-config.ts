import { findIllFormedText } from '../bundle/ill-formed-text.ts';
import { parseJson } from '../bundle/parse-json.ts';
import { toFieldPath, toSchemaProblems, type SchemaProblem } from '../bundle/schema-problem.ts';
import { toFailed, toOk, type Result } from '../errors/result.ts';
import { HarnessConfig } from './harness-config.ts';

/** Largest configuration text that is read, UTF-16 code units. */
export const MAX_CONFIG_LENGTH = 20 * 1024 * 1024;

/** Version of configurations that this build reads and writes. */
const SCHEMA_VERSION = 1;

function toInvalid(problems: readonly SchemaProblem[]): Result<never> {
  const [first] = problems;
  if (first === undefined) return toFailed('config-invalid', 'The configuration is not valid.');
  const more =
    problems.length === 1 ? '' : ` (and ${problems.length - 1} more ${problems.length === 2 ? 'problem' : 'problems'})`;
  return toFailed('config-invalid', `${first.message}${more}`, {
    location: first.path,
    detail: problems
      .slice(0, 50)
      .map((problem) => problem.message)
      .join('\n'),
  });
}

function readText(text: string): Result<unknown> {
  if (text.length > MAX_CONFIG_LENGTH) {
    return toFailed(
      'config-too-large',
      `The configuration has ${text.length} characters; at most ${MAX_CONFIG_LENGTH} are read. Put the samples into a file of their own.`,
    );
  }
  const parsed = parseJson(text.replace(/^\uFEFF/, ''));
  if (parsed.ok) return toOk(parsed.value);
  const place = `line ${parsed.line}, column ${parsed.column}`;
  return toFailed('config-invalid', `The configuration is not valid JSON at ${place}: ${parsed.reason}.`, {
    location: place,
  });
}

/** What no schema of one field can say. */
function findCrossProblems(config: HarnessConfig): readonly SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const scorerNames = new Set<string>();
  for (const [index, { name }] of config.scorers.entries()) {
    const path = `scorers[${index}].name`;
    if (scorerNames.has(name))
      problems.push({ path, message: `${path}: duplicate scorer name "${name}"; give each scorer its own name` });
    scorerNames.add(name);
  }
  const illFormed = findIllFormedText(config);
  if (illFormed !== null) {
    const path = toFieldPath(illFormed);
    problems.push({ path, message: `${path}: holds half a surrogate pair, which is no character; remove it` });
  }
  return problems;
}

/**
 * A configuration from a JSON text, or from a value already parsed. Bounded in size and depth.
 * Fails with `config-invalid` (message and `location` name the field; `detail` lists every problem) or `config-too-large`.
 */
export function parseConfig(source: unknown): Result<HarnessConfig> {
  const read = typeof source === 'string' ? readText(source) : toOk(source);
  if (!read.ok) return read;
  const value = read.value;
  if (typeof value === 'object' && value !== null && 'schemaVersion' in value) {
    const version = value.schemaVersion;
    if (typeof version === 'number' && version > SCHEMA_VERSION) {
      return toFailed(
        'config-invalid',
        `schemaVersion: ${version} is newer than ${SCHEMA_VERSION}, the newest that this build reads; open the configuration with a newer Plumbline.`,
        { location: 'schemaVersion' },
      );
    }
  }
  const parsed = HarnessConfig.safeParse(value);
  if (!parsed.success) return toInvalid(toSchemaProblems(parsed.error, value));
  const problems = findCrossProblems(parsed.data);
  return problems.length === 0 ? toOk(parsed.data) : toInvalid(problems);
}
