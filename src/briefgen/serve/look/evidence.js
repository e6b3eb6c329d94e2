// What the place under the pointer, or the focused note's number, rests on.

import { fetched, put } from "./live.js";

// The elements of a page that are blocks of its Document, by whose ids the server knows what they rest on.
const BLOCKS = "p[id], ul[id], ol[id], table[id], figure[id], aside[id], section.dispute[id]";
const panel = document.getElementById("evidence");
let shown = "";
let running = new AbortController();

export function follow(page, edition) {
  if (!page || page.body === null) return;
  const look = (event) => show(query(event.target), edition);
  page.addEventListener("pointerover", look);
  page.addEventListener("focusin", look);
  page.addEventListener("click", outward);
}

// The page is another now: what is shown may be, too.
export function forget() {
  shown = "";
}

function query(target) {
  const note = target.closest?.("a[href^='#note-']");
  if (note) return `note=${note.hash.slice("#note-".length)}`;
  const written = target.closest?.("li[id^='note-']");
  if (written) return `note=${written.id.slice("note-".length)}`;
  // The table of a figure is no block of its own.
  const block = target.closest?.("figure[id]") ?? target.closest?.(BLOCKS);
  return block ? `block=${encodeURIComponent(block.id)}` : "";
}

async function show(what, edition) {
  if (!what || what === shown) return;
  shown = what;
  running.abort();
  running = new AbortController();
  try {
    const { ok, text } = await fetched(`/evidence/${edition}?${what}`, running.signal);
    if (ok) put(panel, text);
  } catch (error) {
    if (error.name !== "AbortError") shown = "";
  }
}

// A link to elsewhere opens elsewhere, and the page stays.
function outward(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || link.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  window.open(link.href, "_blank", "noopener");
}
