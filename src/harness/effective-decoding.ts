import type { ControlProbe } from '#core/model/control-probe.ts';
import type { Decoding } from '#core/model/decoding.ts';
import { toIgnoredControls } from '#core/model/judge-controls.ts';

/** What was asked, what acts, and the names of the controls that were set but have no effect. */
export interface DecodingRecord {
  readonly asked: Decoding;
  readonly effective: Decoding;
  readonly ignored: string[];
}

/**
 * At temperature 0 the largest logit wins, so the filters below it cannot act: they are recorded as ignored, not as used.
 * @param probe adds the controls that the runtime was seen to ignore; null or absent = nothing was seen.
 */
export function toEffectiveDecoding(asked: Decoding, probe: ControlProbe | null = null): DecodingRecord {
  const record = withoutFilters(asked);
  const unheeded =
    probe === null ? [] : toIgnoredControls(probe).filter((control) => !record.ignored.includes(control));
  return unheeded.length === 0 ? record : { ...record, ignored: [...record.ignored, ...unheeded] };
}

function withoutFilters(asked: Decoding): DecodingRecord {
  if (asked.temperature !== 0) return { asked, effective: asked, ignored: [] };
  const off = { topK: 0, topP: 1, minP: 0 };
  const ignored = (['topK', 'topP', 'minP'] as const).filter((name) => asked[name] !== off[name]);
  return { asked, effective: { ...asked, ...off }, ignored };
}
