import { Empty } from '#app/ui/empty.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { PageHead } from '#app/ui/page-head.tsx';
import { Panel } from '#app/ui/panel.tsx';
import type { InstalledModel } from '#harness/model-library.ts';
import type { RunSummary } from '#harness/ports.ts';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState, type JSX } from 'react';
import { AddModel } from './add-model.tsx';
import { InstallList } from './install-list.tsx';
import type { LoadedModels } from './load-models.ts';
import { LooseFiles } from './loose-files.tsx';
import { ModelItem } from './model-item.tsx';
import styles from './models-page.module.css';
import { RemoveModelDialog } from './remove-model-dialog.tsx';
import { StoragePanel } from './storage-panel.tsx';

/** The models of this browser: what is here, what is on its way, and how to add one. */
export function ModelsPage({ loaded }: { readonly loaded: LoadedModels }): JSX.Element {
  const { library, inventory, space } = loaded;
  const router = useRouter();
  const [doomed, setDoomed] = useState<InstalledModel | null>(null);
  const usage = useUsage(loaded);
  const reload = (): void => {
    router.invalidate().catch(reportError);
  };
  return (
    <>
      <PageHead
        title="Models"
        lead="Models run in this tab and are kept in this browser. Every file is pinned by its SHA-256 and checked before a runtime gets it."
      />
      <div className={styles['stack']}>
        <AddModel library={library} onInstalled={reload} />
        <InstallList library={library} onChange={reload} />
        <Panel title="Installed">
          {inventory.ok ? null : <FailureNotice failure={inventory.failure} />}
          {inventory.ok && inventory.value.models.length === 0 ? (
            <Empty>No model is here yet. The built-in one comes with its first run; add others above.</Empty>
          ) : null}
          {inventory.ok && inventory.value.models.length > 0 ? (
            <ul className={styles['list']}>
              {inventory.value.models.map((model) => (
                <ModelItem
                  key={model.modelHash}
                  model={model}
                  library={library}
                  runs={usage === null ? null : (usage.get(model.modelHash) ?? [])}
                  onChange={reload}
                  onRemove={() => {
                    setDoomed(model);
                  }}
                />
              ))}
            </ul>
          ) : null}
        </Panel>
        {inventory.ok ? <LooseFiles files={inventory.value.looseFiles} library={library} onChange={reload} /> : null}
        <StoragePanel library={library} space={space} />
      </div>
      {doomed === null ? null : (
        <RemoveModelDialog
          model={doomed}
          library={library}
          runs={usage?.get(doomed.modelHash) ?? []}
          onClose={() => {
            setDoomed(null);
          }}
          onRemoved={() => {
            setDoomed(null);
            reload();
          }}
        />
      )}
    </>
  );
}

/** Runs by model; null until they were looked up, which the list does not wait for. */
function useUsage(loaded: LoadedModels): ReadonlyMap<string, readonly RunSummary[]> | null {
  const [usage, setUsage] = useState<ReadonlyMap<string, readonly RunSummary[]> | null>(null);
  useEffect(() => {
    let isCurrent = true;
    loaded.library.readUsage().then((read) => {
      if (isCurrent) setUsage(read);
    }, reportError);
    return () => {
      isCurrent = false;
    };
  }, [loaded]);
  return usage;
}
