import {
  DISPATCH_REQUESTS,
  OTHER_REQUESTS,
  TOOL_ARGUMENTS,
  TOOLS,
  type Tool,
  type ToolArgument,
} from './dispatch-tools.ts';
import { drawValue } from './draw-value.ts';
import type { Draw } from './draw.ts';
import type { ExampleBody } from './example.ts';
import { fillTemplate } from './fill-template.ts';
import { toDispatchSeverity } from './severity.ts';
import { DAYS } from './words/times.ts';

type DispatchKind = 'call' | 'null-missing' | 'null-other';
type Values = Readonly<Partial<Record<ToolArgument, string | number>>>;

/** The answer where no listed tool fits. */
export const NO_CALL = '{"name": null}';

/** A request to be turned into one JSON call of a listed tool, or into `{"name": null}` when none fits. */
export function createDispatch(draw: Draw): ExampleBody {
  // At least a quarter without a fitting tool: an eighth was too little to learn abstention (MODELS §B4).
  const kind = draw.weighted<DispatchKind>([
    ['call', 70],
    ['null-missing', 25],
    ['null-other', 5],
  ]);
  const wanted = draw.pick(TOOLS);
  const others = draw.shuffle(TOOLS.filter((tool) => tool !== wanted)).slice(0, draw.int(1, 3));
  const listed = kind === 'call' ? draw.shuffle([wanted, ...others]) : others;
  const template = draw.template(kind === 'null-other' ? OTHER_REQUESTS : wanted.requests);
  const values = drawValues(draw, template);
  const request = drawRequest(draw, template, values);
  const { join, templates } = draw.pick(DISPATCH_REQUESTS);
  const tools = listed.map((tool) => `${tool.name}(${tool.arguments.join(', ')})`).join(join);
  const assistant = kind === 'call' ? toCall(wanted, values) : NO_CALL;
  return {
    kind,
    user: fillTemplate(draw.lastTemplate(templates), { tools, request }),
    assistant,
    target: [assistant],
    options: null,
    severityOfError: toDispatchSeverity(kind === 'call', listed),
    facts: {
      tool: kind === 'null-other' ? '' : wanted.name,
      listed: listed.map(({ name }) => name).join(' '),
      request,
    },
    keep: [tools, ...Object.values(values).map(String)],
  };
}

function drawArgument(draw: Draw, name: ToolArgument): string | number {
  if (name === 'count') return draw.int(2, 50);
  if (name === 'ticket') return draw.int(100, 999);
  if (name === 'day') return draw.word(DAYS).en;
  return drawValue(draw, name).en;
}

/** Values for the slots of a request, and for no others. */
function drawValues(draw: Draw, template: string): Values {
  const names = TOOL_ARGUMENTS.filter((name) => template.includes(`{${name}}`));
  return Object.fromEntries(names.map((name) => [name, drawArgument(draw, name)]));
}

function drawRequest(draw: Draw, template: string, values: Values): string {
  const texts = Object.entries(values).map(([name, value]) => [name, String(value)]);
  const asked = fillTemplate(template, Object.fromEntries(texts));
  if (draw.chance(12)) return `please ${asked}`;
  if (draw.chance(8)) return `${asked}, thanks`;
  return draw.chance(15) ? `${asked}.` : asked;
}

function toCall(tool: Tool, values: Values): string {
  const pairs = tool.arguments.map((name) => `"${name}": ${JSON.stringify(values[name])}`);
  return `{"name": "${tool.name}", "arguments": {${pairs.join(', ')}}}`;
}
