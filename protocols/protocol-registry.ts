import { multiRunProtocol } from './multi-run/protocol.ts';
import { perturbationProtocol } from './perturbation-protocol/protocol.ts';
import type { Protocol } from './protocol.ts';

/** Every protocol there is, in the order in which screens list them. */
export const protocols: readonly Protocol[] = [multiRunProtocol, perturbationProtocol];
