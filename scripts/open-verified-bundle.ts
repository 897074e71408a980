import { openAsBlob } from 'node:fs';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { BundleContents } from '#harness/bundle-contents.ts';
import type { MemberMap } from '#harness/bundle-manifest.ts';
import { readVerifiedBundle } from '#harness/verify-bundle.ts';
import { decodeZip } from '#workers/bundle/decode-zip.ts';
import { createTextCodec } from '#workers/decode/text-codec.ts';
import { createTokenGumbel } from '#workers/decode/token-gumbel.ts';
import { toVerifyText } from './verify-print.ts';

/** A bundle that every check of `npm run verify` accepts. */
export interface VerifiedBundle {
  readonly members: MemberMap;
  readonly contents: BundleContents;
}

/** Reads a bundle and makes all checks. Fails with `bundle-invalid`, whose detail is what `npm run verify` would print. */
export async function openVerifiedBundle(path: string): Promise<Result<VerifiedBundle>> {
  const members = await decodeZip(await openAsBlob(path));
  if (!members.ok) return members;
  const { findings, contents } = readVerifiedBundle(members.value, createTextCodec, createTokenGumbel);
  if (contents !== null && findings.every(({ severity }) => severity !== 'error'))
    return toOk({ members: members.value, contents });
  return toFailed('bundle-invalid', `${path} is rejected.`, { location: path, detail: toVerifyText(findings) });
}
