import { QueryFault } from '../land/filter.js';
import type { LandFeature, LandLayer } from '../land/layers.js';
import { jsonOf } from './geometry-reader.js';
import type { Form } from './form.js';

interface OutStatistic {
  readonly statisticType: string;
  readonly onStatisticField: string;
  readonly outStatisticFieldName: string;
}

/** `outStatistics` with `groupByFieldsForStatistics`: one row for each group. */
export function statistics(layer: LandLayer, found: readonly LandFeature[], form: Form): object {
  const wanted = jsonOf(form['outStatistics']!) as OutStatistic[];
  const groupBy = (form['groupByFieldsForStatistics'] ?? '').split(',').filter(Boolean);
  const unknown = [...groupBy, ...wanted.map(({ onStatisticField }) => onStatisticField)].find(
    (name) => !layer.fields.includes(name),
  );
  if (unknown !== undefined) throw new QueryFault(`unknown field ${unknown}`);
  const groups = new Map<string, LandFeature[]>();
  for (const feature of found) {
    const key = JSON.stringify(groupBy.map((field) => feature.values[field]));
    const group = groups.get(key);
    if (group) group.push(feature);
    else groups.set(key, [feature]);
  }
  return {
    features: [...groups.values()].map((group) => ({
      attributes: {
        ...Object.fromEntries(groupBy.map((field) => [field, group[0]!.values[field]])),
        ...Object.fromEntries(wanted.map((statistic) => [statistic.outStatisticFieldName, valueOf(statistic, group)])),
      },
    })),
  };
}

function valueOf({ statisticType, onStatisticField }: OutStatistic, group: readonly LandFeature[]): number {
  if (statisticType === 'count') return group.length;
  const numbers = group.map(({ values }) => Number(values[onStatisticField]));
  const sum = numbers.reduce((total, value) => total + value, 0);
  switch (statisticType) {
    case 'sum':
      return sum;
    case 'avg':
      return sum / numbers.length;
    case 'min':
      return Math.min(...numbers);
    case 'max':
      return Math.max(...numbers);
    default:
      throw new QueryFault("'outStatistics' parameter is invalid");
  }
}
