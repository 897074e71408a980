import { useState, type JSX } from 'react';
import { applyTheme, readTheme, type Theme } from './theme.ts';
import styles from './app-shell.module.css';

const nextTheme: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };
const themeName: Readonly<Record<Theme, string>> = { system: 'Auto', light: 'Light', dark: 'Dark' };

/** Cycles automatic, light, dark. */
export function ThemeSwitch(): JSX.Element {
  const [theme, setTheme] = useState(readTheme);
  return (
    <button
      type="button"
      className={styles['theme']}
      aria-label={`Theme: ${themeName[theme]}. Change to ${themeName[nextTheme[theme]]}`}
      onClick={() => {
        const next = nextTheme[theme];
        applyTheme(next);
        setTheme(next);
      }}
    >
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        <circle cx="7" cy="7" r="6" fill="none" stroke="currentColor" strokeWidth="1.25" />
        {theme === 'light' ? null : (
          <path
            d={theme === 'dark' ? 'M7 1a6 6 0 0 0 0 12a6 6 0 0 0 0-12' : 'M7 1a6 6 0 0 1 0 12z'}
            fill="currentColor"
          />
        )}
      </svg>
      {themeName[theme]}
    </button>
  );
}
