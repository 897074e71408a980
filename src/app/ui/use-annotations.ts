import type { Failure } from '#core/errors/failure.ts';
import {
  mergeAnnotations,
  type Annotation,
  type AnnotationContent,
  type AnnotationTarget,
} from '#core/model/annotation.ts';
import { annotateRun, parseAnnotationLines, toAnnotation } from '#harness/annotate-run.ts';
import { useMemo, useState } from 'react';
import { useServices } from '../ports-context.tsx';
import { useAction } from './use-action.ts';

/** The annotations of a run as this screen knows them, and how to add to them. */
export interface Annotations {
  readonly all: readonly Annotation[];
  readonly failure: Failure | null;
  readonly isBusy: boolean;
  /** Writes one into the run; resolves with whether it is there. */
  readonly add: (author: string, target: AnnotationTarget, content: AnnotationContent) => Promise<boolean>;
  /** Adds those of a file that the run does not have yet; resolves with their number, null when the file was refused. */
  readonly addLines: (text: string) => Promise<number | null>;
}

/** Keeps what was added since the run was read, so that a long journal is not read again for each remark. */
export function useAnnotations(runId: string, atFirst: readonly Annotation[]): Annotations {
  const { ports } = useServices();
  const action = useAction();
  const [added, setAdded] = useState<readonly Annotation[]>([]);
  const all = useMemo(() => mergeAnnotations([...atFirst, ...added]), [atFirst, added]);
  const write = async (annotations: readonly Annotation[]): Promise<number | null> => {
    const written = await action.perform(() => annotateRun(ports.transcripts, runId, annotations));
    if (!written.ok) return null;
    setAdded((before) => [...before, ...annotations]);
    return written.value;
  };
  return {
    all,
    failure: action.failure,
    isBusy: action.isBusy,
    add: async (author, target, content) => {
      const made = await action.perform(async () =>
        toAnnotation({ at: ports.clock.isoNow(), author: author.trim(), target, content }),
      );
      return made.ok && (await write([made.value])) !== null;
    },
    addLines: async (text) => {
      const parsed = await action.perform(async () => parseAnnotationLines(text));
      return parsed.ok ? write(parsed.value) : null;
    },
  };
}
