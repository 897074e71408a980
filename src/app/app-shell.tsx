import { Link } from '@tanstack/react-router';
import { lazy, Suspense, type JSX, type ReactNode } from 'react';
import styles from './app-shell.module.css';
import { KeyboardHelp } from './keyboard-help.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

const OfflineNotice = lazy(async () => ({ default: (await import('./offline-notice.tsx')).OfflineNotice }));

/** Header, main landmark, footer; the skip link is the first stop of the keyboard. */
export function AppShell({ children }: { readonly children: ReactNode }): JSX.Element {
  return (
    <div className={styles['shell']}>
      <button type="button" className={styles['skip']} onClick={focusMain}>
        Skip to content
      </button>
      <header className={styles['header']}>
        <div className={styles['bar']}>
          <Link to="/" className={styles['brand']} aria-label="Plumbline, start">
            <svg className={styles['bob']} width="18" height="44" viewBox="0 0 18 44" aria-hidden="true">
              <path d="M9 0v26" stroke="currentColor" strokeWidth="1.25" />
              <path d="M9 25l5 5.5L9 43 4 30.5z" fill="currentColor" />
            </svg>
            <span className={styles['word']}>Plumbline</span>
          </Link>
          <nav aria-label="Main" className={styles['nav']}>
            <Link to="/evaluate" className={styles['navLink']} activeProps={{ 'aria-current': 'page' }}>
              Evaluate
            </Link>
            <Link to="/runs" className={styles['navLink']} activeProps={{ 'aria-current': 'page' }}>
              Runs
            </Link>
            <Link to="/models" className={styles['navLink']} activeProps={{ 'aria-current': 'page' }}>
              Models
            </Link>
            <Link to="/library" className={styles['navLink']} activeProps={{ 'aria-current': 'page' }}>
              Library
            </Link>
          </nav>
          <ThemeSwitch />
        </div>
      </header>
      <main id="main" tabIndex={-1} className={styles['main']}>
        {children}
      </main>
      <footer className={styles['footer']}>
        <p>Models run in this tab. Prompts, outputs and results stay in this browser until you download them.</p>
        <KeyboardHelp />
        <Suspense>
          <OfflineNotice />
        </Suspense>
      </footer>
    </div>
  );
}

/** A fragment link would be a route here, so the focus is moved by hand. */
function focusMain(): void {
  document.getElementById('main')?.focus();
}
