import { readCity } from '../../prisma/directory/read-city.ts';
import { loadShippedModel } from '../../triage/shipped.ts';
import { measureDepartments, type Routed, routeSet } from './measure-departments.ts';
import { formatTable } from './table.ts';

/**
 * `npm run bench:departments [-- --misses]`: the 300 hand-written cases with the unit that answers. `--misses` lists
 * what went wrong in the half that may be read; of the other half only figures are ever shown.
 */
const { directory } = readCity('prisma/city/jingzhou');
const routed = routeSet(loadShippedModel(), directory);
const percent = (value: number) => `${(value * 100).toFixed(1)} %`;
const results = measureDepartments(routed);

process.stdout.write(
  formatTable(results, [
    ['cases', 'cases', String],
    ['n', 'n', String],
    ['first', 'first choice', percent],
    ['firstThree', 'in first three', percent],
    ['topicKnown', 'clause’s topic among first three', percent],
    ['ece', 'ECE', (value: number) => value.toFixed(3)],
  ]),
);
process.stdout.write(`${JSON.stringify(results)}\n`);
if (process.argv.includes('--misses'))
  for (const one of routed) if (isMiss(one)) process.stdout.write(tell(one));

function isMiss({ half, place }: Routed): boolean {
  return half === 'look' && place !== 0;
}

function tell({ accepted, proposed, topic, disputed, text }: Routed): string {
  const said = proposed.map(({ name, probability }) => `${name} ${percent(probability)}`).join(', ');
  return `\n${disputed ? '[disputed] ' : ''}${text}\n  right: ${accepted.join(' | ')}\n  said:  ${said}\n  topic: ${topic}\n`;
}
