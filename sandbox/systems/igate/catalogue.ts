import type { WorldAgency, WorldDossier, WorldProcedure } from '../../world/types.js';
import { levelOf } from './dossier-row.js';
import { nameOf, objectId, varietyOf } from './wording.js';

/** An agency in the words of `/ba/agency/--search`. */
export const agencyEntry = ({ id, name, parentId }: WorldAgency): object => ({
  id: objectId('agency', id),
  code: id,
  name: nameOf(name, varietyOf(id)),
  parent: parentId === null ? null : { id: objectId('agency', parentId), code: parentId },
});

/** A procedure in the words of `/bd/procedure/--search`. */
export const procedureEntry = (procedure: WorldProcedure): object => ({
  id: objectId('procedure', procedure.code),
  code: procedure.code,
  ...(varietyOf(procedure.code) % 2 === 0 ? { translate: nameOf(procedure.name, 0) } : { name: procedure.name }),
  sector: {
    id: objectId('sector', procedure.sector.code),
    code: procedure.sector.code,
    name: nameOf(procedure.sector.name, varietyOf(procedure.sector.code)),
  },
  level: levelOf(procedure.level),
  processingTime: procedure.processingDays,
  processingTimeUnit: 'd',
  procost: procedure.fees.map(({ name, amount }, at) => ({
    type: { id: objectId('cost-type', `${procedure.code}:${at}`), name: nameOf(name, 0) },
    cost: amount,
  })),
});

/** The fees of one dossier in the words of `/pa/dossier-fee/--by-dossiers`. */
export const feeEntries = ({ code, fees }: WorldDossier): object[] =>
  fees.map(({ name, amount, paid }, at) => ({
    id: objectId('fee', `${code}:${at}`),
    dossier: { id: objectId('dossier', code), code },
    procost: { type: { name: nameOf(name, 0) } },
    amount,
    quantity: 1,
    paid: paid ? amount : 0,
    required: 1,
  }));
