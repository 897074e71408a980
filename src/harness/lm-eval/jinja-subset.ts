import { Environment, Interpreter, parse, tokenize } from '@huggingface/jinja';

/** Bounds of a template, and of what it is given and gives; lengths in UTF-16 code units. */
const LIMITS = { template: 20_000, nodes: 500, depth: 40, row: 50_000, output: 100_000 } as const;

const NODES: ReadonlySet<string> = new Set([
  'Program',
  'If',
  'For',
  'Comment',
  'Identifier',
  'MemberExpression',
  'CallExpression',
  'IntegerLiteral',
  'FloatLiteral',
  'StringLiteral',
  'ArrayLiteral',
  'TupleLiteral',
  'BinaryExpression',
  'UnaryExpression',
  'TestExpression',
  'Ternary',
  'FilterExpression',
  'SliceExpression',
]);
const FILTERS: ReadonlySet<string> = new Set(
  'trim upper lower title capitalize replace join length first last string int list'.split(' '),
);
const METHODS: ReadonlySet<string> = new Set(
  'strip lstrip rstrip split replace lower upper title capitalize startswith endswith index'.split(' '),
);
const CONSTANTS: Readonly<Record<string, boolean | null>> = {
  true: true,
  false: false,
  none: null,
  True: true,
  False: false,
  None: null,
};

/** Text, or why there is none. */
export type Rendered = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

/** A template that may be run on any row: its time is bounded by its size and the row's. */
export interface SafeTemplate {
  render(row: ReadonlyMap<string, unknown>): Rendered;
}

export type CompiledTemplate =
  | { readonly ok: true; readonly template: SafeTemplate }
  | { readonly ok: false; readonly message: string };

type Node = Record<string, unknown>;

/**
 * A template in the part of Jinja that reads a row and can do nothing else: texts, fields, conditions, one loop, the filters and methods above. Macros,
 * assignments, nested loops and every other call are refused, so nothing can grow without bound. As in lm-evaluation-harness a field that the row does not have
 * is an error, and no white space is taken away.
 */
export function compileTemplate(source: string): CompiledTemplate {
  if (source.length > LIMITS.template) return { ok: false, message: `is longer than ${LIMITS.template} characters` };
  try {
    const program = parse(tokenize(source, { lstrip_blocks: false, trim_blocks: false }));
    const paths: (readonly string[])[] = [];
    const problem = checkNode(program, { paths, loopNames: new Set(), depth: 0, count: { nodes: 0 } });
    if (problem !== null) return { ok: false, message: problem };
    // The parser drops one line end at the end, lm-evaluation-harness keeps it.
    const end = source.endsWith('\n') ? '\n' : '';
    return { ok: true, template: { render: (row) => renderRow(program, paths, row, end) } };
  } catch (error) {
    return { ok: false, message: `is no valid template: ${toMessage(error)}` };
  }
}

interface Walk {
  readonly paths: (readonly string[])[];
  readonly loopNames: ReadonlySet<string>;
  readonly depth: number;
  readonly count: { nodes: number };
}

/** Why a part of the template is refused, or null; collects the fields that it reads. */
function checkNode(value: unknown, walk: Walk): string | null {
  if (Array.isArray(value)) {
    for (const entry of value) {
      const problem = checkNode(entry, walk);
      if (problem !== null) return problem;
    }
    return null;
  }
  if (!isNode(value)) return null;
  walk.count.nodes += 1;
  if (walk.count.nodes > LIMITS.nodes || walk.depth > LIMITS.depth) return 'has too many parts';
  const type = String(value['type']);
  if (!NODES.has(type)) return `uses ${type}, which is not supported`;
  const inner = { ...walk, depth: walk.depth + 1 };
  if (type === 'Identifier') return addPath([String(value['value'])], walk);
  if (type === 'MemberExpression') return checkMember(value, inner);
  if (type === 'CallExpression') return checkCall(value, inner);
  if (type === 'FilterExpression') return checkFilter(value, inner);
  if (type === 'TestExpression') return checkNode(value['operand'], inner);
  if (type === 'For') return checkLoop(value, inner);
  return checkChildren(value, inner);
}

function checkChildren(node: Node, walk: Walk): string | null {
  for (const child of Object.values(node)) {
    const problem = checkNode(child, walk);
    if (problem !== null) return problem;
  }
  return null;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && !('start' in value && 'end' in value);
}

function addPath(path: readonly string[], { paths, loopNames }: Walk): null {
  const [first = ''] = path;
  if (!Object.hasOwn(CONSTANTS, first) && !loopNames.has(first)) paths.push(path);
  return null;
}

