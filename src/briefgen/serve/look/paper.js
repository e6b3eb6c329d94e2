// The tabs, and the PDF: made when its tab is opened, and again when the page has changed while it is open.

import { fetched, put } from "./live.js";

const tabs = [...document.querySelectorAll("[role=tab]")];
const making = document.getElementById("making");
const paper = document.getElementById("paper");
const { topic, audience } = document.body.dataset;
let running = null;
let made = false;

function select(tab) {
  for (const other of tabs) {
    const chosen = other === tab;
    other.setAttribute("aria-selected", String(chosen));
    other.tabIndex = chosen ? 0 : -1;
    document.getElementById(other.getAttribute("aria-controls")).hidden = !chosen;
  }
  if (open() && !made) make(`${topic}/${audience}`);
}

const open = () => !document.getElementById("pdf").hidden;

export function renewPaper(edition) {
  made = false;
  if (open()) make(edition);
}

async function make(edition) {
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  making.innerHTML = `<p><label for="progress">Making the PDF …</label> <progress id="progress"></progress></p>`;
  try {
    const { ok, text } = await fetched(`/pdf/${edition}`, signal);
    made = true;
    if (ok) show(JSON.parse(text).address);
    else put(making, text);
  } catch (error) {
    if (error.name !== "AbortError") making.textContent = "The PDF could not be asked for.";
  }
}

function show(address) {
  making.replaceChildren();
  const frame = document.createElement("iframe");
  frame.title = `${document.querySelector("h1").textContent}, ${audience}: the PDF`;
  frame.src = address;
  paper.replaceChildren(frame);
}

for (const tab of tabs) {
  tab.addEventListener("click", () => select(tab));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    next.focus();
    select(next);
  });
}
