import type { ModelRef } from '#core/model/model-ref.ts';

/** Where a model comes from, for a person. */
export function toSourceText({ source }: Pick<ModelRef, 'source'>): string {
  switch (source.type) {
    case 'embedded':
      return 'this site';
    case 'url':
      return source.baseUrl;
    case 'hub':
      return `${source.repo} on ${new URL(source.hubUrl).host}`;
    case 'local':
      return `“${source.folderName}” on this machine`;
    default:
      return source satisfies never;
  }
}
