import type { RunRows } from './run-rows.ts';

const textBySource = { pTrue: 'p_true', verbalized: 'verbalized' } as const;

/** Questions about answers that brought no confidence: those that failed outside the model, that did not fit, and whose reply is no number. */
export function warnOfFollowUps({ config, transcripts }: Pick<RunRows, 'config' | 'transcripts'>): readonly string[] {
  return config.models.flatMap(({ modelId }) =>
    (['pTrue', 'verbalized'] as const).flatMap((field) => {
      const records = transcripts.flatMap(({ model, elicited }) => {
        const record = model === modelId ? elicited?.[field] : undefined;
        return record === undefined ? [] : [record];
      });
      const name = `${modelId}: ${textBySource[field]}`;
      const tooLong = records.filter(({ failureCode }) => failureCode === 'context-overflow').length;
      const failed = records.filter(({ failureCode }) => failureCode !== null).length - tooLong;
      const unread = records.filter(({ failureCode, value }) => failureCode === null && value === null).length;
      return [
        ...toWarning(name, failed, records.length, 'could not be asked for reasons outside the model'),
        ...toWarning(name, tooLong, records.length, 'did not fit into the context after the answer'),
        ...toWarning(name, unread, records.length, 'got a reply that is no number from 0 to 100'),
      ];
    }),
  );
}

function toWarning(name: string, count: number, total: number, what: string): readonly string[] {
  return count === 0 ? [] : [`${name} of ${count} of ${total} answers ${what}; these have no such confidence.`];
}
