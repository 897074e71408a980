import type { Result } from '#core/errors/result.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { parseConfig } from '#core/model/parse-config.ts';
import type { OwnFiles } from '#harness/ports.ts';

/** A configuration that ships with the app. */
export interface ReadyConfig {
  readonly label: string;
  /** Relative to the app's base. */
  readonly path: string;
}

/** What a first visit begins with. */
export const QUICK_START: ReadyConfig = { label: 'Quick start', path: 'configs/quickstart.json' };

/** Every shipped configuration, shortest first; written by scripts/write-quickstart.ts and scripts/write-shipped-tasks.ts. */
export const READY_CONFIGS: readonly ReadyConfig[] = [
  QUICK_START,
  { label: 'Maintenance desk, options by likelihood', path: 'configs/maintenance-desk-choice.json' },
  { label: 'Desk arithmetic', path: 'configs/desk-arithmetic.json' },
  { label: 'Desk extraction', path: 'configs/desk-extraction.json' },
  { label: 'Every protocol, English', path: 'configs/every-protocol-en.json' },
  { label: 'Every protocol, Hindi', path: 'configs/every-protocol-hi.json' },
  { label: 'Every protocol, Kannada', path: 'configs/every-protocol-kn.json' },
  { label: 'Every protocol, Bangla', path: 'configs/every-protocol-bn.json' },
  { label: 'Desk texts, perplexity in four languages', path: 'configs/desk-texts.json' },
  { label: 'Maintenance desk, 15 minutes', path: 'configs/maintenance-desk-15min.json' },
];

const MAX_CONFIG_BYTES = 1024 * 1024;

/** Reads and checks a shipped configuration; its task file is read when a plan is made. */
export async function readReadyConfig(ownFiles: OwnFiles, { path }: ReadyConfig): Promise<Result<HarnessConfig>> {
  const text = await ownFiles.readText(path, MAX_CONFIG_BYTES);
  return text.ok ? parseConfig(text.value) : text;
}
