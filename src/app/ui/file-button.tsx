import { useRef, type JSX } from 'react';
import { Button, type ButtonVariant } from './button.tsx';

export interface FileButtonProps {
  readonly label: string;
  /** As the `accept` attribute, e.g. `.zip`. */
  readonly accept: string;
  readonly onFile: (file: File) => void;
  readonly variant?: ButtonVariant;
  readonly isDisabled?: boolean;
  readonly testId: string;
}

/** A button that opens the file picker; the same file can be picked again. */
export function FileButton({
  label,
  accept,
  onFile,
  variant = 'secondary',
  isDisabled = false,
  testId,
}: FileButtonProps): JSX.Element {
  const inputRef = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button variant={variant} isDisabled={isDisabled} onPress={() => inputRef.current?.click()}>
        {label}
      </Button>
      <input
        ref={inputRef}
        type="file"
        accept={accept}
        hidden
        data-testid={testId}
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = '';
          if (file !== undefined) onFile(file);
        }}
      />
    </>
  );
}
