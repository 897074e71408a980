import { Sample } from '#core/model/sample.ts';
import { createRng } from '#core/rng/rng.ts';
import { createExample } from '../maintenance-desk/generator/create-example.ts';
import { createDraw } from '../maintenance-desk/generator/draw.ts';
import { COUNT_SEVERITY, ANSWER_SEVERITY } from '../maintenance-desk/generator/severity.ts';
import { createSum } from './create-sum.ts';

/** Seeds the draws of these samples and nothing else; part of the task's version. */
const TASK_SEED = 'desk-arithmetic-1';

const COUNT_SAMPLES = 48;
const SUM_SAMPLES = 24;

/**
 * The samples of the arithmetic task, version 1, in file order: 48 of the maintenance desk's `count` (numbers up to 50, which the
 * reference model was trained on) and 24 of `sum` (numbers up to 999 or three addends, which it was not).
 */
export function toDeskArithmeticSamples(): readonly Sample[] {
  const root = createRng(TASK_SEED);
  const counts = toFresh(COUNT_SAMPLES, (index, attempt) => {
    const rng = root.fork(`count/${index}/${attempt}`);
    const { user, target } = createExample(rng, {
      split: 'in-distribution',
      family: 'count',
      language: 'en',
      isClean: true,
    });
    return { input: user, target: target[0] ?? '' };
  });
  const sums = toFresh(SUM_SAMPLES, (index, attempt) =>
    createSum(createDraw(root.fork(`sum/${index}/${attempt}`), 'in-distribution')),
  );
  return [...toSamples('count', counts), ...toSamples('sum', sums)];
}

interface Question {
  readonly input: string;
  readonly target: string;
}

/** `count` different questions: one that is there already is drawn again. */
function toFresh(count: number, draw: (index: number, attempt: number) => Question): readonly Question[] {
  const byInput = new Map<string, Question>();
  for (let index = 0; index < count; index += 1) {
    for (let attempt = 0; byInput.size <= index; attempt += 1) {
      const question = draw(index, attempt);
      byInput.set(question.input, question);
    }
  }
  return [...byInput.values()];
}

function toSamples(family: 'count' | 'sum', questions: readonly Question[]): readonly Sample[] {
  return questions.map(({ input, target }, index) => {
    const sampleId = `${family}-${String(index + 1).padStart(2, '0')}`;
    return Sample.parse({
      sampleId,
      clusterId: sampleId,
      family,
      input,
      target: [target],
      options: null,
      protect: [],
      severityOfError: { type: 'constant', unparsed: ANSWER_SEVERITY, wrong: COUNT_SEVERITY },
    });
  });
}
