import { isScalar, parseDocument, visit, type Node } from 'yaml';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';

/** Largest YAML that is read, UTF-16 code units, and most aliases in it. */
const LIMITS = { length: 256 * 1024, aliases: 20 } as const;

/** A field of a YAML file that cannot be taken over, or what is lost of it. */
export interface FieldRemark {
  /** As a person writes it: `metric_list[0].metric`. */
  readonly field: string;
  readonly message: string;
}

export interface TaskYaml {
  readonly fields: ReadonlyMap<string, unknown>;
  /** Fields with a tag such as `!function`, which stand for code. */
  readonly problems: readonly FieldRemark[];
}

/** Fields of a YAML mapping in the core schema: no tag makes anything but text, numbers, truth values, lists and mappings. */
export function readTaskYaml(text: string, fileName: string): Result<TaskYaml> {
  if (text.length > LIMITS.length)
    return toFailed('task-invalid', `${fileName} has ${text.length} characters; at most ${LIMITS.length} are read.`);
  const document = parseDocument(text, { schema: 'core', uniqueKeys: true, logLevel: 'silent', merge: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const line = error.linePos?.[0].line ?? 1;
    const location = `${fileName}:${line}`;
    const [reason = 'it cannot be read'] = error.message.split('\n', 1);
    return toFailed('task-invalid', `${location}: not valid YAML: ${reason}`, { location });
  }
  const problems: FieldRemark[] = [];
  visit(document, {
    Node(_, node: Node, path) {
      if (node.tag === undefined || node.tag.startsWith('tag:yaml.org')) return;
      const names = path.flatMap((step) => ('key' in step && isScalar(step.key) ? [String(step.key.value)] : []));
      const message =
        node.tag === '!function'
          ? 'is Python code (!function), which is not run here'
          : `has the tag ${node.tag}, which is not supported`;
      problems.push({ field: names.join('.'), message });
    },
  });
  const value = toValue(() => document.toJS({ maxAliasCount: LIMITS.aliases }));
  if (!value.ok) return toFailed('task-invalid', `${fileName}: ${value.message}`, { location: fileName });
  if (typeof value.value !== 'object' || value.value === null || Array.isArray(value.value))
    return toFailed('task-invalid', `${fileName} holds no mapping of fields.`, { location: fileName });
  return toOk({ fields: new Map(Object.entries(value.value)), problems });
}

function toValue(
  read: () => unknown,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string } {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    // The library throws where aliases would grow without bound.
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
