import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import styles from './library-nav.module.css';
import { LIBRARY_SECTIONS } from './library-sections.ts';

/** The menu of the Library's parts. */
export function LibraryNav(): JSX.Element {
  return (
    <nav aria-label="Library" className={styles['nav']}>
      {LIBRARY_SECTIONS.map(({ id, title }) => (
        <Link
          key={id}
          to="/library/$section"
          params={{ section: id }}
          search={{}}
          className={styles['link']}
          activeOptions={{ includeSearch: false }}
          activeProps={{ 'aria-current': 'page' }}
        >
          {title}
        </Link>
      ))}
      <Link to="/tokenizer" className={styles['link']}>
        Tokenizer report
      </Link>
    </nav>
  );
}
