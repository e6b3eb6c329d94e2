// One edition: its page as it is now, what is wrong, what the place under the pointer rests on, and its PDF.

import { fetched, listen, put } from "./live.js";
import { follow, forget } from "./evidence.js";
import { morph } from "./morph.js";
import { renewPaper } from "./paper.js";

const { topic, audience } = document.body.dataset;
const edition = `${topic}/${audience}`;
const frame = document.getElementById("page");
let asked = 0;

frame.addEventListener("load", () => follow(frame.contentDocument, edition));
if (frame.contentDocument?.readyState === "complete") follow(frame.contentDocument, edition);

// The policy of a page names its style sheet by its hash: with another style sheet the page must be loaded anew.
const POLICY = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/i;

async function renewPage() {
  const mine = ++asked;
  const { ok, text } = await fetched(`/page/${edition}.html`);
  if (!ok || mine !== asked) return;
  forget();
  const old = frame.contentDocument;
  const policy = old?.querySelector("meta[http-equiv='Content-Security-Policy' i]")?.content;
  if (policy && policy === POLICY.exec(text)?.[1].replaceAll("&#39;", "'")) {
    // The parser of the page itself, for what it reads falls under the page's policy.
    const fresh = new frame.contentWindow.DOMParser().parseFromString(text, "text/html");
    morph(old.documentElement, fresh.documentElement);
    shown();
  } else {
    reload();
  }
  renewPaper(edition);
}

function reload() {
  const { scrollX, scrollY } = frame.contentWindow;
  frame.addEventListener(
    "load",
    () => {
      frame.contentWindow.scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
      shown();
    },
    { once: true },
  );
  frame.contentWindow.location.replace(`/page/${edition}.html`);
}

// For whoever waits for the page to be renewed.
function shown() {
  frame.dispatchEvent(new CustomEvent("renewed"));
}

async function renewFindings() {
  const { ok, text } = await fetched(`/findings/${edition}`);
  if (!ok) return;
  const findings = document.getElementById("findings");
  put(findings, text);
  const status = findings.querySelector("data");
  const verdict = document.getElementById("verdict");
  if (verdict.textContent !== status.textContent) verdict.textContent = status.textContent;
  verdict.className = status.value;
}

listen(`/events?topic=${encodeURIComponent(topic)}&audience=${encodeURIComponent(audience)}`, {
  page: renewPage,
  findings: renewFindings,
  status: renewFindings,
});
