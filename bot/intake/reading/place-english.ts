const kinds =
  'road|street|avenue|district|bridge|square|plaza|hospital|university|school|park|village|community';
const afterPreposition =
  /\b(?:in|at|on|near|outside|beside|behind|opposite|next to|in front of|corner of)\s+(?:the\s+)?((?:(?:[A-Z][\w'-]*|\d+[A-Z]?|of|the|and|de)[ ,]*){1,6})/g;
const noName =
  /^(?:I|My|The|It|We|They|He|She|This|That|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|Chinese|English|MY|THE|\d+)\b/;
const named = new RegExp(`\\b((?:[\\w'-]+ ){1,2}(?:${kinds})(?: (?:no\\.? ?)?\\d+)?)\\b`, 'gi');
const unnamed = new RegExp(
  `^(?:the|this|that|my|our|a|an|in|on|at|of|every|main)(?: \\w+)? (?:${kinds})$`,
  'i',
);

/** The place in a text without Chinese characters; null where it names none. */
export function findEnglishPlace(text: string): string | null {
  const found = [...text.matchAll(afterPreposition)]
    .map(([, name]) => name!.replace(/[ ,]+$/, '').replace(/\s(?:and|of|the|de)$/, ''))
    .filter((name) => /[A-Z]/.test(name) && !noName.test(name));
  if (found.length > 0) return found.slice(0, 2).join(', ');
  const roads = [...text.matchAll(named)]
    .map(([, name]) => name!.replace(/^(?:on|in|at|near|the|of|by) /i, ''))
    .filter((name) => / /.test(name) && !unnamed.test(name) && !/^(?:the|my|our|this|that)\b/i.test(name));
  return roads.length > 0 ? roads.slice(0, 2).join(', ') : null;
}
