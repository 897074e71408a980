/** Longest reply that is read; a number with sign, point and percent mark is far shorter. */
const MAX_LENGTH = 40;

/** Digits of any script with an optional point and percent mark, and a final full stop of a sentence. */
const REPLY = /^(\p{Nd}{1,3})(?:[.,٫](\p{Nd}{1,6}))?\s?[%٪]?[.।。]?$/u;

/**
 * `verbalized`: confidence in [0, 1] from a reply to "Respond with ONLY a number between 0 and 100". The reply must be the number and nothing
 * else but a percent mark or a final full stop; digits of any script count. Null for everything else, numbers above 100 too: a confidence is
 * never guessed. Source: METRICS §4.9.
 */
export function parseVerbalized(reply: string): number | null {
  // NFKC turns full-width and mathematical digits and signs into plain ones.
  const text = reply
    .slice(0, 4 * MAX_LENGTH)
    .normalize('NFKC')
    .trim();
  const match = text.length > MAX_LENGTH || reply.length > 4 * MAX_LENGTH ? null : REPLY.exec(text);
  if (match === null) return null;
  const [, whole = '', fraction = ''] = match;
  const percent = Number(`${toAsciiDigits(whole)}.${toAsciiDigits(fraction)}0`);
  return percent <= 100 ? percent / 100 : null;
}

/** After NFKC, decimal digits come in runs of ten from zero to nine that do not touch, so a digit's value is its distance from the start of its run. */
function toAsciiDigits(digits: string): string {
  return Array.from(digits, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    let zero = code;
    while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return String(code - zero);
  }).join('');
}
