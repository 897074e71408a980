/** The parts of the Library, in the order of its menu. */
export const LIBRARY_SECTIONS = [
  { id: 'perturbations', title: 'Perturbations' },
  { id: 'tasks', title: 'Tasks' },
  { id: 'scorers', title: 'Scorers' },
  { id: 'protocols', title: 'Protocols' },
  { id: 'metrics', title: 'Metrics' },
] as const;
export type LibrarySection = (typeof LIBRARY_SECTIONS)[number]['id'];

/** The section with this name, or null. */
export function parseLibrarySection(name: string): LibrarySection | null {
  return LIBRARY_SECTIONS.find(({ id }) => id === name)?.id ?? null;
}

/** What the lists of the Library show, as it stands in the address. An absent key filters nothing. */
export interface LibrarySearch {
  /** Text looked for in ids, titles and definitions. */
  readonly q?: string;
  readonly script?: string;
  readonly class?: string;
}

/** Reads the search part of an address; what does not fit is left out. */
export function parseLibrarySearch(search: Record<string, unknown>): LibrarySearch {
  const { q, script, class: letter } = search;
  return {
    ...(typeof q === 'string' && q !== '' ? { q } : {}),
    ...(typeof script === 'string' && script !== '' ? { script } : {}),
    ...(typeof letter === 'string' && letter !== '' ? { class: letter } : {}),
  };
}
