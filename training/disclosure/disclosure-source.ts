import type { Evidence } from '#core/model/disclosure.ts';
import type { ModelFile } from '#core/model/model-ref.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';
import type { TrainingRecord } from '../pipeline/training-record.ts';

/** What a disclosure is computed from. */
export interface DisclosureSource {
  readonly record: TrainingRecord;
  readonly evaluation: Evaluation;
  /** Files of the folder that the disclosure lists, in ascending order of paths. */
  readonly files: readonly ModelFile[];
  /** Content of `chat_template.jinja`. */
  readonly chatTemplate: string;
}

/** The generator's folder in the repository. */
export const GENERATOR_PATH = 'protocols/tasks/maintenance-desk/generator';

/** Evidence by a path in the repository. */
export function toPathEvidence(path: string, note: string | null = null): Evidence {
  return { type: 'path', path, note };
}

/** The listed file at a path; throws when it is not there. */
export function findFile(files: readonly ModelFile[], path: string): ModelFile {
  const file = files.find((candidate) => candidate.path === path);
  if (file === undefined) throw new Error(`the folder has no ${path}`);
  return file;
}
