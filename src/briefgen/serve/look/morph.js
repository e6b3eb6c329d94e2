// Bring a page that is shown from one text to the next, touching only what differs between the two: the rest keeps its
// place on the screen, its focus, and whatever the reader or the page's own script has made of it.
//
// `live` is what is shown, `last` the text it was made from, `fresh` the text it should be made from now.

export function morph(live, last, fresh) {
  if (last.isEqualNode(fresh)) return;
  if (live.nodeName !== fresh.nodeName || last.nodeName !== fresh.nodeName) {
    live.replaceWith(copied(fresh, live));
  } else if (fresh.nodeType !== Node.ELEMENT_NODE) {
    live.nodeValue = fresh.nodeValue;
  } else {
    attributes(live, last, fresh);
    children(live, last, fresh);
  }
}

function attributes(live, last, fresh) {
  for (const { name } of last.attributes) {
    if (!fresh.hasAttribute(name)) live.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (last.getAttribute(name) !== value) live.setAttribute(name, value);
  }
}

function children(live, last, fresh) {
  const shown = [...live.childNodes];
  const before = [...last.childNodes];
  const after = [...fresh.childNodes];
  if (shown.length !== before.length) {
    live.replaceChildren(...after.map((node) => copied(node, live))); // a script has put something in between
    return;
  }
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head].isEqualNode(after[head])) head++;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail).isEqualNode(after.at(-1 - tail))) tail++;
  const end = shown[shown.length - tail] ?? null;
  const [old, was, come] = [shown, before, after].map((nodes) => nodes.slice(head, nodes.length - tail));
  const shared = Math.min(old.length, come.length);
  for (let at = 0; at < shared; at++) morph(old[at], was[at], come[at]);
  for (const gone of old.slice(shared)) gone.remove();
  for (const node of come.slice(shared)) live.insertBefore(copied(node, live), end);
}

const copied = (node, live) => live.ownerDocument.importNode(node, true);
