import { Button } from '#app/ui/button.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { toBytesText, toCountText } from '#core/charts/number-text.ts';
import { findModelFiles, type ModelCandidate } from '#core/sources/find-model-files.ts';
import {
  toCandidateProblem,
  toInstallPlan,
  toPlanBytes,
  type InstallPlan,
  type ModelListing,
} from '#core/sources/install-plan.ts';
import type { LocalPick } from '#harness/model-library.ts';
import { useState, type JSX } from 'react';
import styles from './models-page.module.css';
import { toSourceText } from '#app/ui/source-text.ts';

export interface ListingPreviewProps {
  readonly listing: ModelListing;
  readonly pick: LocalPick | null;
  readonly onInstall: (plan: InstallPlan) => void;
  readonly onClose: () => void;
}

/** What lies at a place: its models to choose from, with files, sizes and licence, before anything is fetched. */
export function ListingPreview({ listing, pick, onInstall, onClose }: ListingPreviewProps): JSX.Element {
  const candidates = findModelFiles(listing.files.map(({ path }) => path));
  const [chosen, setChosen] = useState<ModelCandidate | null>(
    candidates.find((candidate) => toCandidateProblem(candidate) === null) ?? null,
  );
  const plan = chosen === null ? null : toInstallPlan(listing, chosen);
  return (
    <section className={styles['preview']} aria-label={`What ${listing.title} holds`}>
      <h3 className={styles['name']}>{listing.title}</h3>
      <Facts
        facts={[
          { label: 'From', value: toSourceText(listing) },
          ...(listing.source.type === 'local' ? [] : [{ label: 'Commit', value: toCommitText(listing) }]),
          { label: 'Licence', value: listing.licence ?? 'not stated; look at the model’s page before you use it' },
        ]}
      />
      {candidates.length === 0 ? (
        <Notice tone="caution" title="No model is recognised here" role="status">
          <p>
            Expected an ONNX graph (onnx/model.onnx, onnx/model_q4.onnx …) with tokenizer.json, or a .gguf file. Found{' '}
            {toCountText(listing.files.length)} other files.
          </p>
        </Notice>
      ) : (
        <fieldset className={styles['candidates']}>
          <legend>Which one</legend>
          {candidates.map((candidate) => {
            const problem = toCandidateProblem(candidate);
            return (
              <label key={candidate.mainPath} className={styles['candidate']} data-off={problem !== null}>
                <input
                  type="radio"
                  name="candidate"
                  disabled={problem !== null}
                  checked={chosen?.mainPath === candidate.mainPath}
                  onChange={() => {
                    setChosen(candidate);
                  }}
                />
                <span>
                  <strong>{candidate.precision}</strong> · {candidate.format.toUpperCase()} ·{' '}
                  {toSizeText(toInstallPlan(listing, candidate))} · <code>{candidate.mainPath}</code>
                  {problem === null ? null : <span className={styles['problem']}> {problem}</span>}
                </span>
              </label>
            );
          })}
        </fieldset>
      )}
      {plan === null ? null : (
        <DataTable
          caption="Files"
          table={{
            columns: ['File', 'Size', 'Hash'],
            rows: plan.files.map(({ path, bytes, sha256, gitOid }) => [
              path,
              bytes === null ? 'known on arrival' : toBytesText(bytes),
              toHashText(sha256, gitOid ?? null),
            ]),
          }}
        />
      )}
      <div className={styles['buttons']}>
        <Button
          variant="primary"
          isDisabled={plan === null}
          onPress={() => {
            if (plan !== null) onInstall(plan);
          }}
        >
          {toActionText(plan, pick)}
        </Button>
        <Button variant="quiet" onPress={onClose}>
          Not this one
        </Button>
      </div>
      {pick === null ? null : (
        <p className={styles['note']}>
          {pick.handle === null
            ? 'The files are hashed and copied into this browser’s storage.'
            : 'The files stay in their folder and are hashed at every load; the browser may ask again whether it may read them.'}
        </p>
      )}
    </section>
  );
}

function toCommitText({ revision }: ModelListing): string {
  return revision ?? 'none stated; the files are pinned by their hashes';
}

function toActionText(plan: InstallPlan | null, pick: LocalPick | null): string {
  if (pick !== null) return 'Add';
  return plan === null ? 'Download' : `Download ${toSizeText(plan)}`;
}

function toSizeText(plan: InstallPlan): string {
  const bytes = toPlanBytes(plan);
  if (bytes !== null) return toBytesText(bytes);
  const known = plan.files.reduce((sum, file) => sum + (file.bytes ?? 0), 0);
  return known === 0 ? 'size unknown' : `${toBytesText(known)} and small files`;
}

function toHashText(sha256: string | null, gitOid: string | null): string {
  if (sha256 !== null) return `SHA-256 ${sha256.slice(0, 12)}…`;
  return gitOid === null ? 'pinned on arrival' : `Git ${gitOid.slice(0, 12)}…, pinned on arrival`;
}
