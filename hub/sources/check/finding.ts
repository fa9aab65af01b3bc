/** What is tried of a source, in this order. */
export type Step = 'address' | 'sign-in' | 'read' | 'mapping' | 'clock';

/** Something that is not as it should be, in words of ours alone, and what an operator can do about it. */
export interface Finding {
  readonly step: Step;
  readonly what: string;
  readonly todo: string;
}

export const finding = (step: Step, what: string, todo: string): Finding => ({ step, what, todo });
