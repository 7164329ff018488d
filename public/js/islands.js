// Wakes the islands of a page. Each lazy island waits for its own chunks only, so that a slow one holds up no other and
// a missing one leaves its plain HTML working. Tests and style sheets can wait for `data-ready` on an island.
const tag = document.getElementById("islands");
let build;
if (tag) for (const island of document.querySelectorAll("leptos-island")) when(island, () => wake(island, tag.dataset));

// An island says when it wants to wake: at once, when the page is idle, when its place is seen, or when that is touched. Until one
// wakes, nothing of the browser build is fetched.
function when(island, run) {
  const place = island.closest("[data-when]");
  const wish = place?.dataset.when ?? "now";
  if (wish === "visible" && "IntersectionObserver" in window) {
    const watcher = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) { watcher.disconnect(); run(); }
    }, { rootMargin: "200px" });
    watcher.observe(place);
  } else if (wish === "touch") {
    const names = ["pointerenter", "focusin", "touchstart"];
    const once = () => { for (const name of names) place.removeEventListener(name, once); run(); };
    for (const name of names) place.addEventListener(name, once, { passive: true });
  } else if (wish === "idle" && "requestIdleCallback" in window) {
    requestIdleCallback(run, { timeout: 2000 });
  } else {
    run();
  }
}

// The main module and the list of chunks: once for all islands of the page.
async function fetchBuild({ js, wasm, manifest }) {
  const [module, chunks] = await Promise.all([
    retried(() => import(js)),
    manifest ? retried(() => getJson(manifest)).catch(() => ({})) : {},
  ]);
  await module.default({ module_or_path: wasm });
  module.hydrate();
  return { module, chunks };
}

async function wake(island, { js, wasm, manifest, failed }) {
  const id = island.dataset.component;
  try {
    build ??= fetchBuild({ js, wasm, manifest });
    const { module, chunks } = await build.catch((fault) => { build = undefined; throw fault; });
    if (!module[id]) throw new Error(`no island ${id}`);
    await fetchChunks(id, chunks, js);
    await module[id](island);
    island.dataset.ready = "true";
  } catch (error) {
    giveUp(island, failed, error);
  }
}

// The manifest's keys are `<island in snake case>_loader_<hash>`. Fetching first puts the chunk into the browser's cache;
// the island itself then starts without a network, or is never started at all.
async function fetchChunks(id, chunks, js) {
  const name = id.replace(/_\d+$/, "").replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
  const key = Object.keys(chunks).find((entry) => entry.includes(`${name}_loader`) || entry.startsWith(`${name}_`));
  const base = js.slice(0, js.lastIndexOf("/") + 1);
  await Promise.all((chunks[key] ?? []).map((chunk) => retried(async () => {
    const answer = await fetch(`${base}${chunk}.wasm`, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(`${chunk}: ${answer.status}`);
    await answer.arrayBuffer();
  })));
}

async function retried(task, tries = 3) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await task();
    } catch (error) {
      if (attempt >= tries) throw error;
      await new Promise((resolve) => setTimeout(resolve, 300 * attempt * attempt));
    }
  }
}

async function getJson(url) {
  const answer = await fetch(url, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

function giveUp(island, text, error) {
  console.warn("island not started", island.dataset.component, error);
  island.dataset.ready = "failed";
  if (island.querySelector("[data-island-note]")) return;
  const note = document.createElement("p");
  note.dataset.islandNote = "";
  note.className = "notice notice-warning";
  note.setAttribute("role", "status");
  note.textContent = text ?? "";
  island.append(note);
}
