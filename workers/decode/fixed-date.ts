/**
 * The date that chat templates see: Meta's fallback in the Llama 3.1 template. A template that printed the day of the run
 * would make the same configuration give other prompts tomorrow.
 */
const FIXED_DATE: Readonly<Record<string, string>> = {
  '%a': 'Fri',
  '%A': 'Friday',
  '%d': '26',
  '%-d': '26',
  '%b': 'Jul',
  '%B': 'July',
  '%m': '07',
  '%-m': '7',
  '%y': '24',
  '%Y': '2024',
  '%H': '00',
  '%I': '12',
  '%M': '00',
  '%S': '00',
  '%p': 'AM',
  '%j': '208',
  '%F': '2024-07-26',
  '%%': '%',
};

/**
 * Python's `strftime` at 2024-07-26 00:00:00 for the directives in the table.
 * @throws on any other directive: a prompt must not silently contain a wrong date.
 */
export function toFixedDate(format: string): string {
  return format.replaceAll(/%-?[A-Za-z%]/g, (directive) => {
    const text = FIXED_DATE[directive];
    if (text === undefined) throw new Error(`the chat template asks for the unknown date part "${directive}"`);
    return text;
  });
}
