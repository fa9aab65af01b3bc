import type { FastifyRequest } from 'fastify';
import type { Body } from './search.js';

export const ok = (data: unknown) => ({ status: { code: '0', message: 'Thành công' }, data });
export const refused = (code: string, message: string) => ({ status: { code, message }, data: null });

export const bodyOf = (request: FastifyRequest) => (request.body ?? {}) as Body;
/** The values of a body's list, as text; none where there is no list. */
export const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
