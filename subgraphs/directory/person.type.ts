import { personEntity } from '../../schema/entities.js';

export const Person = personEntity();
export type Person = InstanceType<typeof Person>;
