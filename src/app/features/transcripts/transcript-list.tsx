import { toNextIndex } from '#app/ui/next-index.ts';
import { OutcomeMark } from '#app/ui/outcome-mark.tsx';
import { toConditionText } from '#core/charts/condition-label.ts';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef, type JSX } from 'react';
import type { TranscriptItem } from './transcript-items.ts';
import styles from './transcripts-page.module.css';

const ITEM_HEIGHT = 56;

export interface TranscriptListProps {
  readonly items: readonly TranscriptItem[];
  readonly selectedKey: string | null;
  readonly onSelect: (trialKey: string, step: 'push' | 'replace') => void;
}

/** A list box over any number of trials: one tab stop, arrows move; only what is in sight exists in the page. */
export function TranscriptList({ items, selectedKey, onSelect }: TranscriptListProps): JSX.Element {
  const frameRef = useRef<HTMLDivElement>(null);
  const listId = useId();
  // oxlint-disable-next-line react/incompatible-library -- the app is not built with React Compiler
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => frameRef.current,
    estimateSize: () => ITEM_HEIGHT,
    overscan: 8,
  });
  const selectedIndex = items.findIndex(({ row }) => row.trialKey === selectedKey);
  useEffect(() => {
    if (selectedIndex >= 0) virtualizer.scrollToIndex(selectedIndex);
  }, [virtualizer, selectedIndex]);
  const virtualItems = virtualizer.getVirtualItems();
  const isSelectedInPage = virtualItems.some(({ index }) => index === selectedIndex);
  return (
    <div
      ref={frameRef}
      className={styles['list']}
      role="listbox"
      aria-label="Trials"
      tabIndex={0}
      {...(isSelectedInPage ? { 'aria-activedescendant': `${listId}-${selectedIndex}` } : {})}
      onKeyDown={(event) => {
        const next = toNextIndex(event.key, selectedIndex, items.length);
        const item = next === null ? undefined : items[next];
        if (item === undefined) return;
        event.preventDefault();
        onSelect(item.row.trialKey, 'replace');
      }}
    >
      <div role="presentation" className={styles['listInner']} style={{ height: virtualizer.getTotalSize() }}>
        {virtualItems.map(({ index, start }) => {
          const item = items[index];
          return item === undefined ? null : (
            <div
              key={item.row.trialKey}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === selectedIndex}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              className={styles['item']}
              style={{ height: ITEM_HEIGHT, transform: `translateY(${start}px)` }}
              onClick={() => {
                onSelect(item.row.trialKey, 'push');
              }}
            >
              <ItemText item={item} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function ItemText({ item }: { readonly item: TranscriptItem }): JSX.Element {
  const { row } = item;
  return (
    <>
      <OutcomeMark outcome={item.outcome} />
      <span className={styles['itemOutput']} dir="auto">
        {row.outputText === null ? (row.failureCode ?? 'failed') : row.outputText.trim() || '(empty output)'}
      </span>
      <span className={styles['itemMeta']}>
        {item.remarks.length === 0
          ? ''
          : `${String(item.remarks.length)} ${item.remarks.length === 1 ? 'remark' : 'remarks'} · `}
        {row.sampleId} · epoch {row.epoch} · {toConditionText(row.conditionId)}
      </span>
    </>
  );
}
