import { readConfig } from '../../core/config.ts';
import { MinqingError } from '../../core/errors.ts';
import { runMain } from '../../core/run-main.ts';
import { seedCity } from './seed-city.ts';

/** `npm run seed`: loads the city's files. Ends with 1 when some of them are bad. */
await runMain(async () => {
  const config = readConfig('seed', process.env);
  try {
    process.stdout.write(`${await seedCity(config)}\n`);
  } catch (error) {
    if (!(error instanceof MinqingError) || error.code !== 'invalid') throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
});
