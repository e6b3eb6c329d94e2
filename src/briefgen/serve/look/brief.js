// One edition: its page as it is now, what is wrong, what the place under the pointer rests on, and its PDF.

import { fetched, listen, put } from "./live.js";
import { follow, forget } from "./evidence.js";
import { morph } from "./morph.js";
import { renewPaper } from "./paper.js";

const { topic, audience } = document.body.dataset;
const edition = `${topic}/${audience}`;
const address = `/page/${edition}.html`;
const frame = document.getElementById("page");
let last = null; // the text that the page in the frame was made from, parsed; null while that is not known
let loading = arrived();
let asked = 0;

// The policy of a page names its style sheet by its hash: with another style sheet the page must be loaded anew.
const policy = (text) => /<meta http-equiv="Content-Security-Policy" content="[^"]*"/i.exec(text)?.[0];

// What a page holds is parsed by its own frame's parser, so that it falls under the page's own policy.
function parsed(text) {
  const page = new frame.contentWindow.DOMParser().parseFromString(text, "text/html");
  return { page, policy: policy(text) };
}

const words = (page) => page.querySelector("main")?.textContent;

// Resolves when the frame holds a page, and it is known from which text it was made.
function arrived() {
  return new Promise((resolve) => {
    const complete = frame.contentDocument?.readyState === "complete" && frame.contentDocument.URL !== "about:blank";
    if (complete) resolve();
    else frame.addEventListener("load", resolve, { once: true });
  }).then(async () => {
    const page = frame.contentDocument;
    follow(page, edition);
    const { ok, text } = await fetched(address);
    const fresh = ok ? parsed(text) : null;
    last = fresh && words(fresh.page) === words(page) ? fresh : null;
  });
}

async function renewPage() {
  const mine = ++asked;
  await loading;
  const { ok, text } = await fetched(address);
  if (!ok || mine !== asked) return;
  forget();
  if (last && last.policy === policy(text)) {
    const fresh = parsed(text);
    morph(frame.contentDocument.documentElement, last.page.documentElement, fresh.page.documentElement);
    last = fresh;
  } else {
    await reload();
  }
  renewPaper(edition);
  frame.dispatchEvent(new CustomEvent("renewed")); // for whoever waits for it
}

async function reload() {
  const { scrollX, scrollY } = frame.contentWindow;
  const there = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  last = null;
  loading = there.then(arrived);
  frame.contentWindow.location.replace(address);
  await there;
  frame.contentWindow.scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
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
