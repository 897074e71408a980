import type { JSX } from 'react';

/** The first 12 digits of a hash; the whole of it as its title and to assistive technology. */
export function HashText({ hash }: { readonly hash: string }): JSX.Element {
  return (
    <code title={hash}>
      <span aria-hidden="true">{hash.slice(0, 12)}…</span>
      <span className="visually-hidden">{hash}</span>
    </code>
  );
}
