// Where the sandbox is, and small helpers. The files of this folder are served as one script, `/stripe.js`,
// the stand-in for window.Stripe. No inline styles and no <style>: the page's policy allows only the CSSOM.

const ownScript =
  document.currentScript || document.querySelector('script[src*="/stripe.js"]');
const BASE = new URL(".", ownScript ? ownScript.src : location.href).href.replace(/\/$/, "");

class IntegrationError extends Error {
  constructor(message) {
    super(message);
    this.name = "IntegrationError";
  }
}

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

function sheetOf(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}

function languageOf(...wishes) {
  for (const wish of wishes) {
    if (typeof wish === "string" && wish && wish !== "auto") {
      return wish.toLowerCase().startsWith("ar") ? "ar" : "en";
    }
  }
  const page = document.documentElement.lang || navigator.language || "en";
  return page.toLowerCase().startsWith("ar") ? "ar" : "en";
}
