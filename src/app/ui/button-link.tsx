import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, JSX, Ref } from 'react';
import { toButtonClass, type ButtonVariant } from './button.tsx';

interface ButtonAnchorProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'className' | 'style'> {
  readonly variant?: ButtonVariant;
  readonly ref?: Ref<HTMLAnchorElement>;
}

function ButtonAnchor({ variant = 'secondary', children, ...props }: ButtonAnchorProps): JSX.Element {
  return (
    <a {...props} className={toButtonClass(variant)}>
      {children}
    </a>
  );
}

/** A typed route link that looks like a button: it goes somewhere, so it stays a link. */
export const ButtonLink = createLink(ButtonAnchor);
