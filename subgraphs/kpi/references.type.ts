import { jurisdictionEntity, adminUnitEntity, agencyEntity } from '../../schema/entities.js';

export const Jurisdiction = jurisdictionEntity();
export type Jurisdiction = InstanceType<typeof Jurisdiction>;

export const AdminUnit = adminUnitEntity();
export type AdminUnit = InstanceType<typeof AdminUnit>;

export const Agency = agencyEntity();
export type Agency = InstanceType<typeof Agency>;
