import type { Directory } from '../../core/directory.ts';
import { createFinder, type Finder } from '../../core/text/mentions.ts';
import { normalise } from '../../core/text/normalise.ts';

/** How much of a unit's probability is left where the citizen tells that it has sent them away. */
export const refused = 0.7;

/** 不归他管, 没有执法权, 让我找…: what a unit says that sends people on. */
const sendsAway =
  /不归|不管|管不了|不是(?:他|我|它)们?|不属于|没有?(?:执法权|权限|办法|接手)|(?:让|叫|要)我?(?:们)?(?:去|先)?(?:找|打|问)|推给|踢皮球|才归/;
/** How far after its name a unit's answer may begin. */
const reach = 14;

interface Named {
  find: Finder;
  codes: ReadonlyMap<string, readonly string[]>;
}

const built = new WeakMap<Directory, Named>();

function namesOf(directory: Directory): Named {
  const known = built.get(directory);
  if (known) return known;
  const codes = new Map<string, string[]>();
  for (const { code, name, shortName, aliases } of directory.departments) {
    for (const alias of new Set([name, shortName, ...aliases].map(normalise))) {
      codes.set(alias, [...(codes.get(alias) ?? []), code]);
    }
  }
  const made = { find: createFinder(codes.keys()), codes };
  built.set(directory, made);
  return made;
}

/** Units that, in the citizen's words, have said it is not theirs; with those that act for them in districts. */
export function findRefusing(directory: Directory, text: string): ReadonlySet<string> {
  const { find, codes } = namesOf(directory);
  const refusing = new Set<string>();
  for (const { word, end } of find(text)) {
    const answer = /^[^。!?;,]{0,20}/.exec(text.slice(end))![0];
    const match = sendsAway.exec(answer);
    if (!match || match.index > reach) continue;
    for (const code of codes.get(word)!) {
      refusing.add(code);
      for (const unit of directory.departments) if (unit.actsFor[0] === code) refusing.add(unit.code);
    }
  }
  return refusing;
}
