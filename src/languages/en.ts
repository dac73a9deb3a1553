// English. The keys are the catalogue: every other language has exactly these.
// ICU MessageFormat; <b> bold, <i> italic, <s> struck through, <c> as typed.
export const en = {
} as const
