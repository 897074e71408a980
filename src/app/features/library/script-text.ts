import type { Script } from '#protocols/perturbations/text/script.ts';

/** A script with the language whose word lists and examples go with it. */
interface ScriptText {
  readonly name: string;
  readonly language: string;
  /** As in the attribute `lang`. */
  readonly lang: string;
}

export const scriptText: Readonly<Record<Script, ScriptText>> = {
  latin: { name: 'Latin', language: 'English', lang: 'en' },
  devanagari: { name: 'Devanagari', language: 'Hindi', lang: 'hi' },
  bangla: { name: 'Bangla', language: 'Bangla', lang: 'bn' },
  kannada: { name: 'Kannada', language: 'Kannada', lang: 'kn' },
  arabic: { name: 'Arabic', language: 'Arabic', lang: 'ar' },
  han: { name: 'Han', language: 'Chinese', lang: 'zh' },
};
