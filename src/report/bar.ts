import { Html, html } from "./html-text.js";

const barWidth = 220;

/** A bar of `share` (0 to 1), said in words for whoever does not see it. */
export function bar(share: number, label: string, color: string): Html {
  const filled = Math.round(Math.max(0, Math.min(1, share)) * barWidth);
  return html`<svg width="${barWidth}" height="14" viewBox="0 0 ${barWidth} 14" role="img" aria-label="${label}"><rect width="${barWidth}" height="14" rx="2" fill="#e6e6e6"/><rect width="${filled}" height="14" rx="2" fill="${color}"/></svg>`;
}

/** Colours of bars: what is there of what must be, and how much there is. */
export const barColors = { done: "#2e7d32", amount: "#0b4f9e" } as const;

/** Nothing at all on a page. */
export const nothing: Html = new Html("");
