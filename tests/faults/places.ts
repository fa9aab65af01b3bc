import { variablesOf } from '../hub/running-hub.js';
import type { Question } from './asker.js';

let asked = 0;

/** A question that is like no other: for one place, of which the land register of Nghệ An alone knows. */
export function anotherPlace(): Question {
  const { lon, lat } = variablesOf('ParcelAt') as { lon: number; lat: number };
  return { persona: 'officer', name: 'ParcelAt', variables: { lon, lat: lat + asked++ * 1e-7 } };
}
