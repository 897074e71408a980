import { fc } from '@fast-check/vitest';
import type { Demonstrations } from '#core/model/few-shot.ts';
import type { Passages } from '#core/model/passages.ts';
import type { Sample } from '#core/model/sample.ts';
import type { Prompt } from '#protocols/perturbation.ts';
import { SCRIPTS, type Script } from '#protocols/perturbations/text/script.ts';

const pick = (characters: string): fc.Arbitrary<string> => fc.constantFrom(...Array.from(characters));
const maybe = (characters: string): fc.Arbitrary<string> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant('') }, pick(characters));

/** An akshara of consonants, virama, nukta, vowel sign and final, or a vowel letter: all that the script can write, and no more. */
function toAkshara(
  consonants: string,
  vowels: string,
  signs: string,
  finals: string,
  virama: string,
  nukta: string,
): fc.Arbitrary<string> {
  const consonant = fc
    .tuple(pick(consonants), fc.oneof({ weight: 9, arbitrary: fc.constant('') }, fc.constant(nukta)))
    .map((parts) => parts.join(''));
  const cluster = fc
    .tuple(fc.array(consonant, { minLength: 1, maxLength: 3 }), maybe(signs), maybe(finals))
    .map(([letters, sign, final]) => letters.join(virama) + sign + final);
  return fc.oneof(
    { weight: 4, arbitrary: cluster },
    fc.tuple(pick(vowels), maybe(finals)).map((parts) => parts.join('')),
  );
}

const LETTERS: Readonly<Record<Script, fc.Arbitrary<string>>> = {
  latin: fc.oneof({ weight: 8, arbitrary: pick('abcdefghijklmnopqrstuvwxyz') }, pick('ABCDEFIJKOSTéüñøßœé')),
  devanagari: toAkshara('कखगघङचछजझटठडढणतथदधनपफबभमयरलवशषसह', 'अआइईउऊऋएऐओऔ', 'ािीुूृेैोौ', 'ंँः', '्', '\u093C'),
  bangla: toAkshara('কখগঘঙচছজঝটঠডঢণতথদধনপফবভমযরলশষসহ', 'অআইঈউঊঋএঐওঔ', 'ািীুূৃেৈোৌ', 'ংঁঃ', '্', '\u09BC'),
  kannada: toAkshara('ಕಖಗಘಙಚಛಜಝಟಠಡಢಣತಥದಧನಪಫಬಭಮಯರಲವಶಷಸಹಳ', 'ಅಆಇಈಉಊಋಎಏಐಒಓಔ', 'ಾಿೀುೂೃೆೇೈೊೋೌ', 'ಂಃ', '್', '\u0CBC'),
  arabic: fc.tuple(pick('ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي'), maybe('ًَُِّْ')).map((parts) => parts.join('')),
  han: pick(
    '的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联言权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏兴',
  ),
};

/** Words that the tables of operators know, and text that must stay. */
const KNOWN: Readonly<Record<Script, readonly string[]>> = {
  latin: [
    'because',
    'colour',
    'Clara',
    'does not wait',
    'she',
    "doesn't",
    'big',
    'José',
    'Text:',
    'Question:',
    'Answer the question.',
    '25000',
    '2024-01-15',
    'ﬁne',
    'x²',
  ],
  devanagari: ['समय', 'दोस्त', 'परीक्षा', 'पाठ:', 'प्रश्न का उत्तर दें।', '12 किलो', '२५०', '\u095Bरूर'],
  bangla: ['সময়', 'বন্ধু', 'কারণ', 'পাঠ:', 'প্রশ্নের উত্তর দাও।', '12 কেজি', '২৫০', 'অ্যাপ', 'র‍্যাব'],
  kannada: ['ಸಮಯ', 'ಮನೆ', 'ಹೆಚ್ಚು', 'ಪಠ್ಯ:', 'ಪ್ರಶ್ನೆಗೆ ಉತ್ತರಿಸಿ.', '12 ಕೆಜಿ', '೨೫೦', 'ನ\u0CBF\u0CD5ರು'],
  arabic: ['لكن', 'إلى', 'نص:', 'أجب عن السؤال.', '12 كجم', '٢٥٠', 'ﻻ', 'GPT model'],
  han: ['因为', '什么', '高兴', '文章：', '请回答问题。', '12公斤', '２５０', '你好,世界'],
};

