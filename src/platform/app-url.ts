/** Absolute URL of a path under the app's base (Vite's `base`, which may be relative to the page), e.g. `configs/quickstart.json`. */
export function toAppUrl(path: string): URL {
  return new URL(path, new URL(import.meta.env.BASE_URL, document.baseURI));
}
