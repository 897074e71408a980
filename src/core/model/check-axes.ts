import { toAxisValues, type AxisConfig, type AxisType, type NumberAxis } from './axis.ts';
import { toMaxTokens } from './condition-setting.ts';
import type { Decoding } from './decoding.ts';
import type { HarnessConfig } from './harness-config.ts';
import type { Device } from './model-ref.ts';
import { findQuantProblem, type QuantValue } from './quant-value.ts';
import { toChooseMode, toPerplexityMode } from './task-mode.ts';

/** What is wrong with an axis, and where in the configuration. */
export interface AxisProblem {
  readonly path: (string | number)[];
  readonly message: string;
}

type AxesConfig = Pick<HarnessConfig, 'task' | 'models' | 'decoding' | 'protocol' | 'execution'>;

/** Controls that a greedy choice of tokens does not use. */
const SAMPLING_ONLY: readonly AxisType[] = ['top-p', 'min-p'];

/** Everything that an axis asks for and that would do nothing, or the same twice. */
export function findAxisProblems(config: AxesConfig): readonly AxisProblem[] {
  const axes = config.protocol.axes ?? [];
  return axes.flatMap((axis, index): readonly AxisProblem[] => {
    const path = ['protocol', 'axes', index];
    const message = findTypeProblem(config, axis, axes.slice(0, index));
    if (message !== null) return [{ path, message }];
    if (axis.type === 'quant') return findQuantProblems(config, axis.values, path);
    if (axis.type === 'backend') return findBackendProblems(config, axis.values, path);
    const values = toAxisValues(axis);
    const field = axis.type === 'max-tokens' ? 'factors' : 'values';
    return values.flatMap((value, position) => {
      const problem = findValueProblem(config, axis, value, values.slice(0, position));
      return problem === null ? [] : [{ path: [...path, field, position], message: problem }];
    });
  });
}

function findTypeProblem(
  { task, decoding, models }: AxesConfig,
  { type }: AxisConfig,
  earlier: readonly AxisConfig[],
): string | null {
  if (earlier.some((axis) => axis.type === type))
    return `axis "${type}" is asked for twice: put its values into one list`;
  if (type === 'retokenise' && (task.mode?.type ?? 'generate') !== 'generate')
    return 'other tokens are given to prompts that an answer is generated after: take the axis out, or set task.mode to generate';
  if (type === 'backend')
    return models.every(({ runtime }) => runtime === 'ort')
      ? null
      : 'only models of ONNX Runtime can be answered by another device here: take the axis out, or the other models';
  if (type === 'quant')
    return models.length === 1
      ? null
      : `the graphs belong to one model, but the configuration has ${models.length}: give each a configuration of its own`;
  if (toPerplexityMode(task) !== null)
    return type === 'threads'
      ? null
      : `a text is measured by raw log-probabilities, token by token, which "${type}" does not change: take the axis out`;
  if (type === 'batch' || type === 'threads') return null;
  if (toChooseMode(task) !== null)
    return `options are compared by raw log-probabilities, which "${type}" does not change: take the axis out, or set task.mode to generate`;
  if (decoding.temperature === 0 && SAMPLING_ONLY.includes(type))
    return `at temperature 0 the largest logit wins, so "${type}" has no effect: raise decoding.temperature, or take the axis out`;
  return null;
}

function findBackendProblems(
  { models }: AxesConfig,
  values: readonly Device[],
  path: AxisProblem['path'],
): readonly AxisProblem[] {
  return values.flatMap((value, position) => {
    const same = models.find(({ device }) => device === value);
    if (same === undefined && !values.slice(0, position).includes(value)) return [];
    const message =
      same === undefined
        ? `${value} is asked for twice`
        : `model "${same.modelId}" runs on ${value} already, so this would repeat the condition "original"`;
    return [{ path: [...path, 'values', position], message }];
  });
}

function findQuantProblems(
  { models: [model] }: AxesConfig,
  values: readonly QuantValue[],
  path: AxisProblem['path'],
): readonly AxisProblem[] {
  return values.flatMap((value, position) => {
    const message = model === undefined ? null : findQuantProblem(model, value, values.slice(0, position));
    return message === null ? [] : [{ path: [...path, 'values', position], message }];
  });
}

function findValueProblem(
  config: AxesConfig,
  axis: NumberAxis,
  value: number,
  earlier: readonly number[],
): string | null {
  const toEffect = (asked: number): number => toEffectOf(config, axis.type, asked);
  const effect = toEffect(value);
  const twin = earlier.find((other) => toEffect(other) === effect);
  if (twin !== undefined)
    return twin === value ? `${value} is asked for twice` : `${value} has the same effect as ${twin}: ${effect}`;
  if (axis.type === 'threads') {
    const same = config.models.find((model) => model.threads === value);
    return same === undefined
      ? null
      : `model "${same.modelId}" runs with ${value} threads already, so this would repeat the condition "original"`;
  }
  if (axis.type === 'batch') return findBatchProblem(config, value, effect);
  const own = toOwn(config.decoding, axis.type);
  return effect === own
    ? `the configuration's own value is ${own}, so this would repeat the condition "original"`
    : null;
}

function findBatchProblem(config: AxesConfig, value: number, effect: number): string | null {
  const { batchSize } = config.execution;
  if (toEffectOf(config, 'batch', batchSize) !== effect) return null;
  return value === batchSize
    ? `execution.batchSize is ${value} already, so this would repeat the condition "original"`
    : `a prompt has ${config.protocol.epochs.baseline} epochs, so batches of ${value} and of ${batchSize} (execution.batchSize) both hold ${effect}: choose one that is smaller than the epochs`;
}

/** What acts of an asked value: tokens of a share of the limit, rows of a batch that has only so many epochs to hold. */
function toEffectOf({ task, decoding, protocol }: AxesConfig, type: NumberAxis['type'], value: number): number {
  if (type === 'max-tokens') return toMaxTokens(decoding.maxNewTokens, value);
  if (type === 'batch' && toChooseMode(task) === null) return Math.min(value, protocol.epochs.baseline);
  return value;
}

function toOwn(decoding: Decoding, type: Exclude<NumberAxis['type'], 'batch' | 'threads'>): number {
  switch (type) {
    case 'temperature':
      return decoding.temperature;
    case 'top-p':
      return decoding.topP;
    case 'min-p':
      return decoding.minP;
    case 'repetition-penalty':
      return decoding.repetitionPenalty;
    case 'max-tokens':
      return decoding.maxNewTokens;
    case 'retokenise':
      return 0;
    default:
      return type satisfies never;
  }
}
