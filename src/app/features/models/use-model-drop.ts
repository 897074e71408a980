import type { LocalPick } from '#harness/model-library.ts';
import { useEffect, useEffectEvent, useState } from 'react';
import { readDrop } from './read-pick.ts';

/** Takes a folder or files dropped anywhere on the page; true while they hover. */
export function useModelDrop(onDrop: (pick: Promise<LocalPick | null>) => void): boolean {
  const [isOver, setIsOver] = useState(false);
  const take = useEffectEvent(onDrop);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const listen = (type: 'dragover' | 'dragleave' | 'drop', listener: (event: DragEvent) => void): void => {
      window.addEventListener(type, listener, { signal });
    };
    listen('dragover', (event) => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      setIsOver(true);
    });
    listen('dragleave', (event) => {
      if (event.relatedTarget === null) setIsOver(false);
    });
    listen('drop', (event) => {
      event.preventDefault();
      setIsOver(false);
      if (event.dataTransfer !== null) take(readDrop(event.dataTransfer));
    });
    return () => {
      controller.abort();
    };
  }, []);
  return isOver;
}
