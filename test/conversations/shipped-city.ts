import { join } from 'node:path';
import { type City, cityOf } from '../../bot/load-city.ts';
import { readCity } from '../../prisma/directory/read-city.ts';

let city: City | null = null;

/** The demonstration city as the conversation knows it, without a database. */
export function shippedCity(): City {
  city ??= cityOf(readCity(join(import.meta.dirname, '../../prisma/city/jingzhou')).directory);
  return city;
}
