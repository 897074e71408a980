import type { HarnessConfig } from '#core/model/harness-config.ts';

/**
 * Folder of each model's tokenizer files, by model id: `tokenizer/<model id with unsafe characters as "_">`, made unique in the
 * order of the configuration also on systems that do not tell case apart.
 */
export function toTokenizerFolders(config: HarnessConfig): ReadonlyMap<string, string> {
  const folderByModel = new Map<string, string>();
  const taken = new Set<string>();
  for (const { modelId } of config.models) {
    const name = modelId
      .replaceAll(/[^A-Za-z0-9._-]/g, '_')
      .replace(/^\.+/, '_')
      .replace(/\.+$/, '_');
    let folder = `tokenizer/${name}`;
    for (let copy = 2; taken.has(folder.toLowerCase()); copy += 1) folder = `tokenizer/${name}-${copy}`;
    taken.add(folder.toLowerCase());
    folderByModel.set(modelId, folder);
  }
  return folderByModel;
}
