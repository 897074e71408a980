import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import { comparePaths } from '#core/bundle/member-path.ts';
import type { Manifest } from '#core/bundle/rows.ts';
import type { ReportedRun } from './report-html/to-report-html.ts';

/** Where the description for archives stands in a bundle. */
export const RO_CRATE_PATH = 'ro-crate-metadata.json';

/** Members that are made after the crate and so cannot be described in it, and the crate itself. */
const UNDESCRIBED = [RO_CRATE_PATH, 'manifest.json', 'manifest-sha256.txt'];

type MemberFact = Manifest['members'][number];

/**
 * `ro-crate-metadata.json` (RO-Crate 1.3, Process Run Crate 0.6), so that archives can index a bundle: one `CreateAction` whose instrument
 * is this build, whose objects are configuration and samples, and whose results are transcripts, scores and report. Every member has its
 * size and SHA-256. Canonical JSON; pure. Source: ANCHORS §1.9.
 * @param members of the bundle, in any order.
 */
export function toRoCrateText(run: ReportedRun, members: readonly MemberFact[]): string {
  const { rows, createdAt, effectiveConfig, status } = run;
  const { config } = rows;
  const described = members
    .filter(({ path }) => !UNDESCRIBED.includes(path))
    .toSorted((a, b) => comparePaths(a.path, b.path));
  const toReferences = (matches: (path: string) => boolean): readonly { readonly '@id': string }[] =>
    described.filter(({ path }) => matches(path)).map(({ path }) => ({ '@id': toFileId(path) }));
  const { version, commit } = effectiveConfig.harness;
  return toCanonicalJson({
    '@context': 'https://w3id.org/ro/crate/1.3/context',
    '@graph': [
      {
        '@id': RO_CRATE_PATH,
        '@type': 'CreativeWork',
        about: { '@id': './' },
        conformsTo: { '@id': 'https://w3id.org/ro/crate/1.3' },
      },
      {
        '@id': './',
        '@type': 'Dataset',
        conformsTo: { '@id': 'https://w3id.org/ro/wfrun/process/0.6' },
        name: config.name,
        description: `An evaluation run of ${config.models.map(({ modelId }) => modelId).join(', ')} on task ${config.task.taskId}, version ${config.task.version}: ${rows.samples.length} samples, ${rows.transcripts.length} trials.`,
        datePublished: createdAt,
        license: 'No licence was stated for the outputs of this run.',
        identifier: rows.runId,
        hasPart: toReferences(() => true),
        mentions: { '@id': '#run' },
      },
      {
        '@id': '#plumbline',
        '@type': 'SoftwareApplication',
        name: 'Plumbline',
        softwareVersion: commit === null ? version : `${version} (${commit})`,
      },
      {
        '@id': '#run',
        '@type': 'CreateAction',
        name: config.name,
        actionStatus: toActionStatus(status),
        startTime: createdAt,
        instrument: { '@id': '#plumbline' },
        object: toReferences((path) => path === 'config.json' || path === 'samples.jsonl'),
        result: toReferences((path) => /^(?:transcripts-\d+\.jsonl|scores\.jsonl|report\.(?:json|html))$/.test(path)),
      },
      ...described.map(({ path, bytes, sha256 }) => ({
        '@id': toFileId(path),
        '@type': 'File',
        name: path,
        contentSize: String(bytes),
        sha256,
        encodingFormat: toMediaType(path),
      })),
    ],
  });
}

/** Ids are relative URIs. */
function toFileId(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function toActionStatus(status: ReportedRun['status']): string {
  switch (status) {
    case 'completed':
      return 'http://schema.org/CompletedActionStatus';
    case 'cancelled':
    case 'unfinished':
      return 'http://schema.org/FailedActionStatus';
    default:
      return status satisfies never;
  }
}

function toMediaType(path: string): string {
  if (path.endsWith('.jsonl')) return 'application/jsonl';
  if (path.endsWith('.json')) return 'application/json';
  if (path.endsWith('.html')) return 'text/html';
  return path.endsWith('.md') ? 'text/markdown' : 'text/plain';
}
