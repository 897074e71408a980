import { createChoice } from './create-choice.ts';
import { createCount } from './create-count.ts';
import { createDecline } from './create-decline.ts';
import { createDispatch } from './create-dispatch.ts';
import { createExtract } from './create-extract.ts';
import { createRelay } from './create-relay.ts';
import { createTriage } from './create-triage.ts';
import type { Draw } from './draw.ts';
import type { ExampleBody, Family, Language } from './example.ts';

/** The request and answer of a family; families without Hindi are English whatever is asked. */
export function createBody(draw: Draw, family: Family, language: Language): ExampleBody {
  switch (family) {
    case 'extract':
      return createExtract(draw, language);
    case 'triage':
      return createTriage(draw, language);
    case 'choice':
      return createChoice(draw);
    case 'dispatch':
      return createDispatch(draw);
    case 'count':
      return createCount(draw);
    case 'decline':
      return createDecline(draw);
    case 'relay':
      return createRelay(draw);
    default:
      return family satisfies never;
  }
}
