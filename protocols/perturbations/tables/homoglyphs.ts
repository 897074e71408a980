import { toReplacements } from '../text/replacement-sites.ts';

/** Latin letters and their twins in Cyrillic (U+04xx, U+05xx) and Greek (U+03xx). The test holds each pair to ICU's skeletons. */
export const LATIN_TWINS = toReplacements(
  'a \u0430|c \u0441|e \u0435|i \u0456|j \u0458|o \u043E \u03BF|p \u0440 \u03C1|s \u0455|v \u03BD|x \u0445|y \u0443|' +
    'd \u0501|h \u04BB|q \u051B|w \u051D|A \u0410 \u0391|B \u0412 \u0392|C \u0421|E \u0415 \u0395|H \u041D \u0397|I \u0406 \u0399|' +
    'J \u0408|K \u041A \u039A|M \u041C \u039C|N \u039D|O \u041E \u039F|P \u0420 \u03A1|S \u0405|T \u0422 \u03A4|X \u0425 \u03A7|Y \u03A5|Z \u0396',
);

/** Kannada letters and digits and their Telugu twins. */
export const KANNADA_TWINS = toReplacements('ಅ అ|ಆ ఆ|ಇ ఇ|ಒ ఒ|ಓ ఓ|ಔ ఔ|ಜ జ|ಞ ఞ|ಣ ణ|ಲ ల|ಱ ఱ');
