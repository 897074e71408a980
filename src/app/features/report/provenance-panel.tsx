import { toCanaryText, toCheckText } from '#app/ui/check-texts.ts';
import { ControlVerdicts } from '#app/ui/control-verdicts.tsx';
import { toEnvironmentFacts } from '#app/ui/environment-facts.ts';
import { Facts, type Fact } from '#app/ui/facts.tsx';
import { HashText } from '#app/ui/hash-text.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { toCapabilityText } from '#core/charts/capability-text.ts';
import { toBytesText, toCountText, toDurationText } from '#core/charts/number-text.ts';
import type { EffectiveConfig, GpuInfo, LoadReport, ReproducibilityClass } from '#core/model/effective-config.ts';
import type { SharedPrefixReport } from '#core/model/shared-prefix.ts';
import type { FoldedRun } from '#harness/to-run-rows.ts';
import type { JSX } from 'react';
import styles from './report-page.module.css';

const classText: Readonly<Record<ReproducibilityClass, string>> = {
  A: 'A: bit-reproducible across machines and browsers',
  B: 'B: bit-reproducible on the same device',
  C: 'C: observed only',
};

/** What the run was seen to do, as against what was asked. */
export function ProvenancePanel({ run }: { readonly run: FoldedRun }): JSX.Element {
  const { effectiveConfig, environment, rows } = run;
  return (
    <Panel title="How it was measured" lead="The effective configuration: what the runtime was seen to do.">
      <div className={styles['figures']}>
        <div>
          {effectiveConfig.models.map((model) => (
            <Facts key={model.load.modelId} facts={toModelFacts(model)} />
          ))}
          {effectiveConfig.models.length === 0 ? (
            <p className={styles['plainNote']}>No model had been loaded when the journal ends.</p>
          ) : null}
        </div>
        <Facts
          facts={[
            { label: 'Configuration', value: <HashText hash={rows.configHash} /> },
            { label: 'Design', value: <HashText hash={rows.designHash} /> },
            { label: 'Master seed', value: String(rows.config.protocol.masterSeed) },
            {
              label: 'Plumbline',
              value: `${effectiveConfig.harness.version}${effectiveConfig.harness.commit === null ? '' : `, ${effectiveConfig.harness.commit.slice(0, 12)}`}`,
            },
            ...toExtendsFacts(effectiveConfig),
            ...toEnvironmentFacts(environment),
          ]}
        />
      </div>
    </Panel>
  );
}

function toExtendsFacts({ extends: extended }: EffectiveConfig): readonly Fact[] {
  if (extended === undefined) return [];
  const { runId, configHash, epochs } = extended;
  return [
    {
      label: 'Adds epochs to',
      value: `run ${runId}, which had ${toCountText(epochs.baseline)} epochs, perturbed ${toCountText(epochs.perturbed)}`,
    },
    { label: 'Its configuration', value: <HashText hash={configHash} /> },
  ];
}

function toModelFacts({
  load,
  batchSize,
  decoding,
  determinismCheck,
  canary,
  controlProbe,
}: EffectiveConfig['models'][number]): readonly Fact[] {
  const { runtime, graph } = load;
  return [
    { label: 'Model', value: load.modelId },
    { label: 'Reproducibility', value: classText[load.reproducibilityClass] },
    { label: 'Determinism check', value: toCheckText(determinismCheck) },
    ...(controlProbe === undefined
      ? []
      : [{ label: 'Decoding controls', value: <ControlVerdicts probe={controlProbe} /> }]),
    ...(canary === undefined ? [] : [{ label: 'Canary of the GPU', value: toCanaryText(canary) }]),
    ...(load.gpu === undefined ? [] : [{ label: 'GPU', value: toGpuText(load.gpu) }]),
    {
      label: 'Runtime',
      value: `${runtime.name} ${runtime.version}, ${runtime.device}, ${toCountText(runtime.threads)} ${runtime.threads === 1 ? 'thread' : 'threads'}`,
    },
    ...(load.capabilities === undefined
      ? []
      : [{ label: 'Runtime’s abilities', value: toCapabilityText(load.capabilities) }]),
    {
      label: 'Graph',
      value: `${load.graphFile}: ${graph.layers} layers, ${graph.kvHeads} KV heads, vocabulary ${toCountText(graph.vocabularySize)}`,
    },
    ...(load.sharedPrefix === undefined
      ? []
      : [{ label: 'Shared prompt', value: toSharedPrefixText(load.sharedPrefix) }]),
    ...(load.expandedWeights === undefined
      ? []
      : [{ label: 'Expanded weights', value: toExpandedText(load.expandedWeights) }]),
    {
      label: 'Context',
      value: load.contextLength === null ? 'no stated limit' : `${toCountText(load.contextLength)} tokens`,
    },
    { label: 'Chat template', value: load.chatTemplate },
    { label: 'Batch size', value: toCountText(batchSize) },
    { label: 'Ignored controls', value: decoding.ignored.length === 0 ? 'none' : decoding.ignored.join(', ') },
    { label: 'Loading', value: `${toBytesText(load.bytes)} in ${toDurationText(load.loadMs)}` },
    { label: 'Model hash', value: <HashText hash={load.modelHash} /> },
  ];
}

function toExpandedText({
  effectiveDtype,
  reason,
  bytes,
  maxLogitDelta,
}: NonNullable<LoadReport['expandedWeights']>): string {
  if (effectiveDtype === null) return `not expanded: ${reason ?? 'no reason is known'}`;
  return `${toBytesText(bytes)} of ${effectiveDtype}, largest |Δlogit| ${maxLogitDelta?.toPrecision(2) ?? 'not known'}`;
}

function toSharedPrefixText({ status, reason, maxLogitDelta }: SharedPrefixReport): string {
  if (status === 'off') return 'off, as configured';
  if (status === 'refused') return `not used: ${reason ?? 'no reason is known'}`;
  return `graph rewritten, largest |Δlogit| ${maxLogitDelta?.toPrecision(2) ?? 'not known'}`;
}

function toGpuText({ vendor, architecture, features }: GpuInfo): string {
  const name = [vendor, architecture].filter((part) => part !== '').join(' ');
  return `${name === '' ? 'not named by the browser' : name}${features.length === 0 ? '' : `, with ${features.join(', ')}`}`;
}
