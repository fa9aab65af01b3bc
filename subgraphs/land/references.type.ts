import { jurisdictionEntity, adminUnitEntity, personEntity } from '../../schema/entities.js';

export const Jurisdiction = jurisdictionEntity();
export type Jurisdiction = InstanceType<typeof Jurisdiction>;

export const AdminUnit = adminUnitEntity();
export type AdminUnit = InstanceType<typeof AdminUnit>;

export const Person = personEntity();
export type Person = InstanceType<typeof Person>;
