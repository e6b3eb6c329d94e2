// The list of editions, kept as it is now.

import { fetched, listen, put } from "./live.js";

let asked = 0;

async function refresh() {
  const mine = ++asked;
  const { ok, text } = await fetched("/status");
  if (!ok || mine !== asked) return;
  const focused = document.activeElement?.getAttribute("href");
  put(document.getElementById("status"), text);
  if (focused) document.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
}

listen("/events", { status: refresh });
