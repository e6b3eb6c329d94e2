// What the page can do better where a script may run; everything is there without it. It asks nobody for anything.
"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);
  const byHash = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));

  document.documentElement.classList.add("scripted");

  // ------------------------------------------------ notes open where they are cited

  let open = null; // {link, panel}

  function close({ back = true } = {}) {
    if (!open) return;
    const { link, panel } = open;
    open = null;
    panel.remove();
    link.setAttribute("aria-expanded", "false");
    if (back) link.focus();
  }

  // The claims of a note become links to where they are first cited.
  function linked(claims) {
    const ids = claims.textContent.split(", ");
    claims.replaceChildren();
    ids.forEach((id, at) => {
      const link = document.createElement("a");
      link.href = `#claim-${id}`;
      link.textContent = id;
      claims.append(at ? ", " : "", link);
    });
  }

  function show(link) {
    const again = open && open.link === link;
    close({ back: again });
    if (again) return;
    const note = byHash(link);
    const panel = document.createElement("aside");
    panel.className = "opened";
    panel.tabIndex = -1;
    panel.setAttribute("aria-label", link.getAttribute("aria-label") || link.textContent);
    panel.append(...[...note.childNodes].map((node) => node.cloneNode(true)));
    all("[id]", panel).forEach((element) => element.removeAttribute("id"));
    all(".claims span", panel).forEach(linked);
    const tools = one(".panel-tools").cloneNode(true);
    tools.hidden = false;
    one(".back", panel).replaceWith(tools);
    const place = link.closest(".table, figure") || link.closest("li, p, h2, h3") || link.parentElement;
    if (place.matches("li")) place.append(panel);
    else place.after(panel);
    link.setAttribute("aria-expanded", "true");
    open = { link, panel };
    panel.focus({ preventScroll: true });
    panel.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest('.cite a[href^="#note-"]');
    if (link && byHash(link) && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      show(link);
    } else if (event.target.closest(".opened .close")) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });

  // ------------------------------------------------ the contents follow the reader

  const contents = one(".contents details");
  const wide = matchMedia("(min-width: 63em)");
  let entries = new Map();

  function mark() {
    const line = innerHeight / 3;
    const passed = [...entries.keys()].filter((section) => section && section.getBoundingClientRect().top <= line);
    const ended = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const current = ended ? [...entries.values()].at(-1) : entries.get(passed.at(-1));
    if (!contents || (current && current.hasAttribute("aria-current"))) return;
    entries.forEach((link) => link.removeAttribute("aria-current"));
    if (current) current.setAttribute("aria-current", "true");
    if (current && wide.matches) {
      const list = contents.parentElement;
      list.scrollTop = current.offsetTop - list.clientHeight / 2;
    }
    const now = one(".now", contents);
    if (now) now.textContent = current ? current.textContent : "";
  }

  if (contents) {
    const fit = () => (contents.open = wide.matches);
    wide.addEventListener("change", fit);
    fit();
    addEventListener("scroll", () => requestAnimationFrame(mark), { passive: true });
    contents.addEventListener("click", (event) => {
      if (event.target.closest("a") && !wide.matches) contents.open = false;
    });
  }

  // ------------------------------------------------ figures: picture or table, and to take away

  function cell(text) {
    const runs = /^'*[=+\-@\t\r\n]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text); // what a spreadsheet would run
    return `"${(runs ? "'" : "") + text.replaceAll('"', '""')}"`;
  }

  function csv(table) {
    const rows = [...table.rows].map((row) => [...row.cells].map((td) => cell(td.textContent.trim())).join(","));
    return `\ufeff${rows.join("\r\n")}\r\n`;
  }

  function drawing(svg) {
    const copy = svg.cloneNode(true);
    const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
    const font = rules.find((rule) => rule instanceof CSSFontFaceRule && /Inter.*normal/s.test(rule.cssText));
    const style = document.createElementNS(svg.namespaceURI, "style");
    style.textContent = font ? font.cssText : "";
    copy.prepend(style); // so that it looks the same wherever it is opened
    return new XMLSerializer().serializeToString(copy);
  }

  function save(data, type, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([data], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  function savePng(svg, name) {
    const image = new Image();
    const box = svg.viewBox.baseVal;
    image.onload = () => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [box.width * 4, box.height * 4];
      const pen = canvas.getContext("2d");
      pen.fillStyle = "white";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => save(blob, "image/png", name), "image/png");
    };
    image.src = `data:image/svg+xml,${encodeURIComponent(drawing(svg))}`;
  }

  document.addEventListener("click", (event) => {
    const tools = event.target.closest(".tools");
    if (!tools) return;
    const figure = tools.closest("figure");
    const svg = one(".picture svg", figure);
    const data = one("details.data", figure);
    const name = tools.dataset.name;
    const { show: wanted, save: format } = event.target.dataset;
    if (wanted) {
      data.open = wanted === "table";
      figure.classList.toggle("as-table", data.open);
      all("[data-show]", tools).forEach((b) => b.setAttribute("aria-pressed", String(b.dataset.show === wanted)));
    }
    if (format === "csv") save(csv(one("table", data)), "text/csv", `${name}.csv`);
    if (format === "svg") save(drawing(svg), "image/svg+xml", `${name}.svg`);
    if (format === "png") savePng(svg, `${name}.png`);
  });

  // ------------------------------------------------ a citation to take away

  const status = one(".status");

  function words(button) {
    const citation = one(".citation", button.parentElement);
    const here = location.protocol === "file:" ? "" : ` ${location.href.split("#")[0]}`;
    if (citation) return citation.textContent + here;
    const passages = all(".passage", button.closest(".opened, li"));
    return passages.map((passage) => {
      const quoted = all("q", passage).map((q) => q.textContent).join("; ");
      const source = one('a[href^="#source-"]', passage);
      const full = source && one("p", byHash(source).nextElementSibling);
      const from = one(".from", passage).textContent.trim();
      return [quoted, full ? `${from}: ${full.textContent}` : from].filter(Boolean).join(" – ");
    }).join("\n\n");
  }

  async function copy(button) {
    const text = words(button);
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      button.after(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      button.focus();
    }
    status.textContent = `${status.dataset.copied}: ${text.slice(0, 80)}…`;
    setTimeout(() => (status.textContent = ""), 4000);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.copy");
    if (button) copy(button);
  });

  // ------------------------------------------------ what needs a script is hidden until there is one

  function wake() {
    const marks = all('.cite a[href^="#note-"]:not([aria-expanded])').filter(byHash);
    marks.forEach((link) => link.setAttribute("aria-expanded", "false"));
    all(".tools[hidden], .cite-this .copy[hidden]").forEach((element) => (element.hidden = false));
    entries = new Map(all(".contents a").map((link) => [byHash(link), link]));
  }

  wake();
  if (contents) mark();
  // A preview renews parts of a page.
  new MutationObserver(wake).observe(document.body, { childList: true, subtree: true });
})();
