import { sha256Hex } from '#core/hash/sha256.ts';
import { Disclosure } from '#core/model/disclosure.ts';
import type { ModelFile } from '#core/model/model-ref.ts';
import { parseMeasurements, type Measurements } from '../disclosure/measurements.ts';
import { toDocuments } from '../disclosure/to-documents.ts';
import { toTargets } from '../evaluate/evaluation-targets.ts';
import {
  GRAPH_PATHS,
  ModelManifest,
  SIZE_LIMITS,
  toAppManifest,
  toFileList,
  type FolderFiles,
} from '../export/model-folder.ts';
import { toManifestText } from './write-model-folder.ts';

/** One thing that was looked at; `what` names the file. */
export interface Finding {
  readonly what: string;
  readonly isRight: boolean;
}

/** Content of a model folder by path, `manifest.json` among it. */
export type ReadFolder = Readonly<Record<string, Uint8Array<ArrayBuffer>>>;

/** Files that the disclosure does not list: itself, and what is computed from it. */
const UNDISCLOSED = new Set(['disclosure.json', 'MODEL_CARD.md', 'manifest.json']);

/**
 * Checks the files of a model folder against each other: hashes against manifest and disclosure, documents against their
 * schemas, disclosure, card and manifest against what the measurements give again, and the list of models that the app reads.
 * @param list null = there is no list beside the folder, which is a finding.
 */
export function verifyFiles(folder: ReadFolder, list: readonly ModelManifest[] | null): readonly Finding[] {
  return [
    ...attempt('manifest.json', () => verifyManifest(folder, list)),
    ...attempt('disclosure.json', () => verifyDisclosure(folder)),
    ...attempt('documents', () => verifyDocuments(folder)),
  ];
}

/** What is too large among the files of a folder, or null. */
export function findOversize(files: readonly ModelFile[]): string | null {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const graph = files.find(({ path }) => path === GRAPH_PATHS.fp32)?.bytes ?? 0;
  if (graph > SIZE_LIMITS.fp32) return `${GRAPH_PATHS.fp32} has ${graph} bytes, more than ${SIZE_LIMITS.fp32}`;
  if (total > SIZE_LIMITS.folder) return `the folder has ${total} bytes, more than ${SIZE_LIMITS.folder}`;
  return null;
}

/** A document that cannot be read is a finding, not a crash. */
function attempt(what: string, verify: () => readonly Finding[]): readonly Finding[] {
  try {
    return verify();
  } catch (error) {
    return [{ what: `${what}: ${error instanceof Error ? error.message : String(error)}`, isRight: false }];
  }
}

function verifyManifest(folder: ReadFolder, list: readonly ModelManifest[] | null): readonly Finding[] {
  const manifest = ModelManifest.parse(JSON.parse(readText(folder, 'manifest.json')));
  const listed = new Set(manifest.files.map(({ path }) => path));
  const unlisted = Object.keys(folder).filter((path) => !listed.has(path) && path !== 'manifest.json');
  const oversize = findOversize(toFileList(folder));
  const entry = list?.find(({ modelId }) => modelId === manifest.modelId);
  return [
    ...verifyHashes(folder, manifest.files, 'manifest'),
    ...unlisted.map((path) => ({ what: `${path} is in no list`, isRight: false })),
    { what: oversize ?? 'sizes of the folder and of the fp32 graph', isRight: oversize === null },
    {
      what: `entry of ${manifest.modelId} in the list of models (../manifest.json)`,
      isRight: JSON.stringify(entry) === JSON.stringify(toAppManifest(manifest)),
    },
  ];
}

function verifyDisclosure(folder: ReadFolder): readonly Finding[] {
  const { files } = Disclosure.parse(JSON.parse(readText(folder, 'disclosure.json'))).layers.weights;
  const listed = new Set(files.map(({ path }) => path));
  const undisclosed = Object.keys(folder).filter((path) => !listed.has(path) && !UNDISCLOSED.has(path));
  return [
    { what: 'disclosure.json against its schema', isRight: true },
    ...verifyHashes(folder, files, 'disclosure'),
    ...undisclosed.map((path) => ({ what: `${path} is not in disclosure.json`, isRight: false })),
  ];
}

function verifyHashes(folder: ReadFolder, files: readonly ModelFile[], source: string): readonly Finding[] {
  return files.map(({ path, sha256, bytes }) => {
    const content = folder[path];
    const isRight = content !== undefined && content.length === bytes && sha256Hex(content) === sha256;
    return { what: `${path} against ${source}${content === undefined ? ': missing' : ''}`, isRight };
  });
}

/** Writes disclosure, card and manifest once more from the other files and compares them byte by byte. */
function verifyDocuments(folder: ReadFolder): readonly Finding[] {
  const measurements = parseMeasurements((path) => readText(folder, path));
  const listed: FolderFiles = Object.fromEntries(Object.entries(folder).filter(([path]) => !UNDISCLOSED.has(path)));
  const documents = toDocuments(measurements, listed);
  const manifestText = toManifestText(measurements.record.recipe, { ...listed, ...documents });
  return [
    { what: 'training.json, evaluation.json, learning-curve.json against their schemas', isRight: true },
    ...verifyMeasurements(folder, measurements),
    ...Object.entries({ ...documents, 'manifest.json': manifestText }).map(([path, text]) => ({
      what: `${path} written again`,
      isRight: readText(folder, path) === text,
    })),
  ];
}

function verifyMeasurements(folder: ReadFolder, { record, evaluation, curve }: Measurements): readonly Finding[] {
  const isSameFile = ([path, sha256]: readonly [string, string]): boolean =>
    folder[path] !== undefined && sha256Hex(folder[path]) === sha256;
  const last = curve.points.find(({ step }) => step === record.steps);
  return [
    { what: 'evaluation.json is of these files', isRight: Object.entries(evaluation.files).every(isSameFile) },
    {
      what: 'evaluation.json, targets from accuracies',
      isRight: JSON.stringify(toTargets(evaluation)) === JSON.stringify(evaluation.targets),
    },
    {
      what: `learning-curve.json, weights of step ${record.steps}`,
      isRight: last === undefined ? isUnfinished(record) : last.weightsSha256 === record.weightsSha256,
    },
  ];
}

/** Only a model from before the end of its recipe may lack its own point on the curve. */
function isUnfinished({ steps, recipe }: Measurements['record']): boolean {
  return steps < recipe.training.schedule.totalSteps;
}

function readText(folder: ReadFolder, path: string): string {
  const content = folder[path];
  if (content === undefined) throw new Error(`${path} is missing`);
  return new TextDecoder().decode(content);
}
