/** What a PDF says of itself. Texts are for recognising only: whoever asks must not keep them. */
export interface PdfFacts {
  outcome: "read" | "encrypted" | "damaged" | "unreadable";
  /** Why it could not be read: a word of this module or the code of a system error. */
  reason: string | null;
  pages: number | null;
  /** It opens without a password, but forbids printing or changing. */
  restricted: boolean;
  /** Whether the pages carry text; told from the first 24. */
  textLayer: "yes" | "no" | "partial" | null;
  /** Lowest resolution in dots per inch of a picture that fills a page; null where there is none. */
  dpi: number | null;
  /** Lines of the first page from the top, columns apart. */
  firstPage: string[];
  /** The first lines of pages 2 to 6. */
  laterPages: string[][];
}
