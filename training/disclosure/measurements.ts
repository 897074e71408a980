import { Evaluation } from '../evaluate/evaluation.ts';
import { LearningCurve } from '../evaluate/learning-curve.ts';
import { TrainingRecord } from '../pipeline/training-record.ts';
import { toJsonText } from './json-text.ts';

/** What was measured of a model: the documents that disclosure and card are computed from. */
export interface Measurements {
  readonly record: TrainingRecord;
  readonly evaluation: Evaluation;
  readonly curve: LearningCurve;
}

/** The measurements as files of the model folder. */
export function toMeasurementFiles({ record, evaluation, curve }: Measurements): Readonly<Record<string, string>> {
  return {
    'training.json': toJsonText(record),
    'evaluation.json': toJsonText(evaluation),
    'learning-curve.json': toJsonText(curve),
  };
}

/** Inverse of `toMeasurementFiles`; throws with the name of a file that is no such document. */
export function parseMeasurements(readText: (path: string) => string): Measurements {
  const parse = <T>(path: string, toDocument: (value: unknown) => T): T => {
    try {
      return toDocument(JSON.parse(readText(path)));
    } catch (error) {
      throw new Error(`${path}: ${error instanceof Error ? error.message : 'cannot be read'}`, { cause: error });
    }
  };
  return {
    record: parse('training.json', (value) => TrainingRecord.parse(value)),
    evaluation: parse('evaluation.json', (value) => Evaluation.parse(value)),
    curve: parse('learning-curve.json', (value) => LearningCurve.parse(value)),
  };
}
