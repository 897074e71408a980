import type { ChartSpec } from './chart-spec.ts';
import { toCurveSvg } from './curve-svg.ts';
import { toHeatSvg } from './heat-svg.ts';
import { toIntervalSvg } from './interval-svg.ts';
import { toLineSvg } from './line-svg.ts';
import { toScatterSvg } from './scatter-svg.ts';
import type { SvgDrawing } from './svg-drawing.ts';

/** Any chart as a drawing, for `report.html` and for files. */
export function toChartDrawing(chart: ChartSpec): SvgDrawing {
  switch (chart.type) {
    case 'interval':
      return toIntervalSvg(chart);
    case 'curve':
      return toCurveSvg(chart);
    case 'line':
      return toLineSvg(chart);
    case 'heat':
      return toHeatSvg(chart);
    case 'scatter':
      return toScatterSvg(chart);
    default:
      return chart satisfies never;
  }
}
