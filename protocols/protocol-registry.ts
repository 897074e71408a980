import { axesProtocol } from './axes/protocol.ts';
import { logLikelihoodProtocol } from './log-likelihood/protocol.ts';
import { multiRunProtocol } from './multi-run/protocol.ts';
import { perturbationProtocol } from './perturbation-protocol/protocol.ts';
import { predictabilityProtocol } from './predictability/protocol.ts';
import type { Protocol } from './protocol.ts';
import { replicationProtocol } from './replication/protocol.ts';
import { sensitivityPlanProtocol } from './sensitivity-plan/protocol.ts';
import { severityProtocol } from './severity/protocol.ts';

/** Every protocol there is, in the order in which screens list them. Those of a configuration combine freely. */
export const protocols: readonly Protocol[] = [
  multiRunProtocol,
  perturbationProtocol,
  axesProtocol,
  predictabilityProtocol,
  severityProtocol,
  logLikelihoodProtocol,
  replicationProtocol,
  sensitivityPlanProtocol,
];
