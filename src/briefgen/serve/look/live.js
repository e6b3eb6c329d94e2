// What the server tells: events by name, and whether it is there at all.

export function listen(address, heard) {
  const connection = document.getElementById("connection");
  const stream = new EventSource(address);
  for (const [name, act] of Object.entries(heard)) {
    stream.addEventListener(name, (event) => act(JSON.parse(event.data)));
  }
  stream.addEventListener("open", () => (connection.textContent = ""));
  stream.addEventListener("error", () => (connection.textContent = "The preview does not answer."));
  addEventListener("pagehide", () => stream.close());
}

export async function fetched(address, signal) {
  const answer = await fetch(address, { signal, cache: "no-store" });
  return { ok: answer.ok, text: await answer.text() };
}

// Put a fragment the server has written in the place of another.
export function put(element, html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  element.replaceChildren(fresh.content);
}
