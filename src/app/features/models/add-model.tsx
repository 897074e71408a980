import { Button } from '#app/ui/button.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { TextField } from '#app/ui/field.tsx';
import { FileButton } from '#app/ui/file-button.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { useAction } from '#app/ui/use-action.ts';
import { toOk, type Result } from '#core/errors/result.ts';
import type { ModelListing } from '#core/sources/install-plan.ts';
import {
  parseHubPlace,
  parseUrlPlace,
  PUBLIC_HUB_URL,
  toOrigin,
  type HubPlace,
  type UrlPlace,
} from '#core/sources/parse-model-place.ts';
import type { LocalPick, ModelLibrary } from '#harness/model-library.ts';
import { useState, type JSX, type SubmitEvent } from 'react';
import { AskOriginDialog } from './ask-origin-dialog.tsx';
import { FolderButton } from './folder-button.tsx';
import { ListingPreview } from './listing-preview.tsx';
import styles from './models-page.module.css';
import { toPick } from './read-pick.ts';
import { useModelDrop } from './use-model-drop.ts';

type Kind = 'hub' | 'url' | 'local';

const kinds: readonly { readonly kind: Kind; readonly label: string }[] = [
  { kind: 'hub', label: 'Hugging Face Hub' },
  { kind: 'url', label: 'Address' },
  { kind: 'local', label: 'This machine' },
];

interface Found {
  readonly listing: ModelListing;
  /** The files, when they lie on this machine. */
  readonly pick: LocalPick | null;
}

export interface AddModelProps {
  readonly library: ModelLibrary;
  readonly onInstalled: () => void;
}

/** Adds a model: a place first, then what lies there, then the choice. No site is asked anything before a yes. */
export function AddModel({ library, onInstalled }: AddModelProps): JSX.Element {
  const action = useAction();
  const [kind, setKind] = useState<Kind>('hub');
  const [hubText, setHubText] = useState('');
  const [hubUrl, setHubUrl] = useState(PUBLIC_HUB_URL);
  const [urlText, setUrlText] = useState('');
  const [allowed, setAllowed] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<HubPlace | UrlPlace | null>(null);
  const [found, setFound] = useState<Found | null>(null);

  const look = async (place: HubPlace | UrlPlace): Promise<void> => {
    setAsking(null);
    setAllowed(new Set([...allowed, toPlaceOrigin(place)]));
    const listing = await action.perform(() => library.look(place));
    setFound(listing.ok ? { listing: listing.value, pick: null } : null);
  };
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setFound(null);
    const parse = (): Result<HubPlace | UrlPlace> =>
      kind === 'hub' ? parseHubPlace(hubText, hubUrl) : parseUrlPlace(urlText);
    const place = await action.perform(() => Promise.resolve(parse()));
    if (!place.ok) return;
    if (allowed.has(toPlaceOrigin(place.value))) await look(place.value);
    else setAsking(place.value);
  };
  const takePick = async (pending: Promise<LocalPick | null>): Promise<void> => {
    const pick = await action.perform(async () => toOk(await pending));
    if (pick.ok && pick.value !== null) setFound({ listing: library.lookAtPick(pick.value), pick: pick.value });
  };
  const isOver = useModelDrop((pending) => {
    setKind('local');
    void takePick(pending);
  });
  return (
    <Panel title="Add a model" lead="A folder or a .gguf file can also be dropped anywhere on this page.">
      <div className={styles['add']} data-over={isOver}>
        <fieldset className={styles['kinds']}>
          <legend className="visually-hidden">From</legend>
          {kinds.map((option) => (
            <label key={option.kind} className={styles['kind']}>
              <input
                type="radio"
                name="source"
                checked={kind === option.kind}
                onChange={() => {
                  setKind(option.kind);
                  setFound(null);
                  action.dismiss();
                }}
              />
              <span>{option.label}</span>
            </label>
          ))}
        </fieldset>
        {kind === 'local' ? (
          <div className={styles['buttons']}>
            <FolderButton isDisabled={action.isBusy} onPick={(pending) => void takePick(pending)} />
            <FileButton
              label="Choose a GGUF file"
              accept=".gguf"
              testId="gguf-file"
              isDisabled={action.isBusy}
              onFile={(file) => void takePick(Promise.resolve(toPick([file])))}
            />
            <p className={styles['note']}>
              Hugging Face layout (config.json, tokenizer.json, onnx/model.onnx) or one GGUF file. Nothing leaves this
              machine.
            </p>
          </div>
        ) : (
          <form className={styles['form']} onSubmit={(event) => void submit(event)}>
            {kind === 'hub' ? (
              <>
                <TextField
                  label="Model"
                  value={hubText}
                  hint="owner/name, owner/name@revision, or the address of its page"
                  onChange={setHubText}
                />
                <TextField
                  label="Hub"
                  value={hubUrl}
                  hint="A mirror that speaks the same API can take its place"
                  onChange={setHubUrl}
                />
              </>
            ) : (
              <TextField
                label="Address"
                value={urlText}
                hint="A folder in Hugging Face layout, or one .gguf file; its server must allow other sites (CORS)"
                onChange={setUrlText}
              />
            )}
            <Button type="submit" variant="primary" isDisabled={action.isBusy}>
              Look
            </Button>
          </form>
        )}
        <p role="status" className={styles['note']}>
          {action.isBusy ? 'Looking…' : ''}
        </p>
        {action.failure === null ? null : <FailureNotice failure={action.failure} />}
        {found === null ? null : (
          <ListingPreview
            key={`${found.listing.title} ${found.listing.revision ?? ''}`}
            listing={found.listing}
            pick={found.pick}
            onClose={() => {
              setFound(null);
            }}
            onInstall={(plan) => {
              setFound(null);
              void library.install(plan, found.pick).then(onInstalled, reportError);
            }}
          />
        )}
        {asking === null ? null : (
          <AskOriginDialog
            origin={toPlaceOrigin(asking)}
            onClose={() => {
              setAsking(null);
            }}
            onAllow={() => void look(asking)}
          />
        )}
      </div>
    </Panel>
  );
}

function toPlaceOrigin(place: HubPlace | UrlPlace): string {
  return toOrigin(place.type === 'hub' ? place.hubUrl : place.baseUrl);
}
