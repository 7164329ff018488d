// Suggestions under a search box: a combobox with a list (WAI-ARIA 1.2). The focus stays in the box; the keys move a mark in
// the list. Without a choice, Enter searches as it always does.
const PAUSE_MS = 120;
let boxes = 0;

/** Gives the search box of a form its list of suggestions; `data-suggest` of the form says where they come from. */
export function attach(form) {
  const input = form.elements.q;
  if (!input || input.getAttribute("role") === "combobox") return;
  const id = `suggest-${boxes += 1}`;
  const list = element("ul", { id, class: "suggest", role: "listbox", hidden: "" });
  const status = element("p", { class: "sr-only", role: "status" });
  for (const [name, value] of Object.entries({
    role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-expanded": "false", "aria-controls": id,
  })) input.setAttribute(name, value);
  form.append(list, status);

  const known = new Map();
  let timer, request, asked = input.value.trim(), active = -1;

  const isOpen = () => !list.hidden;
  const options = () => [...list.children];

  function close() {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  }

  function mark(index) {
    active = index;
    options().forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    const option = list.children[index];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function show({ label, said, items }) {
    list.setAttribute("aria-label", label);
    list.replaceChildren(...items.map((item, place) => line(item, `${id}-${place}`)));
    list.scrollTop = 0;
    mark(-1);
    list.hidden = items.length === 0;
    input.setAttribute("aria-expanded", String(items.length > 0));
    status.textContent = said;
  }

  async function ask(query) {
    request?.abort();
    asked = query;
    if (query === "") { status.textContent = ""; close(); return; }
    const own = request = new AbortController();
    try {
      const answer = known.get(query) ?? await fetchSuggestions(form.dataset.suggest, query, own.signal);
      known.set(query, answer);
      if (own === request && !own.signal.aborted && document.activeElement === input) show(answer);
    } catch (error) {
      // A newer letter came, or the site is busy: the box searches all the same.
      if (error.name !== "AbortError") { close(); console.warn("no suggestions", error); }
    }
  }

  function typed() {
    clearTimeout(timer);
    const query = input.value.trim();
    if (query !== asked || !isOpen()) timer = setTimeout(ask, PAUSE_MS, query);
  }

  function move(step) {
    const count = list.children.length;
    // One place more than there are lines: the box itself, with nothing marked.
    mark((active + 1 + step + count + 1) % (count + 1) - 1);
  }

  function key(event) {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && isOpen()) { event.preventDefault(); move(step); }
    else if (step === 1 && input.value.trim() !== "") { event.preventDefault(); ask(input.value.trim()); }
    else if (event.key === "Escape" && isOpen()) { event.preventDefault(); close(); }
    else if (event.key === "Enter" && isOpen() && active >= 0) { event.preventDefault(); list.children[active].click(); }
  }

  input.addEventListener("input", (event) => { if (!event.isComposing) typed(); });
  input.addEventListener("compositionend", typed);
  input.addEventListener("keydown", key);
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
  addEventListener("pagehide", close);
  // Pressing a line must not take the focus out of the box, which would close the list before the click arrives.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const href = event.target.closest("[role=option]")?.dataset.href;
    if (!href) return;
    if (event.ctrlKey || event.metaKey) open(href, "_blank", "noopener");
    else location.assign(href);
  });
  // What was typed while this script was on its way.
  if (document.activeElement === input && input.value !== input.defaultValue) { asked = ""; typed(); }
}

async function fetchSuggestions(address, query, signal) {
  const answer = await fetch(`${address}?q=${encodeURIComponent(query)}`, { signal, headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`suggestions: ${answer.status}`);
  return answer.json();
}

function line({ href, kind, parts }, id) {
  const option = element("li", { id, class: "suggest-line", role: "option", "aria-selected": "false", "data-href": href });
  const text = element("bdi", { class: "suggest-text" });
  for (const [part, isMatch] of parts) {
    if (isMatch) text.append(Object.assign(document.createElement("mark"), { textContent: part }));
    else text.append(part);
  }
  option.append(text, Object.assign(document.createElement("small"), { textContent: kind }));
  return option;
}

function element(tag, attributes) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
