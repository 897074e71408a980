import type { JSX, ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { toClassName } from './class-name.ts';
import styles from './dialog.module.css';

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly children: ReactNode;
  /** Buttons, the safe one first. */
  readonly actions: ReactNode;
  /** `alertdialog` for a choice that destroys something. */
  readonly role?: 'dialog' | 'alertdialog';
  /** `wide` for work that needs room; it is not closed by a click beside it, which would lose the work. */
  readonly size?: 'normal' | 'wide';
}

/** A modal dialog: focus is held inside and given back, Escape closes. */
export function Dialog({
  title,
  isOpen,
  onOpenChange,
  children,
  actions,
  role = 'dialog',
  size = 'normal',
}: DialogProps): JSX.Element {
  return (
    <ModalOverlay
      className={styles['overlay'] ?? ''}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={role === 'dialog' && size === 'normal'}
    >
      <Modal className={toClassName(styles['modal'], size === 'wide' && styles['wide'])}>
        <AriaDialog className={styles['dialog'] ?? ''} role={role}>
          <Heading slot="title" level={2} className={styles['title'] ?? ''}>
            {title}
          </Heading>
          <div className={styles['content']}>{children}</div>
          <div className={styles['actions']}>{actions}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
