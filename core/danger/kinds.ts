/** What can hurt somebody, by who has to come for it. */
export const dangerKinds = [
  'gas',
  'fire',
  'electric',
  'collapse',
  'manhole',
  'water',
  'trapped',
  'violence',
  'self-harm',
  'missing',
  'poison',
  'chemical',
  'medical',
  'traffic',
  'animal',
  'gathering',
  'other',
] as const;
export type DangerKind = (typeof dangerKinds)[number];

export interface EmergencyNumber {
  number: string;
  /** Who answers, as the citizen is told. */
  name: string;
}

const police: EmergencyNumber = { number: '110', name: '公安' };
const fireRescue: EmergencyNumber = { number: '119', name: '消防救援' };
const ambulance: EmergencyNumber = { number: '120', name: '急救' };
const traffic: EmergencyNumber = { number: '122', name: '交通事故' };
/** The national line for psychological help, in service since 2025-01-01. */
const listening: EmergencyNumber = { number: '12356', name: '心理援助' };
const power: EmergencyNumber = { number: '95598', name: '供电抢修' };

/**
 * Whom to call, the first first. Empty where nobody has to be called at once: a petition in a group goes to the head of
 * the queue, and its people need an answer rather than an emergency number.
 */
export const emergencyNumbers: Record<DangerKind, readonly EmergencyNumber[]> = {
  gas: [fireRescue, ambulance],
  fire: [fireRescue, ambulance],
  electric: [power, ambulance, fireRescue],
  collapse: [fireRescue, ambulance],
  manhole: [fireRescue, ambulance],
  water: [fireRescue, police, ambulance],
  trapped: [fireRescue, ambulance],
  violence: [police, ambulance],
  'self-harm': [police, ambulance, listening],
  missing: [police],
  poison: [ambulance],
  chemical: [fireRescue, ambulance],
  medical: [ambulance],
  traffic: [traffic, ambulance, police],
  animal: [police, ambulance],
  gathering: [],
  other: [police, ambulance],
};
