const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters but tab, line feed and carriage return: neither HTML nor SVG can hold them, not even as references. */
const FORBIDDEN = /(?![\t\n\r])\p{Cc}/gu;

/** A text as content or attribute value of HTML and SVG; characters that neither can hold become U+FFFD. */
export function escapeMarkup(text: string): string {
  return text
    .toWellFormed()
    .replace(FORBIDDEN, '\uFFFD')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
