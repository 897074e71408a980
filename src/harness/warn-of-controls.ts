import { judgeControls } from '#core/model/judge-controls.ts';
import type { RunRows } from './run-rows.ts';

/** Decoding controls that a session was seen to ignore. */
export function warnOfControls({ controlProbes = [] }: Pick<RunRows, 'controlProbes'>): readonly string[] {
  return controlProbes.flatMap(({ model, probe }) => {
    const ignored = judgeControls(probe).filter(({ verdict }) => verdict === 'ignored');
    if (ignored.length === 0) return [];
    const seen = ignored.map(({ control, evidence }) => `${control} (${evidence})`).join('; ');
    return [
      `${model}: the runtime does not obey every decoding control: ${seen}. The outputs are not those that were asked for.`,
    ];
  });
}
