/** How long the address of a saved file stays valid, ms: browsers read it after the click has returned. */
const REVOKE_AFTER_MS = 60_000;

/** Offers a file to the person as a download. */
export function saveFile(fileName: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS);
}
