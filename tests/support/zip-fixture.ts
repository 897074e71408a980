import { encodeUtf8 } from '#core/bundle/utf8.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { BundleMember } from '#harness/bundle-members.ts';

/** Members that exercise the codec: empty, short, long and compressible, incompressible, a name outside ASCII. */
export function buildZipMembers(): readonly BundleMember[] {
  const rows = Array.from(
    { length: 4000 },
    (_, index) => `{"epoch":${index % 16},"trialKey":"${sha256Hex(String(index))}"}\n`,
  );
  const noise = Uint8Array.from({ length: 300 }, (_, index) =>
    Number.parseInt(sha256Hex(`noise ${index}`).slice(0, 2), 16),
  );
  return [
    { path: 'README.md', bytes: encodeUtf8('short') },
    { path: 'attempts-0000.jsonl', bytes: new Uint8Array(0) },
    { path: 'noise.bin', bytes: noise },
    { path: 'tokenizer/élan/a.json', bytes: encodeUtf8('{"a":1}') },
    { path: 'transcripts-0000.jsonl', bytes: encodeUtf8(rows.join('')) },
  ];
}

/** SHA-256 of `encodeZip(buildZipMembers())` in Node and in every browser: changes only when zip.js or fflate changes its bytes. */
export const ZIP_FIXTURE_SHA256 = 'ee81b05e7e634dd089fc62f74a127eee3eb709716e3588095f58f8460dca00f5';
