import { Button } from '#app/ui/button.tsx';
import type { LocalPick } from '#harness/model-library.ts';
import { useRef, type JSX } from 'react';
import { canPickFolders, pickFolder, toPick } from './read-pick.ts';

export interface FolderButtonProps {
  readonly isDisabled: boolean;
  readonly onPick: (pick: Promise<LocalPick | null>) => void;
}

/** Chooses a folder: by a handle that is kept where the browser has such, else its files are copied. */
export function FolderButton({ isDisabled, onPick }: FolderButtonProps): JSX.Element {
  const inputRef = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        variant="primary"
        isDisabled={isDisabled}
        onPress={() => {
          if (canPickFolders()) onPick(pickFolder());
          else inputRef.current?.click();
        }}
      >
        Choose a folder
      </Button>
      <input
        ref={inputRef}
        type="file"
        hidden
        // React has no typed name for the attribute that makes the picker choose a folder.
        {...{ webkitdirectory: '' }}
        data-testid="models-folder"
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          target.value = '';
          if (files.length > 0) onPick(Promise.resolve(toPick(files)));
        }}
      />
    </>
  );
}
