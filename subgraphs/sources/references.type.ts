import { jurisdictionEntity } from '../../schema/entities.js';

export const Jurisdiction = jurisdictionEntity();
export type Jurisdiction = InstanceType<typeof Jurisdiction>;
