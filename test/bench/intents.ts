import { type Example, readIntents, trainIntents } from '../../bot/intake/classify-intent.ts';

const folds = 10;

/** Ten-fold cross-validation of the intents on their own sentences: every tenth sentence of an intent is held out. */
export function measureIntents(): { n: number; accuracy: number; perIntent: Record<string, number> } {
  const seen = new Map<string, number>();
  const numbered = readIntents().map((example) => {
    const at = seen.get(example.intent) ?? 0;
    seen.set(example.intent, at + 1);
    return { example, fold: at % folds };
  });
  const right: Example[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const classifier = trainIntents(
      numbered.filter((one) => one.fold !== fold).map(({ example }) => example),
    );
    for (const { example } of numbered.filter((one) => one.fold === fold))
      if (classifier.classify(example.text, 'start').intent === example.intent) right.push(example);
  }
  const perIntent = Object.fromEntries(
    [...seen].map(([intent, count]) => [intent, right.filter((one) => one.intent === intent).length / count]),
  );
  return { n: numbered.length, accuracy: right.length / numbered.length, perIntent };
}
