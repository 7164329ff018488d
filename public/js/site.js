// Small comforts on every page; nothing depends on them.

// Pages that the visitor is about to open are fetched early. Only plain public reads: never a page that acts.
if (HTMLScriptElement.supports?.("speculationrules")) {
  const rules = document.createElement("script");
  rules.type = "speculationrules";
  rules.nonce = document.querySelector("script[nonce]")?.nonce ?? "";
  rules.textContent = JSON.stringify({
    prefetch: [{
      where: { and: [
        { href_matches: "/*" },
        { not: { href_matches: ["/checkout/*", "/ar/checkout/*", "/logout", "/oauth/*", "/media/*", "/sandbox/*", "/*/sandbox/*", "/verify*", "/reset*"] } },
        { not: { selector_matches: "[rel~=nofollow], [download]" } },
      ] },
      eagerness: "moderate",
    }],
  });
  document.head.append(rules);
}

// A form is sent once, however often its button is pressed; coming back by the back button makes it usable again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "true";
  for (const button of form.querySelectorAll("button[type=submit]")) button.setAttribute("aria-busy", "true");
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  }
});
// A select that filters or sorts needs no button where scripts run.
for (const select of document.querySelectorAll("select[data-submit]")) {
  select.addEventListener("change", () => select.form?.requestSubmit());
}
