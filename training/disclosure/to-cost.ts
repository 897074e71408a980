import type { Disclosure } from '#core/model/disclosure.ts';
import type { DisclosureSource } from './disclosure-source.ts';

/** Watts of one busy core with its share of the machine, from a small laptop to an old server. Assumed, not measured. */
const ASSUMED_WATTS = { low: 5, high: 20 } as const;

/** What making and using the model took. */
export function toCost({ record, evaluation }: DisclosureSource): Disclosure['cost'] {
  const { cpuSeconds, wallSeconds, processes, machines, machinesNotedBy } = record.cost;
  const note =
    machinesNotedBy === 'run'
      ? 'The machine was noted by the run itself.'
      : 'The machine was noted when the run was published, on the machine that ran it.';
  return {
    training: {
      basis: 'measured',
      steps: record.steps,
      tokens: record.tokenCount,
      cpuSeconds,
      wallSeconds,
      processes,
      machines: [...machines],
      energy: toEnergy(cpuSeconds),
      statement: `Vocabulary and weights of this run, by its own log, on one thread; the wall time depends on what else the machine did. Runs that were tried before and are not shipped are not counted. ${note}`,
    },
    inference: evaluation.costs.map(({ precision, decoding, prompts, promptTokens, answerTokens, ...times }) => ({
      basis: 'measured',
      precision,
      decoding,
      prompts,
      promptTokens,
      answerTokens,
      cpuSeconds: times.cpuSeconds,
      machine: evaluation.machine,
      energy: toEnergy(times.cpuSeconds),
    })),
  };
}

function toEnergy(cpuSeconds: number): Disclosure['cost']['training']['energy'] {
  const toWattHours = (watts: number): number => Math.round((cpuSeconds * watts) / 3.6) / 1000;
  return {
    basis: 'assumed',
    assumedWatts: { ...ASSUMED_WATTS },
    wattHours: { low: toWattHours(ASSUMED_WATTS.low), high: toWattHours(ASSUMED_WATTS.high) },
    statement: `CPU seconds times ${ASSUMED_WATTS.low} to ${ASSUMED_WATTS.high} W for one busy core with its share of the machine: assumed, not measured.`,
  };
}
