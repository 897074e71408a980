import type { Script } from './script.ts';

const LETTERS: Readonly<Record<Script, RegExp>> = {
  latin: /\p{Script=Latin}/u,
  devanagari: /\p{Script=Devanagari}/u,
  bangla: /\p{Script=Bengali}/u,
  kannada: /\p{Script=Kannada}/u,
  arabic: /\p{Script=Arabic}/u,
  han: /\p{Script=Han}/u,
};

/** Whether a text holds a letter or sign of a script. */
export function hasLetterOf(script: Script, text: string): boolean {
  return LETTERS[script].test(text);
}