/** Sentences with something for the operators whose words and forms are rare. */
const OPENINGS: Readonly<Record<Script, string>> = {
  latin: "Answer the question. Clara does not wait because she doesn't like the big colour; 25000 came on 2024-01-15. ",
  devanagari: 'प्रश्न का उत्तर दें। समय और परीक्षा अलग हैं, क्योंकि 25000 लोग 2024-01-15 को सड़क पर थे। ',
  bangla: 'প্রশ্নের উত্তর দাও। সময় নেই, কারণ 25000 লোক 2024-01-15 তারিখে রাস্তায় ছিল। ',
  kannada: 'ಪ್ರಶ್ನೆಗೆ ಉತ್ತರಿಸಿ. ಸಮಯ ಹೆಚ್ಚು ಇಲ್ಲ, 25000 ಜನ 2024-01-15 ರಂದು ಮನೆ ಬಿಟ್ಟರು. ',
  arabic: 'أجب عن السؤال. لكن أحمد كَتَبَ إلى 25000 شخص في 2024-01-15 عن GPT model. ',
  han: '请回答问题。因为他们很高兴，25000人在2024-01-15问了什么。',
};

const FIELDS: Readonly<Record<Script, readonly [string, string]>> = {
  latin: ['Text', 'Question'],
  devanagari: ['पाठ', 'प्रश्न'],
  bangla: ['পাঠ', 'প্রশ্ন'],
  kannada: ['ಪಠ್ಯ', 'ಪ್ರಶ್ನೆ'],
  arabic: ['نص', 'سؤال'],
  han: ['文章', '问题'],
};

/** Text that no operator may edit, or that is no word of any script. */
const FIXED = ['12 kg', '{name}', 'a_b(c)', 'https://é.x/a', '`x y`', '한국', '🙂', '"key":', 'me@example.org'];

const wordOf = (script: Script): fc.Arbitrary<string> =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.array(LETTERS[script], { minLength: 1, maxLength: 6 }).map((letters) => letters.join('')),
    },
    { weight: 3, arbitrary: fc.constantFrom(...KNOWN[script]) },
    { weight: 1, arbitrary: fc.constantFrom(...FIXED) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }) },
  );

const GAPS: Readonly<Record<Script, readonly string[]>> = {
  latin: [' ', ' ', ' ', '  ', '\n', ', ', '. '],
  devanagari: [' ', ' ', ' ', '\n', ', ', '। '],
  bangla: [' ', ' ', ' ', '\n', ', ', '। '],
  kannada: [' ', ' ', ' ', '\n', ', ', '. '],
  arabic: [' ', ' ', ' ', '\n', '، ', '؟ '],
  han: ['', '', '，', '。', ',', '\n', ' '],
};

const textOf = (script: Script): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(wordOf(script), fc.constantFrom(...GAPS[script])), { minLength: 1, maxLength: 14 })
    .map((pairs) => pairs.map(([word, gap]) => word + gap).join(''));

const OPTION_TEXTS = ['red', 'Blue box', 'José', '12', 'a b', 'ढाका', 'ঢাকা', 'ಧಾರವಾಡ', 'مكة', '上海'];
const LABELS = [
  ['A', 'B', 'C', 'D'],
  ['1', '2', '3', '4'],
  ['ಕ', 'ಖ', 'ಗ', 'ಘ'],
  ['甲', '乙', '丙', '丁'],
];
const WRAPS = [
  (label: string) => `${label}) `,
  (label: string) => `(${label}) `,
  (label: string) => `${label}. `,
  (label: string) => `${label}、`,
];

