import { toCharacterTest } from './character-test.ts';
import { toGroupIndexes } from './group-indexes.ts';
import { parseRegex } from './parse-regex.ts';
import type { CharacterTest, Regex, RegexInstruction } from './regex-program.ts';
import { REGEX_FLAGS, REGEX_LIMITS, type RegexNode, type RegexProblem } from './regex-syntax.ts';

export type CompiledRegex =
  | { readonly ok: true; readonly regex: Regex }
  | { readonly ok: false; readonly problem: RegexProblem };

interface Emitter {
  readonly program: RegexInstruction[];
  readonly repeatDepths: number[];
  readonly flags: string;
  readonly groupCount: number;
  readonly testBySource: Map<string, CharacterTest>;
  turnCount: number;
  repeatDepth: number;
  maxRepeatDepth: number;
}

class TooManyInstructions extends Error {}

/**
 * Compiles a pattern into a program of at most 1,000 instructions. Semantics are those of ECMAScript with flag `u` (priority of alternatives and
 * greed, groups forgotten at each turn, no empty turns): `tests/property/regex-laws.test.ts` compares the two.
 * @param flags of `i`, `m`, `s`, in this order.
 */
export function compileRegex(pattern: string, flags: string): CompiledRegex {
  if (!REGEX_FLAGS.test(flags))
    return {
      ok: false,
      problem: { message: `has flags "${flags}"; "i", "m" and "s" are known, in this order`, at: 0 },
    };
  const parsed = parseRegex(pattern);
  if (!parsed.ok) return parsed;
  const { node, groupCount } = parsed.value;
  const emitter: Emitter = {
    program: [],
    repeatDepths: [],
    flags,
    groupCount,
    testBySource: new Map(),
    turnCount: 0,
    repeatDepth: 0,
    maxRepeatDepth: 0,
  };
  try {
    emit(emitter, { type: 'save', slot: 0 });
    emitNode(emitter, node);
    emit(emitter, { type: 'save', slot: 1 });
    emit(emitter, { type: 'match' });
  } catch (error) {
    if (!(error instanceof TooManyInstructions)) throw error;
    const message = `needs more than ${REGEX_LIMITS.instructions} instructions: shorten it or lower its counts in braces`;
    return { ok: false, problem: { message, at: 0 } };
  }
  const { program, repeatDepths, maxRepeatDepth } = emitter;
  const slotCount = 2 * (groupCount + 1) + maxRepeatDepth;
  return { ok: true, regex: { program, repeatDepths, maxRepeatDepth, groupCount, slotCount } };
}

function emit(emitter: Emitter, instruction: RegexInstruction): number {
  if (emitter.program.length === REGEX_LIMITS.instructions) throw new TooManyInstructions();
  emitter.program.push(instruction);
  emitter.repeatDepths.push(emitter.repeatDepth);
  return emitter.program.length - 1;
}

function emitNode(emitter: Emitter, node: RegexNode): void {
  switch (node.type) {
    case 'empty':
      return;
    case 'character':
      emit(emitter, { type: 'character', test: findTest(emitter, node.source) });
      return;
    case 'assertion': {
      const word = findTest(emitter, String.raw`\w`);
      emit(emitter, { type: 'assertion', kind: node.kind, isMultiline: emitter.flags.includes('m'), word });
      return;
    }
    case 'group':
      emit(emitter, { type: 'save', slot: 2 * node.index });
      emitNode(emitter, node.node);
      emit(emitter, { type: 'save', slot: 2 * node.index + 1 });
      return;
    case 'sequence':
      for (const inner of node.nodes) emitNode(emitter, inner);
      return;
    case 'alternatives':
      emitAlternatives(emitter, node.nodes);
      return;
    case 'repeat':
      emitRepeat(emitter, node);
      return;
    default:
      node satisfies never;
  }
}

function emitAlternatives(emitter: Emitter, nodes: readonly RegexNode[]): void {
  const jumps: { to: number }[] = [];
  for (const [position, node] of nodes.entries()) {
    if (position === nodes.length - 1) {
      emitNode(emitter, node);
      break;
    }
    const split = { type: 'split' as const, first: 0, second: 0 };
    split.first = emit(emitter, split) + 1;
    emitNode(emitter, node);
    const jump = { type: 'jump' as const, to: 0 };
    split.second = emit(emitter, jump) + 1;
    jumps.push(jump);
  }
  for (const jump of jumps) jump.to = emitter.program.length;
}

type RepeatNode = Extract<RegexNode, { type: 'repeat' }>;

function emitRepeat(emitter: Emitter, node: RepeatNode): void {
  const { min, max } = node;
  for (let turn = 0; turn < min; turn += 1) emitTurn(emitter, node.node);
  if (max === null) {
    const start = emitter.program.length;
    const split = emitOptionalTurn(emitter, node);
    emit(emitter, { type: 'jump', to: start });
    leaveAt(split, node.isLazy, emitter.program.length);
    return;
  }
  const splits = Array.from({ length: max - min }, () => emitOptionalTurn(emitter, node));
  for (const split of splits) leaveAt(split, node.isLazy, emitter.program.length);
}

function emitOptionalTurn(emitter: Emitter, node: RepeatNode): { first: number; second: number } {
  const split = { type: 'split' as const, first: 0, second: 0 };
  const body = emit(emitter, split) + 1;
  split.first = body;
  split.second = body;
  const slot = 2 * (emitter.groupCount + 1) + emitter.repeatDepth;
  emitter.repeatDepth += 1;
  emitter.maxRepeatDepth = Math.max(emitter.maxRepeatDepth, emitter.repeatDepth);
  emit(emitter, { type: 'save', slot });
  emitTurn(emitter, node.node);
  emit(emitter, { type: 'advance', slot });
  emitter.repeatDepth -= 1;
  return split;
}

function leaveAt(split: { first: number; second: number }, isLazy: boolean, end: number): void {
  if (isLazy) split.first = end;
  else split.second = end;
}

function emitTurn(emitter: Emitter, node: RegexNode): void {
  emitter.turnCount += 1;
  // Turns of nothing add no instruction, so they are bounded by themselves.
  if (emitter.turnCount > REGEX_LIMITS.instructions) throw new TooManyInstructions();
  const indexes = toGroupIndexes(node);
  const from = indexes.at(0);
  const to = indexes.at(-1);
  if (from !== undefined && to !== undefined) emit(emitter, { type: 'clear', from, to });
  emitNode(emitter, node);
}

function findTest({ flags, testBySource }: Emitter, source: string): CharacterTest {
  const known = testBySource.get(source);
  if (known !== undefined) return known;
  const isPlain = source.length === 1 && source !== '.' && !flags.includes('i');
  const test = isPlain ? (character: string): boolean => character === source : toCharacterTest(source, flags);
  testBySource.set(source, test);
  return test;
}
