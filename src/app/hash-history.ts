import { createBrowserHistory, type HistoryLocation, type RouterHistory } from '@tanstack/react-router';

/**
 * History in the hash, so that the app works in any folder of a static host. A shared configuration (`#c=…&h=…`) is not a
 * route: it is read as the Evaluate screen with the fragment as its `link`, and nothing else happens before a confirmation.
 * Own parse because the library's hash history takes the page's query (`?test-hooks`) for the route's.
 */
export function createHashHistory(): RouterHistory {
  return createBrowserHistory({
    parseLocation: () => toHistoryLocation(window.location.hash.slice(1), window.history.state),
    createHref: (href) => `${window.location.pathname}${window.location.search}#${href}`,
  });
}

/** The route of a fragment (without `#`). */
export function toHistoryLocation(fragment: string, state: HistoryLocation['state'] | null): HistoryLocation {
  const href = fragment.startsWith('c=')
    ? `/evaluate?link=${encodeURIComponent(fragment)}`
    : fragment.startsWith('/')
      ? fragment
      : '/';
  const searchStart = href.includes('?') ? href.indexOf('?') : href.length;
  return {
    href,
    pathname: href.slice(0, searchStart),
    search: href.slice(searchStart),
    hash: '',
    state: state ?? { __TSR_index: 0 },
  };
}
