import { describe, expect, it } from 'vitest';
import { toOutputText, toStopPosition } from '#core/text/output-text.ts';

const decode = (tokenIds: readonly number[]): string => tokenIds.map((id) => String.fromCharCode(id)).join('');
const toIds = (text: string): readonly number[] => Array.from(text, (character) => character.charCodeAt(0));
const STOP = { stopStrings: ['\n\n', 'END'], stopTokenIds: [7] };

describe('the output text', () => {
  it('leaves out the stop token that ended it, and no other', () => {
    expect(toOutputText(decode, [...toIds('ab'), 7], 'stop-token', STOP)).toBe('ab');
    expect(toOutputText(decode, [...toIds('ab'), 7], 'length', STOP)).toBe('ab\u0007');
    expect(toOutputText(decode, [], 'stop-token', STOP)).toBe('');
  });

  it('is cut before the earliest stop string, only when one ended it', () => {
    expect(toOutputText(decode, toIds('a END b\n\n'), 'stop-string', STOP)).toBe('a ');
    expect(toOutputText(decode, toIds('a END b'), 'length', STOP)).toBe('a END b');
    expect(toOutputText(decode, toIds('nothing'), 'stop-string', STOP)).toBe('nothing');
  });
});

describe('the position of the earliest stop string', () => {
  it('does not depend on their order', () => {
    expect(toStopPosition('xxabc', ['bc', 'ab'])).toBe(2);
    expect(toStopPosition('xxabc', ['ab', 'bc'])).toBe(2);
    expect(toStopPosition('xx', ['ab'])).toBe(-1);
  });
});
