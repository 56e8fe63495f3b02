import { expect, test } from 'vitest';
import type { SignedIn } from '../../api/policy.ts';
import { presentProposal } from '../../api/present-proposal.ts';
import { proposal } from '../../core/proposal.ts';
import type { Role } from '../../core/words.ts';
import type { Proposal } from '../../prisma/client.ts';
import { readCity } from '../../prisma/directory/read-city.ts';
import { propose } from '../../triage/propose.ts';
import { loadShippedModel } from '../../triage/shipped.ts';

const names = {
  department: (code: string) => code,
  topic: () => null,
  district: (code: string) => code,
  neighbourhood: () => null,
};
const who = (role: Role): SignedIn => ({
  id: 'id',
  name: role,
  displayName: role,
  roles: [role],
  departmentCode: role === 'clerk' ? 'municipal-facilities' : null,
});

test('other citizens’ cases of the same matter are shown to those who decide on them and to nobody else', () => {
  const { directory } = readCity('prisma/city/jingzhou');
  const why = {
    words: ['大坑'],
    places: ['北京路'],
    sameNeighbourhood: true,
    sameDistrict: true,
    metres: null,
    daysApart: 1,
    sameCitizen: false,
  };
  const found = { caseId: 'a', caseNumber: 'MQ20261125-000001-5', score: 0.9, why };
  const content = proposal.parse({
    ...propose(loadShippedModel(), directory, { text: '北京路有个大坑' }),
    similar: [found],
  });
  const row = { content, unsure: false, problem: null, model: 'm@1', createdAt: new Date() };
  const shownTo = (role: Role) =>
    presentProposal(row as unknown as Proposal, names, who(role), (text) => text).similar;
  expect(shownTo('reviewer')).toEqual([{ number: found.caseNumber, score: 0.9, why }]);
  for (const role of ['clerk', 'head', 'observer', 'leader', 'operator'] as const)
    expect(shownTo(role)).toEqual([]);
});
