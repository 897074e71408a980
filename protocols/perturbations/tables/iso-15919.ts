/**
 * Letters of an Indic block by their distance from its start: the blocks of Devanagari, Bangla and Kannada have the same letter
 * at the same place. Source: ISO 15919:2001, table 1, with e and o long everywhere but where a short letter exists.
 */
const at = (entries: string): ReadonlyMap<number, string> =>
  new Map(
    entries.split(' ').map((entry) => {
      const [offset = '', latin = ''] = entry.split('=');
      return [Number.parseInt(offset, 16), latin] as const;
    }),
  );

/** Independent vowels. */
export const VOWELS = at('5=a 6=ā 7=i 8=ī 9=u a=ū b=r̥ c=l̥ d=ê e=e f=ē 10=ai 11=ô 12=o 13=ō 14=au 60=r̥̄ 61=l̥̄');

/** Vowel signs; none of them is the inherent a. */
export const SIGNS = at('3e=ā 3f=i 40=ī 41=u 42=ū 43=r̥ 44=r̥̄ 45=ê 46=e 47=ē 48=ai 49=ô 4a=o 4b=ō 4c=au 62=l̥ 63=l̥̄');

/** Consonants, without the inherent a. */
export const CONSONANTS = at(
  '15=k 16=kh 17=g 18=gh 19=ṅ 1a=c 1b=ch 1c=j 1d=jh 1e=ñ 1f=ṭ 20=ṭh 21=ḍ 22=ḍh 23=ṇ 24=t 25=th 26=d 27=dh 28=n 29=ṉ ' +
    '2a=p 2b=ph 2c=b 2d=bh 2e=m 2f=y 30=r 31=ṟ 32=l 33=ḷ 34=ḻ 35=v 36=ś 37=ṣ 38=s 39=h',
);

/** Consonants with a nukta, by the consonant; in Devanagari and Bangla. */
export const NUKTA_CONSONANTS = at('15=q 16=k͟h 17=ġ 1c=z 21=ṛ 22=ṛh 2b=f 2f=ẏ');

/** Candrabindu, anusvara, visarga. */
export const FINALS = at('1=m̐ 2=ṁ 3=ḥ');

/** Distance of the virama and of the nukta. */
export const VIRAMA = 0x4d;
export const NUKTA = 0x3c;

/** Start of the block of each script that is written in Latin letters here. */
export const BLOCKS = { devanagari: 0x0900, bangla: 0x0980, kannada: 0x0c80 } as const;
