/**
 * Full and short forms that mean one and the same, `full=short`. Left out are 's and 'd, each of which stands for two words, and
 * ain't.
 */
const PAIRS =
  "are not=aren't|cannot=can't|could not=couldn't|did not=didn't|does not=doesn't|do not=don't|had not=hadn't|has not=hasn't|" +
  "have not=haven't|is not=isn't|might not=mightn't|must not=mustn't|need not=needn't|should not=shouldn't|was not=wasn't|" +
  "were not=weren't|will not=won't|would not=wouldn't|i am=I'm|you are=you're|we are=we're|they are=they're|i have=I've|" +
  "you have=you've|we have=we've|they have=they've|i will=I'll|you will=you'll|he will=he'll|she will=she'll|it will=it'll|" +
  "we will=we'll|they will=they'll|let us=let's";

/** English contractions as pairs of full form (lower case) and short form. */
export const CONTRACTIONS: readonly (readonly [full: string, short: string])[] = PAIRS.split('|').map((pair) => {
  const [full = '', short = ''] = pair.split('=');
  return [full, short] as const;
});
