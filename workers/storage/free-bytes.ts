/** Bytes that the browser says it will still store for this origin; null where it tells nothing. */
export async function readFreeBytes(): Promise<number | null> {
  const { quota, usage } = await navigator.storage.estimate();
  return quota === undefined || usage === undefined ? null : Math.max(0, quota - usage);
}
