// The search page: a plain form over Pagefind's index. What `say` calls for is put in when the site is made. Results are links in a list; everything works from the keyboard.
const byId = (id) => document.getElementById(id);
const form = byId("search");
const query = byId("query");
const results = byId("results");
const status = byId("status");
const more = byId("more");
const STEP = 10;
const NAMES = {
  kind: say("search.kind"),
  topic: say("search.topic"),
  audience: say("search.audience"),
  year: say("search.year"),
};
const root = new URL(".", location.href).pathname;

let latest = 0;
let shown = [];

function option(value, text) {
  const made = document.createElement("option");
  made.value = value;
  made.textContent = text;
  return made;
}

function offer(filters) {
  for (const [name, label] of Object.entries(NAMES)) {
    const values = Object.keys(filters[name] ?? {});
    if (values.length < 2) continue;
    if (name === "year") values.sort().reverse();
    else values.sort((a, b) => a.localeCompare(b));
    const holder = document.createElement("label");
    const select = document.createElement("select");
    select.name = name;
    select.append(option("", say("search.any")), ...values.map((value) => option(value, value)));
    holder.append(label, select);
    byId("filters").append(holder);
  }
}

function chosen() {
  const found = {};
  for (const select of form.querySelectorAll("select")) if (select.value) found[select.name] = [select.value];
  return found;
}

// An excerpt comes with <mark> around what was found, and everything else escaped: it is taken apart, never set as markup.
function excerpt(text) {
  const made = document.createElement("p");
  const plain = new DOMParser().parseFromString(text, "text/html");
  for (const node of plain.body.childNodes) {
    if (node.nodeName === "MARK") {
      const mark = document.createElement("mark");
      mark.textContent = node.textContent;
      made.append(mark);
    } else made.append(node.textContent);
  }
  return made;
}

function line(found) {
  const item = document.createElement("li");
  const title = document.createElement("h2");
  const link = document.createElement("a");
  link.href = root + found.raw_url.replace(/^\//, "");
  link.textContent = found.meta.title;
  title.append(link);
  const about = document.createElement("p");
  about.className = "aside";
  about.textContent = [found.meta.kind, found.meta.about].filter(Boolean).join(" · ");
  item.append(title, about, excerpt(found.excerpt));
  return item;
}

async function show(turn) {
  const from = results.childElementCount;
  const lines = await Promise.all(shown.slice(from, from + STEP).map((one) => one.data().then(line)));
  if (turn !== latest) return;
  results.append(...lines);
  more.hidden = results.childElementCount >= shown.length;
}

function remember(words, filters) {
  const kept = new URLSearchParams();
  if (words) kept.set("q", words);
  for (const [name, [value]] of Object.entries(filters)) kept.set(name, value);
  history.replaceState(null, "", kept.size ? `?${kept}` : location.pathname);
}

async function search(pagefind) {
  const turn = ++latest;
  const words = query.value.trim();
  const filters = chosen();
  remember(words, filters);
  if (!words && !Object.keys(filters).length) {
    results.replaceChildren();
    shown = [];
    more.hidden = true;
    status.textContent = "";
    return;
  }
  const found = await pagefind.search(words || null, { filters });
  if (turn !== latest) return;
  shown = found.results;
  results.replaceChildren();
  status.textContent = (shown.length === 1 ? say("search.results.one") : say("search.results.many")).replace("{n}", shown.length);
  await show(turn);
}

async function start() {
  const pagefind = await import(`${root}pagefind/pagefind.js`);
  await pagefind.options({ basePath: `${root}pagefind/`, baseUrl: "/" });
  await pagefind.init();
  offer(await pagefind.filters());
  const asked = new URLSearchParams(location.search);
  query.value = asked.get("q") ?? "";
  for (const select of form.querySelectorAll("select")) select.value = asked.get(select.name) ?? "";
  byId("without").hidden = true;
  form.hidden = false;
  let waiting;
  const again = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => search(pagefind), 120);
  };
  form.addEventListener("input", again);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search(pagefind);
  });
  more.addEventListener("click", async () => {
    const next = results.childElementCount;
    await show(latest);
    results.children[next]?.querySelector("a").focus();
  });
  query.focus();
  if (query.value || Object.keys(chosen()).length) await search(pagefind);
}

if (location.protocol.startsWith("http")) start();
