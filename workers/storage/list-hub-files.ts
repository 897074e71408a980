import { HubApiError, listFiles, modelInfo } from '@huggingface/hub';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { WantedFile, type ModelListing } from '#core/sources/install-plan.ts';
import type { HubPlace } from '#core/sources/parse-model-place.ts';
import * as z from 'zod';
import type { PatientFetch } from './patient-fetch.ts';

/** Largest repository that is listed, files. */
const MAX_FILES = 5000;

const Commit = z.string().regex(/^[0-9a-f]{40}$/);
const LicenceName = z.string().min(1).max(200);
/** What a model card's front matter says of its licence. */
const Card = z.object({
  license: z.union([LicenceName, z.array(LicenceName)]).optional(),
  license_name: LicenceName.optional(),
});
/** A file of a repository's tree. Large ones state their SHA-256, others only the name that Git gives them. */
const TreeFile = z.object({
  type: z.literal('file'),
  path: WantedFile.shape.path,
  size: z.int().nonnegative(),
  oid: z.string().optional(),
  lfs: z.object({ oid: z.string(), size: z.int().nonnegative() }).optional(),
});

/** Asked something of another site than the hub. */
class ForeignLinkError extends Error {}

/** Files of a repository at the commit that its revision means now, through the hub's own client over our `fetch`. */
export async function listHubFiles(ask: PatientFetch, place: HubPlace): Promise<Result<ModelListing>> {
  const { hubUrl, repo } = place;
  // The address of the next page comes from the server: it may not lead anywhere else.
  const askHub = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== new URL(hubUrl).origin) throw new ForeignLinkError(url.origin);
    return ask(url.href, init);
  };
  try {
    const info = await modelInfo({
      name: repo,
      revision: place.revision ?? 'HEAD',
      hubUrl,
      additionalFields: ['sha', 'cardData', 'tags'],
      fetch: askHub,
    });
    const commit = Commit.safeParse(info.sha);
    if (!commit.success) return toStrange(place, 'it states no commit');
    const files: WantedFile[] = [];
    let count = 0;
    const entries = listFiles({
      repo: { type: 'model', name: repo },
      recursive: true,
      revision: commit.data,
      hubUrl,
      fetch: askHub,
    });
    for await (const entry of entries) {
      count += 1;
      if (count > MAX_FILES) return toStrange(place, `it has more than ${MAX_FILES} files`);
      const file = TreeFile.safeParse(entry);
      if (file.success) files.push(toWanted(file.data));
    }
    return toOk({
      title: repo,
      source: { type: 'hub', hubUrl, repo },
      revision: commit.data,
      licence: toLicence(info.cardData, info.tags),
      files,
    });
  } catch (error) {
    return toHubFailure(place, error);
  }
}

function toWanted({ path, size, oid, lfs }: z.infer<typeof TreeFile>): WantedFile {
  const sha256 = WantedFile.shape.sha256.safeParse(lfs?.oid).data ?? null;
  const gitOid = lfs === undefined ? (WantedFile.shape.gitOid.safeParse(oid).data ?? null) : null;
  return { path, bytes: lfs?.size ?? size, sha256, gitOid };
}

/** From the card, `other` replaced by its name; else from the tag that the hub makes of it. */
function toLicence(cardData: unknown, tags: unknown): string | null {
  const card = Card.safeParse(cardData).data;
  const named = card?.license === 'other' ? (card.license_name ?? 'other') : card?.license;
  if (named !== undefined) return (typeof named === 'string' ? named : named.join(', ')).slice(0, 200);
  const tag = z
    .array(z.string())
    .safeParse(tags)
    .data?.find((candidate) => candidate.startsWith('license:'));
  return tag?.slice('license:'.length, 200) ?? null;
}

function toStrange({ hubUrl, repo }: HubPlace, what: string): Result<never> {
  return toFailed('model-download-failed', `${repo} on ${hubUrl} cannot be used: ${what}.`, { location: hubUrl });
}

function toHubFailure(place: HubPlace, error: unknown): Result<never> {
  const { hubUrl, repo, revision } = place;
  const at = { location: `${hubUrl}/${repo}`, detail: String(error) };
  if (error instanceof ForeignLinkError) {
    return toStrange(place, `its list goes on at another site (${error.message})`);
  }
  if (!(error instanceof HubApiError)) {
    // The client reads JSON without a look at what it is.
    if (error instanceof SyntaxError) {
      return toFailed(
        'model-not-a-model',
        `${hubUrl} does not speak the Hub's API: it answered with a page or other text.`,
        at,
      );
    }
    return toFailed(
      'model-download-failed',
      `${hubUrl} could not be reached, or does not allow other sites to read its answers (CORS). Check the connection and the hub's address.`,
      at,
    );
  }
  const what = revision === null ? repo : `${repo} at "${revision}"`;
  switch (error.statusCode) {
    case 401:
    case 403:
    case 404:
      return toFailed(
        'model-missing-file',
        `${hubUrl} has no ${what} that everybody may read (status ${error.statusCode}). Check the spelling; of a private or gated model, download the files yourself and add the folder.`,
        at,
      );
    case 429:
      return toFailed(
        'model-download-failed',
        `${hubUrl} gets too many requests from this address. Try again in some minutes.`,
        at,
      );
    default:
      return toFailed(
        'model-download-failed',
        `${hubUrl} answered with status ${error.statusCode}. Try again later.`,
        at,
      );
  }
}