function checkMember(node: Node, walk: Walk): string | null {
  const path = toPath(node);
  if (path !== null) return addPath(path, walk);
  return checkNode(node['object'], walk) ?? (node['computed'] === true ? checkNode(node['property'], walk) : null);
}

/** `a.b.c` as its names; null when part of it is computed. */
function toPath(value: unknown): readonly string[] | null {
  if (!isNode(value)) return null;
  if (value['type'] === 'Identifier') return [String(value['value'])];
  if (value['type'] !== 'MemberExpression' || value['computed'] === true) return null;
  const before = toPath(value['object']);
  const property = value['property'];
  return before === null || !isNode(property) ? null : [...before, String(property['value'])];
}

const INDEX = '__index';

/** A method of a text; `index` of a list, which the interpreter lacks, becomes a call of our own. */
function checkCall(node: Node, walk: Walk): string | null {
  const callee = node['callee'];
  const property = isNode(callee) && callee['type'] === 'MemberExpression' ? callee['property'] : null;
  const name = isNode(property) ? String(property['value']) : 'a function';
  if (!isNode(callee) || !METHODS.has(name)) return `calls ${name}, which is not supported`;
  const problem = checkNode(callee['object'], walk) ?? checkNode(node['args'], walk);
  if (problem === null && name === 'index') {
    node['args'] = [callee['object'], ...(Array.isArray(node['args']) ? node['args'] : [])];
    node['callee'] = { type: 'Identifier', value: INDEX };
  }
  return problem;
}

function checkFilter(node: Node, walk: Walk): string | null {
  const { filter, operand } = node;
  const named = isNode(filter) && filter['type'] === 'CallExpression' ? filter['callee'] : filter;
  const name = isNode(named) ? String(named['value']) : '';
  if (!FILTERS.has(name)) return `uses the filter ${name}, which is not supported`;
  return checkNode(operand, walk) ?? (isNode(filter) ? checkNode(filter['args'], walk) : null);
}

function checkLoop(node: Node, walk: Walk): string | null {
  const variable = node['loopvar'];
  if (walk.loopNames.size > 0) return 'has a loop within a loop, which is not supported';
  if (!isNode(variable) || variable['type'] !== 'Identifier') return 'has a loop over pairs, which is not supported';
  const inside = { ...walk, loopNames: new Set([String(variable['value']), 'loop']) };
  return checkNode(node['iterable'], walk) ?? checkNode(node['body'], inside) ?? checkNode(node['defaultBlock'], walk);
}

function renderRow(
  program: ReturnType<typeof parse>,
  paths: readonly (readonly string[])[],
  row: ReadonlyMap<string, unknown>,
  end: string,
): Rendered {
  for (const path of paths)
    if (readPath(row, path) === undefined)
      return { ok: false, message: `needs "${path.join('.')}", which the row does not have` };
  const size = [...row.values()].reduce<number>((sum, cell) => sum + (JSON.stringify(cell) ?? '').length, 0);
  if (size > LIMITS.row) return { ok: false, message: `is given more than ${LIMITS.row} characters` };
  try {
    const environment = new Environment();
    for (const [name, value] of Object.entries(CONSTANTS)) environment.set(name, value);
    for (const [name, value] of row) environment.set(name, value);
    environment.set(INDEX, findIndex);
    const result = new Interpreter(environment).run(program);
    const text = typeof result.value === 'string' ? `${result.value}${end}` : '';
    return text.length > LIMITS.output
      ? { ok: false, message: `gives more than ${LIMITS.output} characters` }
      : { ok: true, text };
  } catch (error) {
    return { ok: false, message: `cannot be filled in: ${toMessage(error)}` };
  }
}

/** As `list.index` of Python, over the interpreter's own values. */
function findIndex(list: unknown, wanted: unknown): number {
  const values = Array.isArray(list) ? list.map((entry) => (isBoxed(entry) ? entry.value : entry)) : [];
  const position = values.indexOf(wanted);
  if (position === -1) throw new Error(`${JSON.stringify(wanted)} is not in the list`);
  return position;
}

function isBoxed(entry: unknown): entry is { readonly value: unknown } {
  return typeof entry === 'object' && entry !== null && 'value' in entry;
}

function readPath(row: ReadonlyMap<string, unknown>, [first = '', ...rest]: readonly string[]): unknown {
  let current = row.get(first);
  for (const name of rest) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name)) return undefined;
    current = Object.entries(current).find(([key]) => key === name)?.[1];
  }
  return current;
}

function toMessage(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 200);
}
