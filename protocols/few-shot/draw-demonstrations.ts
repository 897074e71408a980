import type { Demonstrations, NamedDemonstration } from '#core/model/few-shot.ts';
import type { Rng } from '#core/rng/rng.ts';

/**
 * The first `count` of the pool's random order that may be shown, fewer when there are not as many. The order is that of a Fisher–Yates
 * shuffle of the whole pool, so that prompts with one stream get the same demonstrations but for those that are barred to one of them.
 */
export function drawDemonstrations(
  { pool, barredIds }: Pick<Demonstrations, 'pool' | 'barredIds'>,
  count: number,
  rng: Rng,
): readonly NamedDemonstration[] {
  const barred = new Set(barredIds);
  const movedTo = new Map<number, number>();
  const drawn: NamedDemonstration[] = [];
  for (let position = 0; position < pool.length && drawn.length < count; position += 1) {
    const other = rng.int(position, pool.length - 1);
    const demonstration = pool[movedTo.get(other) ?? other];
    movedTo.set(other, movedTo.get(position) ?? position);
    if (demonstration !== undefined && !barred.has(demonstration.demonstrationId)) drawn.push(demonstration);
  }
  return drawn;
}

/** The first `count` of the pool in its own order that may be shown. */
export function takeDemonstrations(
  { pool, barredIds }: Pick<Demonstrations, 'pool' | 'barredIds'>,
  count: number,
): readonly NamedDemonstration[] {
  const barred = new Set(barredIds);
  return pool.filter(({ demonstrationId }) => !barred.has(demonstrationId)).slice(0, count);
}
