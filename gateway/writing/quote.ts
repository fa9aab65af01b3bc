/** All but control characters, `"`, `\` and surrogates, which may be lone. */
const needsEscape = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;

/** A text as JSON writes it. Most need no escaping, and looking whether one does takes half the time of the general way. */
export const quote = (text: string): string => (needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`);
