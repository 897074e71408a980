import { isAsserted } from './is-asserted.ts';
import type { Regex } from './regex-program.ts';

/** Spans of the match and of its groups, [start, end) in UTF-16 units; null for a group that took no part. */
export type RegexMatch = readonly (readonly [start: number, end: number] | null)[];

export interface RegexSearchResult {
  /** Null when there is none, or when `isExhausted`. */
  readonly match: RegexMatch | null;
  /** Steps of the machine: at most 2 × instructions × (depth of repetition + 1) × (code points read + 1). */
  readonly steps: number;
  /** The step limit was reached before an answer. */
  readonly isExhausted: boolean;
}

/** A path through the program that waits for the next character; `slots` length = `regex.slotCount`, −1 = unset. */
interface Path {
  readonly pc: number;
  readonly slots: readonly number[];
}

interface Machine {
  readonly regex: Regex;
  readonly text: string;
  /** Position (plus one) at which each state was last reached; a state is an instruction and how many turns around it have moved on. */
  readonly reached: Int32Array;
  steps: number;
}

/**
 * The leftmost match that starts at `from` or later, with the priorities of a backtracking engine. All paths run side by side (Pike's machine:
 * Thompson 1968; Cox 2009, "Regular Expression Matching: the Virtual Machine Approach"), so a state is entered once for each position, and the
 * time is linear in the text, whatever pattern and text are. Unlike there, the state tells an empty turn of a repetition from one that has moved on, so
 * that the result is the one of ECMAScript.
 */
export function findRegex(regex: Regex, text: string, from: number, maxSteps: number): RegexSearchResult {
  const machine: Machine = {
    regex,
    text,
    reached: new Int32Array(regex.program.length * (regex.maxRepeatDepth + 1)),
    steps: 0,
  };
  const unset: readonly number[] = Array.from({ length: regex.slotCount }, () => -1);
  let paths: Path[] = [];
  let found: readonly number[] | null = null;
  let position = from;
  for (;;) {
    if (machine.steps > maxSteps) return { match: null, steps: machine.steps, isExhausted: true };
    if (found === null) addPath(machine, paths, position, { pc: 0, slots: unset });
    else if (paths.length === 0) break;
    const character = toCharacter(text, position);
    const next: Path[] = [];
    for (const path of paths) {
      machine.steps += 1;
      const instruction = regex.program[path.pc];
      if (instruction?.type === 'match') {
        found = path.slots;
        break; // Paths behind this one have lower priority.
      }
      if (instruction?.type === 'character' && character !== '' && instruction.test(character))
        addPath(machine, next, position + character.length, { pc: path.pc + 1, slots: path.slots });
    }
    if (character === '') break;
    paths = next;
    position += character.length;
  }
  return { match: found === null ? null : toMatch(regex, found), steps: machine.steps, isExhausted: false };
}

function toMatch({ groupCount }: Regex, slots: readonly number[]): RegexMatch {
  return Array.from({ length: groupCount + 1 }, (_, group) => {
    const start = slots[2 * group] ?? -1;
    const end = slots[2 * group + 1] ?? -1;
    return start === -1 || end === -1 ? null : ([start, end] as const);
  });
}

function toCharacter(text: string, position: number): string {
  const point = text.codePointAt(position);
  return point === undefined ? '' : String.fromCodePoint(point);
}

/** Follows a path through the instructions that read nothing, and keeps where it waits, in order of priority. */
function addPath(machine: Machine, paths: Path[], position: number, { pc, slots }: Path): void {
  const state = pc * (machine.regex.maxRepeatDepth + 1) + countMovedTurns(machine.regex, pc, slots, position);
  if (machine.reached[state] === position + 1) return;
  machine.reached[state] = position + 1;
  machine.steps += 1;
  const instruction = machine.regex.program[pc];
  switch (instruction?.type) {
    case 'jump':
      addPath(machine, paths, position, { pc: instruction.to, slots });
      return;
    case 'split':
      addPath(machine, paths, position, { pc: instruction.first, slots });
      addPath(machine, paths, position, { pc: instruction.second, slots });
      return;
    case 'save':
      addPath(machine, paths, position, { pc: pc + 1, slots: slots.with(instruction.slot, position) });
      return;
    case 'clear':
      addPath(machine, paths, position, { pc: pc + 1, slots: toCleared(slots, instruction.from, instruction.to) });
      return;
    case 'advance':
      if (slots[instruction.slot] !== position) addPath(machine, paths, position, { pc: pc + 1, slots });
      return;
    case 'assertion':
      if (isAsserted(instruction, machine.text, position)) addPath(machine, paths, position, { pc: pc + 1, slots });
      return;
    case 'character':
    case 'match':
      paths.push({ pc, slots });
      return;
    case undefined:
      return;
    default:
      instruction satisfies never;
  }
}

/** Turns around an instruction that have moved on since they began. Inner turns begin later, so the count says which ones. */
function countMovedTurns(regex: Regex, pc: number, slots: readonly number[], position: number): number {
  const first = 2 * (regex.groupCount + 1);
  const depth = regex.repeatDepths[pc] ?? 0;
  let count = 0;
  while (count < depth && slots[first + count] !== position) count += 1;
  return count;
}

function toCleared(slots: readonly number[], from: number, to: number): readonly number[] {
  return slots.map((value, slot) => (slot >= 2 * from && slot <= 2 * to + 1 ? -1 : value));
}
