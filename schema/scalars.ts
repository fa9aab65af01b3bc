import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';

// Inputs pass as they came: the resolver checks them with zod, so that one malformed argument costs its own field, not its neighbours.
const asText = (name: string, description: string, serialize: (value: unknown) => string) =>
  new GraphQLScalarType<string, string>({
    name,
    description,
    serialize,
    parseValue: String,
    parseLiteral: (node: ValueNode) => (node.kind === Kind.STRING ? node.value : ''),
  });

/** yyyy-MM-dd; a string in code, too, because a calendar day has no time zone. */
export const LocalDate = asText('Date', 'A calendar day, `yyyy-MM-dd`, in Vietnamese time.', String);

/** An instant: a `Date` in code, RFC 3339 in UTC on the wire. */
export const DateTime = asText('DateTime', 'An instant in time, RFC 3339, in UTC: `2026-06-09T01:30:00.000Z`.', (value) =>
  (value instanceof Date ? value : new Date(String(value))).toISOString(),
);

/** A GeoJSON geometry object (RFC 7946). Output only. */
export const GeoJSON = new GraphQLScalarType<object, object>({
  name: 'GeoJSON',
  description: 'A GeoJSON geometry (RFC 7946): WGS 84, longitude before latitude.',
  serialize: (value) => value as object,
});

export const scalarsMap = [{ type: Date, scalar: DateTime }];
