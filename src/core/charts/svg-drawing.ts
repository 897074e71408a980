import { escapeMarkup } from '../text/escape-markup.ts';

/** Width of every drawing, px of its own scale. */
export const SVG_WIDTH = 640;

/** The inside of an SVG element, `SVG_WIDTH` wide: markup without script, colours by CSS class. */
export interface SvgDrawing {
  /** px of the drawing's own scale. */
  readonly height: number;
  readonly body: string;
}

/** A drawing as an element of a page that has the classes' colours. */
export function toInlineSvg({ height, body }: SvgDrawing, description: string): string {
  return `<svg viewBox="0 0 ${SVG_WIDTH} ${height}" role="img" aria-label="${escapeMarkup(description)}">${body}</svg>`;
}
