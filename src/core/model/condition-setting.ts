import { assert } from '../errors/assert.ts';
import type { ConditionAxis } from './axis.ts';
import type { Decoding } from './decoding.ts';
import type { HarnessConfig } from './harness-config.ts';
import type { ModelRef } from './model-ref.ts';
import { toQuantisedModel } from './quant-value.ts';

/** With what a condition is answered. */
export interface ConditionSetting {
  readonly model: ModelRef;
  readonly decoding: Decoding;
  /** Rows decoded together. */
  readonly batchSize: number;
}

/** The setting of a condition: the configuration's own, with the one control that its axis varies. */
export function toConditionSetting(
  { decoding, execution, protocol }: Pick<HarnessConfig, 'decoding' | 'execution' | 'protocol'>,
  model: ModelRef,
  axis: ConditionAxis | null,
): ConditionSetting {
  const own = { model, decoding, batchSize: execution.batchSize };
  if (axis === null) return own;
  if (axis.type === 'quant') {
    const asked = (protocol.axes ?? []).flatMap((entry) => (entry.type === 'quant' ? entry.values : []));
    const graph = asked.find(({ dtype }) => dtype === axis.value);
    assert(graph !== undefined, 'a condition of the axis "quant" has a graph in the configuration');
    return { ...own, model: toQuantisedModel(model, graph) };
  }
  if (axis.type === 'backend') return { ...own, model: { ...model, device: axis.value } };
  const { value } = axis;
  switch (axis.type) {
    case 'temperature':
      return { ...own, decoding: { ...decoding, temperature: value } };
    case 'top-p':
      return { ...own, decoding: { ...decoding, topP: value } };
    case 'min-p':
      return { ...own, decoding: { ...decoding, minP: value } };
    case 'repetition-penalty':
      return { ...own, decoding: { ...decoding, repetitionPenalty: value } };
    case 'max-tokens':
      return { ...own, decoding: { ...decoding, maxNewTokens: toMaxTokens(decoding.maxNewTokens, value) } };
    case 'retokenise':
      return own;
    case 'batch':
      return { ...own, batchSize: value };
    case 'threads':
      return { ...own, model: { ...model, threads: value } };
    default:
      return axis satisfies never;
  }
}

/** A share of the token limit, rounded down, ≥ 1. */
export function toMaxTokens(maxNewTokens: number, factor: number): number {
  return Math.max(1, Math.floor(maxNewTokens * factor));
}

/** Settings with equal keys can be answered by one loaded model. */
export function toSessionKey({ model }: Pick<ConditionSetting, 'model'>): string {
  return [model.device, model.threads, ...model.files.map((file) => file.sha256).toSorted()].join(' ');
}
