// Words on which the seed model was trained, and words with letters that it has never seen. The latter stand mostly where
// the answer does not need them, so that NFD changes the prompt without the sample being out of reach to begin with.
/** First names. */
export const NAMES =
  'Ana Tom Maria Omar Lena Ivan Sara Ben Noah Rosa Karl Emma Nina Paul Amir Hugo Clara Oscar Freya Kate Leo Anya Victor Julia Olga Peter Milo Selma Tobias Amara Chloe Nadia'.split(
    ' ',
  );
/** First names with marked letters. */
export const MARKED_NAMES = 'José Björn Renée Núria André Jürgen Zoë Inês'.split(' ');
/** Cities. */
export const CITIES =
  'Lima Paris Oslo Cairo Tokyo Berlin Madrid Rome Delhi Dublin Vienna Athens Lisbon Prague Boston Denver Seoul Hanoi Turin Lyon Porto'.split(
    ' ',
  );
/** Cities with marked letters. */
export const MARKED_CITIES = ['Zürich', 'Málaga', 'São Paulo', 'Kraków', 'Córdoba', 'Genève', 'Düsseldorf', 'Göteborg'];
/** Jobs. */
export const JOBS = 'baker teacher nurse pilot farmer driver lawyer singer painter doctor tailor guard waiter'.split(
  ' ',
);
/** Foods. */
export const FOODS = 'pizza soup rice salad pasta bread cheese fish cake honey beans noodles'.split(' ');
/** Things that are counted. */
export const ITEMS = 'apples books pencils coins stamps cards shells eggs tickets flowers buttons'.split(' ');
/** Colours. */
export const COLORS = 'red blue green yellow black white purple orange'.split(' ');
/** Things that lie somewhere. */
export const THINGS = 'key coin ring map letter watch phone book pen knife lamp'.split(' ');
/** Working days. */
export const DAYS = 'Monday Tuesday Wednesday Thursday Friday'.split(' ');
