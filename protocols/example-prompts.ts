import type { Prompt } from './perturbation.ts';
import type { Script } from './perturbations/text/script.ts';

const build = (
  system: string,
  input: string,
  options: Prompt['sample']['options'] = null,
  target: readonly string[] = ['-'],
): Prompt => ({
  system,
  sample: {
    sampleId: 'example',
    clusterId: 'example',
    family: 'example',
    input,
    target: [...target],
    options,
    protect: [],
    severityOfError: null,
  },
});

const choice = (system: string, input: string, texts: readonly string[]): Prompt =>
  build(system, input, { labels: ['A', 'B', 'C'], texts: [...texts] }, ['B']);

/** A prompt with the first two and its own input as passages, of which the second is the gold one. */
function withPassages(prompt: Prompt, prompts: readonly Prompt[]): Prompt {
  const texts = prompts.slice(0, 3).map(({ sample }) => sample.input);
  return { ...prompt, sample: { ...prompt.sample, passages: { texts, gold: 1 } } };
}

/** The fourth prompt shows two of the three before it as demonstrations. */
function withDemonstrations(prompts: readonly Prompt[]): readonly Prompt[] {
  const pool = prompts.slice(0, 3).map(({ sample: { input, target } }, index) => ({
    demonstrationId: `pool[${index}]`,
    input,
    target: target[0] ?? '',
  }));
  const demonstrations = { shown: pool.slice(0, 2), pool, barredIds: [], drawSeed: 'example' };
  return prompts.map((prompt, index) =>
    index === 3 ? { ...prompt, demonstrations } : index === 2 ? withPassages(prompt, prompts) : prompt,
  );
}

/**
 * Prompts on which screens show what a perturbation does: in each script a question with options, an input of named fields, and a few
 * sentences; one has demonstrations, one passages. Every operator acts on one of them in each script that it names, and on none in any other; a test holds it to that.
 * AI-assisted, not reviewed by native speakers.
 */
