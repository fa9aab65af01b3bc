import { z } from 'zod';

const Coding = z.looseObject({ system: z.string().optional(), code: z.string().optional() });

/** A FHIR resource as it arrives: what every type has is checked here, the rest by who reads that type. */
export const FhirResource = z.looseObject({
  resourceType: z.string(),
  id: z.string().optional(),
  meta: z.looseObject({ security: z.array(Coding).optional() }).optional(),
  status: z.unknown().optional(),
  verificationStatus: z.unknown().optional(),
});
export type FhirResource = z.infer<typeof FhirResource>;

const Verification = z.looseObject({ coding: z.array(Coding) });

/** A resource that its authors have declared a mistake: it stays on the server, but says nothing. */
export function isEnteredInError({ status, verificationStatus }: FhirResource): boolean {
  const verification = Verification.safeParse(verificationStatus);
  const codes = [status, ...(verification.data?.coding ?? []).map(({ code }) => code)];
  return codes.includes('entered-in-error');
}

const confidentiality = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';
const openCodes = ['U', 'L', 'M', 'N'].map((code) => `${confidentiality}|${code}`);

/** Whether a security label restricts the resource. A label that is not known to be open does: a new one must not open a record. */
export function isRestricted({ meta }: FhirResource, openLabels: readonly string[]): boolean {
  const labels = (meta?.security ?? []).map(({ system, code }) => `${system ?? ''}|${code ?? ''}`);
  return labels.some((label) => !openCodes.includes(label) && !openLabels.includes(label));
}

/** One value of a token parameter, with the characters escaped that FHIR gives a meaning. */
export const searchToken = (system: string, value: string) => `${escaped(system)}|${escaped(value)}`;

const escaped = (text: string) => text.replace(/[\\$,|]/g, String.raw`\$&`);
