import type { Protocol } from '../protocol.ts';

/** How bad failures are, with upper bounds: METRICS §5. */
export const severityProtocol: Protocol = {
  id: 'severity',
  version: 1,
  title: 'Severity of failure',
  description: 'Gives each wrong answer a level by rules that are data, and bounds how often each level can occur.',
  configuredBy: 'severity',
  citation: [
    'MIL-STD-882E, Table I and III',
    'Korn & Graubard 1998, Survey Methodology 24(2)',
    'METRICS §5.4, layered Clopper–Pearson bound',
  ],
  estimands: ['severity_table', 'violation_rate_ub', 'expected_severity', 'cvar', 'max_severity_observed'],
};