export const EXAMPLE_PROMPTS: Readonly<Record<Script, readonly Prompt[]>> = {
  latin: withDemonstrations([
    choice(
      'You are a helpful assistant.',
      'Answer with the letter only.\nQuestion: Where does Clara live?\nA) Rome\nB) Oslo\nC) Lima',
      ['Rome', 'Oslo', 'Lima'],
    ),
    build(
      'You are a helpful assistant.',
      'Text: José does not wait, because he left on 2024-01-15 with 25000 small files.\nQuestion: When did he leave?\nAnswer:',
    ),
    build(
      'Answer briefly.',
      'The cafe\u0301 is ﬁne, she said. You can choose a quick lunch there. Do you know where it is?',
    ),
    build('Answer briefly.', 'Tell me about the journey to the big city'),
  ]),
  devanagari: withDemonstrations([
    choice('आप एक सहायक हैं।', 'केवल अक्षर लिखें।\nप्रश्न: अनीता कहाँ रहती है?\nA) रोम\nB) ओस्लो\nC) लीमा', [
      'रोम',
      'ओस्लो',
      'लीमा',
    ]),
    build('संक्षेप में उत्तर दें।', 'पाठ: रवि ने 2024-01-15 को 25000 फ़ाइलें भेजीं, क्योंकि सड़क बंद थी।\nप्रश्न: सड़क क्यों बंद थी?\nउत्तर:'),
    build('संक्षेप में उत्तर दें।', 'दोस्त ने \u095Bरूर कहा कि राजधानी का समय अलग है। परीक्षा कब है?'),
    build('संक्षेप में उत्तर दें।', 'मुझे यात्रा के बारे में बताओ'),
  ]),
  bangla: withDemonstrations([
    choice('তুমি একজন সহায়ক।', 'শুধু অক্ষরটি লেখো।\nপ্রশ্ন: অনিতা কোথায় থাকে?\nA) রোম\nB) অসলো\nC) লিমা', ['রোম', 'অসলো', 'লিমা']),
    build(
      'সংক্ষেপে উত্তর দাও।',
      'পাঠ: রবি 2024-01-15 তারিখে 25000 ফাইল পাঠাল, কারণ রাস্তা বন্ধ ছিল।\nপ্রশ্ন: রাস্তা কেন বন্ধ ছিল?\nউত্তর:',
    ),
    build('সংক্ষেপে উত্তর দাও।', 'বন্ধু বলল সম\u09DF নেই, সূর্য ডুবে গেছে। আমরা ব\u09A1\u09BC শহরে কখন যাব?'),
    build('সংক্ষেপে উত্তর দাও।', 'আমাকে ভ্রমণ নিয়ে কিছু বলো'),
  ]),
  kannada: withDemonstrations([
    choice('ನೀವು ಸಹಾಯಕರು.', 'ಅಕ್ಷರವನ್ನು ಮಾತ್ರ ಬರೆಯಿರಿ.\nಪ್ರಶ್ನೆ: ಅನಿತಾ ಎಲ್ಲಿ ವಾಸಿಸುತ್ತಾಳೆ?\nA) ರೋಮ್\nB) ಓಸ್ಲೋ\nC) ಲಿಮಾ', [
      'ರೋಮ್',
      'ಓಸ್ಲೋ',
      'ಲಿಮಾ',
    ]),
    build(
      'ಸಂಕ್ಷಿಪ್ತವಾಗಿ ಉತ್ತರಿಸಿ.',
      'ಪಠ್ಯ: ರವಿ 2024-01-15 ರಂದು 25000 ಕಡತ ಕಳುಹಿಸಿದನು, ಏಕೆಂದರೆ ರಸ್ತೆ ಮುಚ್ಚಿತ್ತು.\nಪ್ರಶ್ನೆ: ರಸ್ತೆ ಹೇಗೆ ಮುಚ್ಚಿತ್ತು?\nಉತ್ತರ:',
    ),
    build('ಸಂಕ್ಷಿಪ್ತವಾಗಿ ಉತ್ತರಿಸಿ.', 'ಇಂದು ಗೆಳೆಯ ಹೊಸ ಮನೆ ನೋಡಿದ, ಆದರೆ ಸಮಯ ಇಲ್ಲ ಎಂದನು. ನ\u0CBF\u0CD5ರು ಹೆಚ್ಚು ಇದೆಯೇ?'),
    build('ಸಂಕ್ಷಿಪ್ತವಾಗಿ ಉತ್ತರಿಸಿ.', 'ಪ್ರವಾಸದ ಬಗ್ಗೆ ಹೇಳಿ'),
  ]),
  arabic: withDemonstrations([
    choice('أنت مساعد مفيد.', 'أجب بالحرف فقط.\nسؤال: أين تسكن سلمى؟\nA) روما\nB) أوسلو\nC) ليما', [
      'روما',
      'أوسلو',
      'ليما',
    ]),
    build(
      'أجب بإيجاز.',
      'نص: كتب أحمد في 2024-01-15 نحو 25000 ملف، لكن الطريق كان مغلقا.\nسؤال: لماذا كان الطريق مغلقا؟\nجواب:',
    ),
    build('أجب بإيجاز.', 'كَتَبَ ا\u0654حمد إلى المدرسة، وقال ﻻ وقت لديه. هل هذا صحيح؟'),
    build('أجب بإيجاز.', 'حدثني عن الرحلة الطويلة'),
    build('أجب بإيجاز.', 'حدثني عن برنامج Plumbline الجديد.'),
  ]),
  han: withDemonstrations([
    choice('你是一个乐于助人的助手。', '只回答字母。\n问题: 小美住在哪里?\nA) 罗马\nB) 奥斯陆\nC) 利马', [
      '罗马',
      '奥斯陆',
      '利马',
    ]),
    build('请简短回答。', '文章：小明在2024-01-15寄出 25000 份文件，因为天气很好。\n问题：他为什么高兴？\n回答：'),
    build('请简短回答。', '孩子们非常高兴，因为他们知道什么时候开始上课。你们说得对吗？'),
    build('请简短回答。', '请说说这次旅行'),
  ]),
};
