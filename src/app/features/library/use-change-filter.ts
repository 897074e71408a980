import { useNavigate } from '@tanstack/react-router';
import { parseLibrarySearch, type LibrarySearch, type LibrarySection } from './library-sections.ts';

/** Writes a filter of a list into the address, in place of the one before. */
export function useChangeFilter(section: LibrarySection, search: LibrarySearch): (next: LibrarySearch) => void {
  const navigate = useNavigate();
  return (next) => {
    void navigate({
      to: '/library/$section',
      params: { section },
      search: parseLibrarySearch({ ...search, ...next }),
      replace: true,
      resetScroll: false,
    });
  };
}
