import { Disclosure } from '#core/model/disclosure.ts';
import { countParameters } from '../model/network-shape.ts';
import type { DisclosureSource } from './disclosure-source.ts';
import { toCost } from './to-cost.ts';
import { toData } from './to-data.ts';
import { toLogic } from './to-logic.ts';
import { toRepresentation } from './to-representation.ts';
import { toWeights } from './to-weights.ts';

/** What the reference model tells of itself; every number is computed from the source. */
export function toDisclosure(source: DisclosureSource): Disclosure {
  const { recipe } = source.record;
  const { shape } = recipe.training;
  const parameters = countParameters(shape);
  return Disclosure.parse({
    schemaVersion: 1,
    accord: 'Open Small Models Accord, v0.2 draft: layers as in §02 and §04, contestation as in §10',
    model: {
      modelId: recipe.modelId,
      title: recipe.title,
      scope:
        'A measuring instrument for the evaluation of small language models: short requests to an invented maintenance desk. Not for use at a real one, and not for anything else.',
      parameters: { total: parameters, active: parameters },
      contextLength: shape.contextLength,
    },
    layers: {
      logic: toLogic(source),
      weights: toWeights(source),
      data: toData(source),
      representation: toRepresentation(),
    },
    base: null,
    cost: toCost(source),
    contestation: {
      contact: 'The issue tracker of this repository.',
      process:
        'Open an issue that names the file, the example or the number that is contested. It is answered there in public; what is right is corrected, with new hashes where files change, and every contestation gets a line in the log, also when it is refused.',
      responseTime: 'Aim: a first answer within 14 days. It is an aim and no promise: nobody is on duty.',
      log: 'docs/contestation.md',
    },
  } satisfies Disclosure);
}
