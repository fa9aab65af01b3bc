import type { OperationOutcome } from 'fhir/r4.js';

type IssueCode = OperationOutcome['issue'][number]['code'];

/** A refusal as FHIR gives it: a status and an OperationOutcome. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly issue: IssueCode,
    message: string,
  ) {
    super(message);
  }
}

export const outcomeOf = (severity: 'error' | 'information', code: IssueCode, diagnostics: string): OperationOutcome => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity, code, diagnostics }],
});
