import { toOk, type Result } from '#core/errors/result.ts';
import { TranscriptEvent } from '#core/events/transcript-event.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { createRunLibrary } from '#harness/create-run-library.ts';
import type { ModelSession } from '#harness/ports.ts';
import type { RunPart } from '#harness/run-part.ts';
import type { GroupRequest } from '#workers/contract/inference.ts';
import { createFakeWorld } from './fake-ports.ts';

/** A number in [0, 1) that depends on the text alone. */
function toShare(text: string): number {
  return Number.parseInt(sha256Hex(text).slice(0, 8), 16) / 2 ** 32;
}

/** What a scripted model says of a trial: right more often on some samples than on others, sometimes something else or nothing. */
function toAnswer(target: string, sampleId: string, trialKey: string): string {
  const draw = toShare(`answer ${trialKey}`);
  if (draw < 0.25 + 0.6 * toShare(`ease ${sampleId}`)) return target;
  return (
    ['The depot.', 'Sorry, I can only help with the maintenance desk.', '', 'It is 7 or 8.'][
      Math.floor(draw * 40) % 4
    ] ?? ''
  );
}

/**
 * A configuration with inline samples run in memory by a model without weights, whose answers, log-probabilities and times depend on
 * trial keys alone. @returns the journal.
 */
export async function runScripted(config: HarnessConfig, part?: RunPart): Promise<readonly TranscriptEvent[]> {
  const inner = createFakeWorld();
  const placeByGroup = new Map<number, { readonly sampleId: string; readonly target: string }>();
  const answer = (request: GroupRequest, session: ModelSession): ReturnType<ModelSession['generate']> => {
    const { signal } = new AbortController();
    return session.generate(request, signal).then((answered) => {
      if (!answered.ok) return answered;
      const isReply = request.decoding.temperature === 0;
      const place = placeByGroup.get(request.groupIndex) ?? { sampleId: '', target: '' };
      const rows = answered.value.rows.map(({ trialKey, timing }) => {
        const outputText = isReply
          ? String(Math.floor(100 * toShare(`said ${trialKey}`)))
          : toAnswer(place.target, place.sampleId, trialKey);
        const tokens = [...Array.from(outputText, (character) => (character.codePointAt(0) ?? 0) % 250), 0].slice(
          0,
          request.decoding.maxNewTokens,
        );
        return {
          trialKey,
          output: {
            outputText,
            outputTokenIds: tokens,
            logprobs: tokens.map((token, position) => ({
              token,
              logprob: -2 * toShare(`${trialKey} ${position}`) * (outputText === place.target ? 0.4 : 1),
              runnerUp: token + 1,
              runnerUpLogprob: -3,
            })),
            finishReason: tokens.at(-1) === 0 ? ('stop-token' as const) : ('length' as const),
          },
          timing: {
            ...timing,
            ttftMs: 20 + 30 * toShare(`ttft ${trialKey}`),
            e2eMs: 60 + 200 * toShare(`e2e ${trialKey}`),
            outputTokens: tokens.length,
          },
        };
      });
      return toOk({ ...answered.value, rows });
    });
  };
  const world = createFakeWorld({
    session: async (ref): Promise<Result<ModelSession>> => {
      const { signal } = new AbortController();
      const opened = await inner.ports.runtime.open(ref, { onProgress: () => {}, onDelta: () => {}, signal });
      if (!opened.ok) return opened;
      const session = opened.value;
      return toOk({
        ...session,
        report: {
          ...session.report,
          modelId: ref.modelId,
          contextLength: null,
          runtime: { ...session.report.runtime, threads: ref.threads },
        },
        generate: (request) => answer(request, session),
        compareForced: async (request, forSignal) => {
          const compared = await session.compareForced(request, forSignal);
          if (!compared.ok) return compared;
          return toOk(
            compared.value.map((entry) => {
              const draw = toShare(`forced ${request.promptTokenIds.join()} ${entry.position}`);
              return { ...entry, replicaTop: draw < 0.2 ? entry.top + 1 : entry.top, kl: draw / 10 };
            }),
          );
        },
      });
    },
  });
  const library = createRunLibrary(world.ports);
  const prepared = await library.prepare(config);
  if (!prepared.ok) throw new Error(prepared.failure.message);
  const targetBySample = new Map(prepared.value.samples.map(({ sampleId, target }) => [sampleId, target[0] ?? '']));
  for (const { groupIndex, sampleId } of prepared.value.plan.groups)
    placeByGroup.set(groupIndex, { sampleId, target: targetBySample.get(sampleId) ?? '' });
  const started = await library.start(prepared.value, part);
  if (!started.ok) throw new Error(started.failure.message);
  const controller = started.value;
  await new Promise<void>((resolve) => {
    const check = (): void => {
      if (['completed', 'stopped'].includes(controller.getState().phase)) resolve();
    };
    controller.subscribe(check);
    check();
  });
  const { failure } = controller.getState();
  if (failure !== null) throw new Error(failure.message);
  const [lines = []] = world.disk.values();
  return lines.map((line) => TranscriptEvent.parse(JSON.parse(line)));
}
