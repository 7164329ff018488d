// Wakes the islands of a page. Each lazy island waits for its own chunks only, so that a slow one holds up no other and
// a missing one leaves its plain HTML working. Tests and style sheets can wait for `data-ready` on an island.
const tag = document.getElementById("islands");
const islands = [...document.querySelectorAll("leptos-island")];
if (tag && islands.length > 0) start(tag.dataset, islands);

async function start({ js, wasm, manifest, failed }, all) {
  let module, chunks = {};
  try {
    const [loaded, split] = await Promise.all([
      retried(() => import(js)),
      manifest ? retried(() => getJson(manifest)).catch(() => ({})) : {},
    ]);
    await loaded.default({ module_or_path: wasm });
    loaded.hydrate();
    module = loaded;
    chunks = split;
  } catch (error) {
    all.forEach((island) => giveUp(island, failed, error));
    return;
  }
  for (const island of all) when(island, () => wake(island, module, chunks, js, failed));
}

// An island says when it wants to wake: at once, when the page is idle, when it is seen, or when it is touched.
function when(island, run) {
  const wish = island.closest("[data-when]")?.dataset.when ?? "now";
  if (wish === "visible" && "IntersectionObserver" in window) {
    const watcher = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) { watcher.disconnect(); run(); }
    }, { rootMargin: "200px" });
    watcher.observe(island.firstElementChild ?? island);
  } else if (wish === "interact") {
    const once = () => { for (const name of ["pointerenter", "focusin", "touchstart"]) island.removeEventListener(name, once); run(); };
    for (const name of ["pointerenter", "focusin", "touchstart"]) island.addEventListener(name, once, { passive: true });
  } else if (wish === "idle" && "requestIdleCallback" in window) {
    requestIdleCallback(run, { timeout: 2000 });
  } else {
    run();
  }
}

async function wake(island, module, chunks, js, failed) {
  const id = island.dataset.component;
  const hydrate = module[id];
  if (!hydrate) return giveUp(island, failed, new Error(`no island ${id}`));
  try {
    await fetchChunks(id, chunks, js);
    await hydrate(island);
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
