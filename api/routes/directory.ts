import { eventTable } from '../../core/lifecycle/events.ts';
import { stateNames } from '../../core/lifecycle/states.ts';
import { kindNames, roleNames, urgencyNames } from '../../core/words.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import type { DirectoryCache } from '../names.ts';

const eventNames = Object.fromEntries(Object.entries(eventTable).map(([name, { title }]) => [name, title]));

/** Topics, departments and words for the forms of the console. */
export function directoryEndpoints(cache: DirectoryCache): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/directory',
      summary: '事项类别、承办单位与用语',
      access: 'signed-in',
      answers: { status: 200, description: '城市资料' },
      async handle({ response }) {
        const { directory } = await cache.get();
        response.json({
          city: { name: directory.city.name, hotlineName: directory.city.hotlineName },
          topics: directory.topics,
          departments: directory.departments,
          districts: directory.districts.map(({ code, name }) => ({ code, name })),
          words: {
            states: stateNames,
            kinds: kindNames,
            urgencies: urgencyNames,
            roles: roleNames,
            events: eventNames,
          },
        });
      },
    }),
  ];
}
