// Make one part of a page like another, touching only what differs: the rest keeps its place on the screen, its focus,
// and what the reader has unfolded.

export function morph(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName) {
    old.replaceWith(old.ownerDocument.importNode(fresh, true));
  } else if (old.nodeType !== Node.ELEMENT_NODE) {
    old.nodeValue = fresh.nodeValue;
  } else {
    attributes(old, fresh);
    children(old, fresh);
  }
}

function attributes(old, fresh) {
  for (const { name } of [...old.attributes]) {
    const unfolded = name === "open" && old.nodeName === "DETAILS";
    if (!fresh.hasAttribute(name) && !unfolded) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

function children(old, fresh) {
  const before = [...old.childNodes];
  const after = [...fresh.childNodes];
  while (before.length && after.length && before[0].isEqualNode(after[0])) {
    before.shift();
    after.shift();
  }
  while (before.length && after.length && before.at(-1).isEqualNode(after.at(-1))) {
    before.pop();
    after.pop();
  }
  const end = before.length ? before.at(-1).nextSibling : following(old, fresh, after);
  const shared = Math.min(before.length, after.length);
  for (let at = 0; at < shared; at++) morph(before[at], after[at]);
  for (const gone of before.slice(shared)) gone.remove();
  for (const come of after.slice(shared)) old.insertBefore(old.ownerDocument.importNode(come, true), end);
}

// Where new nodes go when none of the old ones stands in their place: before as many as follow them.
function following(old, fresh, after) {
  if (!after.length) return null;
  let left = 0;
  for (let node = after.at(-1).nextSibling; node; node = node.nextSibling) left++;
  return left ? old.childNodes[old.childNodes.length - left] : null;
}
