import type { JSX } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import styles from './button.module.css';
import { toClassName } from './class-name.ts';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

/** Class of a button, also for links that look like one. */
export function toButtonClass(variant: ButtonVariant, size: 'normal' | 'large' = 'normal'): string {
  return toClassName(styles['button'], styles[variant], size === 'large' && styles['large']);
}

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style'> {
  readonly variant?: ButtonVariant;
  readonly size?: 'normal' | 'large';
}

export function Button({ variant = 'secondary', size = 'normal', ...props }: ButtonProps): JSX.Element {
  return <AriaButton {...props} className={toButtonClass(variant, size)} />;
}
