import { definePerturbation } from '../perturbation.ts';
import type { ProtectedKind } from '../protected-spans.ts';
import { toMainScript, type Script } from './text/script.ts';
import { editParts, NoParams } from './text/whole-text-edit.ts';

/** The zero of each script that has digits of its own; the nine others follow it. */
const ZEROS: Readonly<Partial<Record<Script, number>>> = {
  devanagari: 0x0966,
  bangla: 0x09e6,
  kannada: 0x0ce6,
  arabic: 0x0660,
};

const NATIVE = /[\u0966-\u096F\u09E6-\u09EF\u0CE6-\u0CEF\u0660-\u0669]/gu;

/** Quantities change, because the number stays the same; answers stay, so that what is copied still matches. */
const KEPT: readonly ProtectedKind[] = [
  'protect',
  'code',
  'address',
  'placeholder',
  'json-key',
  'tool-name',
  'answer',
  'answer-within',
  'wrapped-label',
];

export const digitsNative = definePerturbation({
  id: 'digits_native',
  version: 1,
  title: 'Native digits',
  description: 'Writes numbers in the digits of the script, or in ASCII digits.',
  definition:
    'Writes ASCII digits in the digits of the text’s script (variant 0), or native digits in ASCII (variant 1). Scorers must read both (METRICS §10.3): an output may answer in the digits that it was asked in.',
  class: 'P',
  dimension: 'script',
  source: 'Unicode Standard §22.3, decimal digits; METRICS §10.3 digits_native',
  keeps: KEPT,
  scripts: ['devanagari', 'bangla', 'kannada', 'arabic'],
  scriptNotes: { arabic: 'Arabic-Indic digits.', han: 'Has no decimal digits of its own: a noop.' },
  params: NoParams,
  defaultParams: {},
  variantCount: 2,
  apply: (prompt, _params, variant) => {
    if (variant % 2 === 1)
      return editParts(prompt, KEPT, (part) => part.replace(NATIVE, (digit) => String(toDigitValue(digit))));
    const script = toMainScript(prompt.sample.input);
    const zero = script === null ? undefined : ZEROS[script];
    if (zero === undefined) return prompt;
    // Digits inside identifiers and Latin words (GPT4, v2) are no numbers.
    return editParts(prompt, KEPT, (part) =>
      part.replace(/(?<![\p{Script=Latin}_])[0-9](?:[0-9.,:/-]*[0-9])?(?![\p{Script=Latin}_])/gu, (number) =>
        number.replace(/[0-9]/g, (digit) => String.fromCharCode(zero + Number(digit))),
      ),
    );
  },
});

/** 0 … 9 of a native digit. */
function toDigitValue(digit: string): number {
  const point = digit.charCodeAt(0);
  return point - (Object.values(ZEROS).findLast((zero) => zero <= point && point < zero + 10) ?? point);
}
