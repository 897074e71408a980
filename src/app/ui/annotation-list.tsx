import { toStanding, type Annotation, type AnnotationContent, type AnnotationTarget } from '#core/model/annotation.ts';
import type { JSX } from 'react';
import styles from './annotations.module.css';
import { Button } from './button.tsx';

export interface AnnotationListProps {
  readonly annotations: readonly Annotation[];
  /** What an annotation is about, where the screen does not say it; null = nothing to say. */
  readonly toTargetText: (target: AnnotationTarget) => string | null;
  /** Takes one back; absent = nothing can be taken back here. */
  readonly onRetract?: (annotation: Annotation) => void;
}

/** Annotations by time, each with author and reason; what was taken back stays readable. */
export function AnnotationList({ annotations, toTargetText, onRetract }: AnnotationListProps): JSX.Element {
  const standing = new Set(toStanding(annotations).map(({ annotationId }) => annotationId));
  return (
    <ol className={styles['list']}>
      {annotations.map((annotation) => {
        const { annotationId, at, author, content, target } = annotation;
        const isStanding = standing.has(annotationId);
        const about = toTargetText(target);
        return (
          <li key={annotationId} className={styles['item']} data-standing={isStanding || content.type === 'retract'}>
            <p className={styles['what']}>
              <strong>{toTitle(content)}</strong>
              {about === null ? null : <span> · {about}</span>}
              {isStanding || content.type === 'retract' ? null : <span> · taken back</span>}
            </p>
            {toText(content) === '' ? null : (
              <p className={styles['text']} dir="auto">
                {toText(content)}
              </p>
            )}
            <p className={styles['who']}>
              {author}, <time dateTime={at}>{at.slice(0, 16).replace('T', ' ')} UTC</time>
              {onRetract === undefined || !isStanding ? null : (
                <Button
                  variant="quiet"
                  onPress={() => {
                    onRetract(annotation);
                  }}
                >
                  Take back
                </Button>
              )}
            </p>
          </li>
        );
      })}
    </ol>
  );
}

function toTitle(content: AnnotationContent): string {
  switch (content.type) {
    case 'comment':
      return 'Comment';
    case 'tag':
      return `Tag “${content.tag}”`;
    case 'define-tag':
      return `Tag “${content.tag}” means`;
    case 'regrade':
      return `Graded again by ${content.scorer}: ${content.success === 1 ? 'success' : 'no success'}`;
    case 'invalidate':
      return 'Invalidated';
    case 'objection':
      return 'Objection';
    case 'retract':
      return 'Took back an annotation';
    default:
      return content satisfies never;
  }
}

function toText(content: AnnotationContent): string {
  return content.text;
}
