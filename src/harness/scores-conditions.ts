import { ORIGINAL, type Condition } from '#core/model/trial.ts';
import { findPerturbation } from '#protocols/registry.ts';

const NAMED = /^([^@:#]+)(?:@(\d{1,6}))?(?::([^#]*))?(?:#(\d{1,6}))?$/u;

/**
 * A condition that another program names. An id as ours, `<perturbation>@<version>:<param>=<value>,…#<variant>`, is read; its class is that of the perturbation when
 * this build has it. Any other changed prompt is class L: it may keep the meaning, but nobody here has reviewed it.
 */
export function toScoresCondition(conditionId: string): Condition {
  if (conditionId === ORIGINAL) return { conditionId, perturbation: null };
  const [, id = conditionId, version = '1', params = '', variant = '0'] = NAMED.exec(conditionId) ?? [];
  const perturbationClass = findPerturbation(id, Number(version))?.class ?? 'L';
  return {
    conditionId,
    perturbation: {
      id,
      version: Number(version),
      class: perturbationClass,
      params: toParams(params),
      variant: Number(variant),
    },
  };
}

function toParams(text: string): Record<string, number | string> {
  const pairs = text.split(',').flatMap((pair): readonly (readonly [string, number | string])[] => {
    const [name = '', value = ''] = pair.split('=', 2);
    if (name === '' || value === '') return [];
    return [[name, /^-?(?:\d+\.?\d*|\.\d+)$/.test(value) ? Number(value) : value]];
  });
  return Object.fromEntries(pairs);
}
