/** What a document consists of; each kind has one of them, except texts, and PDFs that are encrypted. */
export interface DocumentFacts {
  pages?: number;
  sheets?: number;
  slides?: number;
}
