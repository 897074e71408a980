import type { Result } from '#core/errors/result.ts';
import type { ModelInventory, ModelLibrary, StorageSpace } from '#harness/model-library.ts';
import type { Ports } from '#harness/ports.ts';

export interface LoadedModels {
  readonly library: ModelLibrary;
  readonly inventory: Result<ModelInventory>;
  readonly space: StorageSpace;
}

/** The models of this browser as they are now. */
export async function loadModels(ports: Ports): Promise<LoadedModels> {
  const library = await ports.models();
  const [inventory, space] = await Promise.all([library.list(), library.readSpace()]);
  return { library, inventory, space };
}
