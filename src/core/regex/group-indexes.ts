import type { RegexNode } from './regex-syntax.ts';

/** Indexes of the groups in a node, ascending. */
export function toGroupIndexes(node: RegexNode): readonly number[] {
  switch (node.type) {
    case 'group':
      return [node.index, ...toGroupIndexes(node.node)];
    case 'repeat':
      return toGroupIndexes(node.node);
    case 'sequence':
    case 'alternatives':
      return node.nodes.flatMap((inner) => toGroupIndexes(inner));
    case 'empty':
    case 'character':
    case 'assertion':
      return [];
    default:
      return node satisfies never;
  }
}
