import type * as z from 'zod';

/** One departure from a schema: the field's path and one sentence that says what to do. */
export interface SchemaProblem {
  /** `protocol.epochs.baseline`, `models[0].files[1].sha256`; empty for the value as a whole. */
  readonly path: string;
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

/** Path as a person writes it. */
export function toFieldPath(path: readonly PropertyKey[]): string {
  return path
    .map((part) =>
      typeof part === 'number'
        ? `[${part}]`
        : /^\w+$/.test(String(part))
          ? `.${String(part)}`
          : `[${JSON.stringify(String(part))}]`,
    )
    .join('')
    .replace(/^\./, '');
}

function readAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value;
  for (const part of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    // Walking a value of unknown shape along a path that zod found in it.
    current = (current as Record<PropertyKey, unknown>)[part];
  }
  return current;
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string')
    return value.length > 60 ? `a text of ${value.length} characters` : JSON.stringify(value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : typeof value;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

function toUnit(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' || origin === 'set' ? ' entries' : '';
}

function toAdvice(issue: Issue, value: unknown): string {
  const found = `, found ${describe(value)}`;
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${TYPE_NAMES[issue.expected] ?? issue.expected}${found}`;
    case 'too_small': {
      const verb = toUnit(issue.origin) === '' ? 'be' : 'have';
      return `must ${verb} ${issue.inclusive === false ? 'greater than' : 'at least'} ${issue.minimum}${toUnit(issue.origin)}${found}`;
    }
    case 'too_big': {
      const verb = toUnit(issue.origin) === '' ? 'be' : 'have';
      return `must ${verb} ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${toUnit(issue.origin)}${found}`;
    }
    case 'invalid_value':
      return `must be ${issue.values.map((allowed) => JSON.stringify(allowed)).join(' or ')}${found}`;
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? `must be ${issue.options.map((option) => JSON.stringify(option)).join(' or ')}${found}`
        : `has a value of a kind that is not allowed here${found}`;
    case 'invalid_format':
      return `${issue.message.replace(/^Invalid /, 'must be a valid ')}${found}`;
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
    case 'unrecognized_keys':
    case 'custom':
      return issue.message;
    default:
      return issue satisfies never;
  }
}

function toProblems(issue: Issue, value: unknown): readonly SchemaProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const path = toFieldPath([...issue.path, key]);
      return { path, message: `${path}: unknown field; correct its spelling or remove it` };
    });
  }
  const path = toFieldPath(issue.path);
  const at = readAt(value, issue.path);
  const advice = at === undefined && issue.code !== 'custom' ? 'is missing; add it' : toAdvice(issue, at);
  return [{ path, message: path === '' ? advice : `${path}: ${advice}` }];
}

/** Every departure of `value` from the schema that `error` found, unknown fields first. */
export function toSchemaProblems(error: z.ZodError, value: unknown): readonly SchemaProblem[] {
  const isUnknownField = (issue: Issue): boolean => issue.code === 'unrecognized_keys';
  const ordered = [...error.issues.filter(isUnknownField), ...error.issues.filter((issue) => !isUnknownField(issue))];
  return ordered.flatMap((issue) => toProblems(issue, value));
}
