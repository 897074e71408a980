import { cpus } from 'node:os';
import { env } from 'onnxruntime-node';
import type { MachineKind } from '#core/model/disclosure.ts';

/** The machine that this process runs on. */
export function readMachineKind(): MachineKind {
  const cores = cpus();
  return {
    cpu: cores[0]?.model.trim() || 'unknown',
    cores: Math.max(1, cores.length),
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    onnxruntimeNode: env.versions.node ?? 'unknown',
  };
}