/** Up to six demonstrations of a pool of up to nine, some of which may not be shown. */
const demonstrations: fc.Arbitrary<Demonstrations> = fc
  .record({
    size: fc.integer({ min: 1, max: 9 }),
    count: fc.integer({ min: 1, max: 6 }),
    barred: fc.nat(3),
    seed: fc.nat(),
  })
  .map(({ size, count, barred, seed }) => {
    const pool = Array.from({ length: size }, (_, index) => ({
      demonstrationId: `pool[${index}]`,
      input: `Question ${index}`,
      target: `Answer ${index}`,
    }));
    const barredIds = pool.slice(0, Math.min(barred, size - 1)).map(({ demonstrationId }) => demonstrationId);
    return { shown: pool.slice(barredIds.length, barredIds.length + count), pool, barredIds, drawSeed: String(seed) };
  });

/** One to five passages, any of which holds the answer. */
const passages: fc.Arbitrary<Passages> = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.nat(4)).map(([size, place]) => ({
  texts: Array.from({ length: size }, (_, index) => `Passage ${index}.`),
  gold: place % size,
}));

/** A prompt in one of the six scripts, with demonstrations or without, with options or without, with a target that is a label, a text or a JSON object. */
export const promptInScript: fc.Arbitrary<{ readonly script: Script; readonly prompt: Prompt }> = fc
  .constantFrom(...SCRIPTS)
  .chain((script) =>
    fc
      .record({
        head: textOf(script),
        tail: textOf(script),
        texts: fc.uniqueArray(fc.constantFrom(...OPTION_TEXTS), { minLength: 2, maxLength: 4 }),
        labels: fc.constantFrom(...LABELS),
        wrap: fc.constantFrom(...WRAPS),
        kind: fc.constantFrom('none', 'labelled', 'inline'),
        hasFields: fc.boolean(),
        opening: fc.constantFrom('', OPENINGS[script]),
        place: fc.nat(1),
        target: fc.constantFrom('label', 'text', 'José', '{"name": "José", "age": 12}'),
        protect: fc.constantFrom<string[]>([], ['Zü'], ['the', 'Text:'], ['ಮ'], ['\nA']),
        system: fc.constantFrom(null, 'You are a helpful assistant.', '请简短回答。', 'Other.'),
        demonstrations: fc.option(demonstrations, { nil: null }),
        passages: fc.option(passages, { nil: null }),
      })
      .map(({ opening, ...drawn }) => ({ ...drawn, head: opening + drawn.head }))
      .map((parts) => ({
        script,
        prompt: {
          sample: {
            ...toSample(parts.hasFields ? toFields(parts, script) : parts),
            ...(parts.passages === null ? {} : { passages: parts.passages }),
          },
          system: parts.system,
          ...(parts.demonstrations === null ? {} : { demonstrations: parts.demonstrations }),
        },
      })),
  );

/** Head and tail as named fields. */
function toFields<T extends { readonly head: string; readonly tail: string; readonly kind: string }>(
  parts: T,
  script: Script,
): T {
  const [first, second] = FIELDS[script];
  const [head, tail] = [`${first}: ${parts.head.trim()}`, `${second}: ${parts.tail.trim()}`];
  return { ...parts, head: parts.kind === 'none' ? `${head}\n${tail}` : head, tail };
}

function toSample(parts: {
  readonly head: string;
  readonly tail: string;
  readonly texts: readonly string[];
  readonly labels: readonly string[];
  readonly wrap: (label: string) => string;
  readonly kind: string;
  readonly place: number;
  readonly target: string;
  readonly protect: readonly string[];
}): Sample {
  const { head, tail, kind, place, protect } = parts;
  const texts = [...parts.texts];
  const labels = parts.labels.slice(0, texts.length);
  const listed =
    kind === 'inline'
      ? texts.join(', ')
      : texts.map((text, position) => parts.wrap(labels[position] ?? '') + text).join('\n');
  const targets: Readonly<Record<string, string | undefined>> = { label: labels[place], text: texts[place] };
  return {
    sampleId: 's',
    clusterId: 's',
    family: 'choice',
    input: kind === 'none' ? head : `${head}\n${listed}\n${tail}`,
    target: [targets[parts.target] ?? parts.target],
    options: kind === 'none' ? null : { labels: kind === 'inline' ? null : labels, texts },
    protect: [...protect],
    severityOfError: null,
  };
}
