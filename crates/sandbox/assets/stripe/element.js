// The Payment Element: real, labelled inputs in an open shadow root.

class PaymentElement {
  constructor(elements, options) {
    this.elements = elements;
    this.options = options || {};
    this.listeners = new Map();
    this.host = null;
    this.inputs = null;
    this.shown = {};
    this.lastState = "";
  }

  on(name, listener) {
    if (!this.listeners.has(name)) this.listeners.set(name, new Set());
    this.listeners.get(name).add(listener);
    return this;
  }

  once(name, listener) {
    const wrapped = (event) => {
      this.off(name, wrapped);
      listener(event);
    };
    return this.on(name, wrapped);
  }

  off(name, listener) {
    if (!listener) this.listeners.delete(name);
    else if (this.listeners.has(name)) this.listeners.get(name).delete(listener);
    return this;
  }

  emit(name, more = {}) {
    for (const listener of [...(this.listeners.get(name) || [])]) {
      listener({ elementType: "payment", ...more });
    }
  }

  mount(target) {
    const place = typeof target === "string" ? document.querySelector(target) : target;
    if (!place) {
      throw new IntegrationError(
        `The selector you specified (${target}) applies to no DOM elements that are currently on the page.`,
      );
    }
    if (this.isDestroyed) throw new IntegrationError("This Element has already been destroyed.");
    if (this.host) this.unmount();
    this.place = place;
    this.host = make("div", { class: "__PrivateStripeElement" });
    this.root = this.host.attachShadow({ mode: "open" });
    this.draw();
    place.classList.add("StripeElement", "StripeElement--empty");
    place.replaceChildren(this.host);
    this.emit("loaderstart");
    this.load();
  }

  async load() {
    const { stripe, options } = this.elements;
    const host = this.host;
    if (options.clientSecret) {
      const found = await retrieve(stripe, options.clientSecret);
      if (this.host !== host) return;
      const isOver = found.object && ["succeeded", "canceled"].includes(found.object.status);
      if (found.error || isOver) {
        const error = found.error || {
          type: "invalid_request_error",
          message: "The client secret belongs to an intent in a terminal state and cannot be used to initialize Elements.",
        };
        this.emit("loaderror", { error });
        return;
      }
    } else {
      await Promise.resolve();
      if (this.host !== host) return;
    }
    this.isReady = true;
    this.emit("ready");
  }

  unmount() {
    if (!this.host) return;
    this.host.remove();
    this.place.classList.remove("StripeElement", "StripeElement--empty", "StripeElement--complete",
      "StripeElement--focus", "StripeElement--invalid");
    this.host = null;
    this.inputs = null;
    this.isReady = false;
  }

  destroy() {
    this.unmount();
    this.isDestroyed = true;
    this.listeners.clear();
    if (this.elements.payment === this) this.elements.payment = null;
  }

  update(options) {
    Object.assign(this.options, options);
    const country = this.country();
    if (this.inputs && this.inputs.country && country) this.inputs.country.value = country;
  }

  collapse() {}

  focus() {
    if (this.inputs) this.inputs.number.focus();
  }

  blur() {
    if (this.root && this.root.activeElement) this.root.activeElement.blur();
  }

  clear() {
    if (!this.inputs) return;
    for (const name of ["number", "expiry", "cvc"]) this.inputs[name].value = "";
    for (const name of ["number", "expiry", "cvc"]) this.showProblem(name, null);
    this.noticeChange();
  }

  hasCountry() {
    const billing = (this.options.fields || {}).billingDetails;
    if (billing === "never") return false;
    const address = billing && billing.address;
    return !(address === "never" || (address && address.country === "never"));
  }

  country() {
    const billing = (this.options.defaultValues || {}).billingDetails || {};
    const wanted = (billing.address || {}).country;
    if (wanted) return wanted;
    return this.elements.stripe.language === "ar" ? "EG" : "US";
  }

  draw() {
    const { stripe } = this.elements;
    const texts = stripe.texts;
    const field = (name, label, attributes, more) => {
      const error = make("p", { class: "Error", id: `${name}-error`, role: "alert" });
      const input = make("input", {
        class: "Input", id: name, name, type: "text", dir: "ltr", required: "",
        "aria-describedby": `${name}-error`, "aria-invalid": "false",
        autocorrect: "off", spellcheck: "false", inputmode: "numeric", ...attributes,
      });
      const box = make("div", { class: "box" }, input, ...(more ? [more] : []));
      const caption = make("label", { class: "Label", for: name }, label);
      const node = make("div", { class: name === "number" ? "Field wide" : "Field" }, caption, box, error);
      return { node, input, error };
    };
    this.brand = make("span", { class: "Brand", dir: "ltr" });
    const number = field("number", texts.number,
      { autocomplete: "cc-number", placeholder: "1234 1234 1234 1234" }, this.brand);
    const expiry = field("expiry", texts.expiry,
      { autocomplete: "cc-exp", placeholder: texts.expiryHint });
    const cvc = field("cvc", texts.cvc, { autocomplete: "cc-csc", placeholder: texts.cvcHint });
    this.inputs = { number: number.input, expiry: expiry.input, cvc: cvc.input };
    this.problems = { number: number.error, expiry: expiry.error, cvc: cvc.error };

    const nodes = [number.node, expiry.node, cvc.node];
    if (this.hasCountry()) nodes.push(this.drawCountry());
    nodes.push(this.drawNote());
    this.frame = make("div", {
      class: "root", dir: stripe.language === "ar" ? "rtl" : "ltr", lang: stripe.language,
      role: "group", "aria-label": texts.note,
    }, ...nodes);
    this.root.replaceChildren(this.frame);
    this.restyle();
    this.listen();
  }

  drawCountry() {
    const { stripe } = this.elements;
    const names = new Intl.DisplayNames([stripe.language], { type: "region" });
    const collator = new Intl.Collator(stripe.language);
    const rows = COUNTRIES.map((code) => [code, names.of(code)]);
    rows.sort((left, right) => collator.compare(left[1], right[1]));
    const select = make(
      "select",
      { class: "Input", id: "country", name: "country", autocomplete: "billing country" },
      ...rows.map(([code, name]) => make("option", { value: code }, name)),
    );
    select.value = this.country();
    this.inputs.country = select;
    const label = make("label", { class: "Label", for: "country" }, stripe.texts.country);
    return make("div", { class: "Field wide" }, label, select);
  }

  drawNote() {
    const { texts } = this.elements.stripe;
    const rows = texts.cards.map(([number, meaning]) =>
      make("li", {}, make("bdi", { dir: "ltr" }, number), ` – ${meaning}`));
    return make(
      "div",
      { class: "wide" },
      make("p", { class: "note" }, make("strong", {}, texts.note), ` ${texts.noteMore}`),
      make("details", {}, make("summary", {}, texts.others), make("ul", {}, ...rows)),
    );
  }

  listen() {
    const { number, expiry, cvc } = this.inputs;
    number.addEventListener("input", () => {
      reformat(number, (digits) => grouped(digits.slice(0, Math.max(numberLength(digits), 16))));
      this.brand.textContent = brandOf(digitsOf(number.value)).name;
      this.moveOn(number, numberProblem, expiry);
    });
    expiry.addEventListener("input", (event) => {
      const isDeleting = (event.inputType || "").startsWith("delete");
      reformat(expiry, (digits) => groupedExpiry(shortYear(digits), isDeleting));
      this.moveOn(expiry, expiryProblem, cvc);
    });
    cvc.addEventListener("input", () => {
      reformat(cvc, (digits) => digits.slice(0, 4));
    });
    for (const name of Object.keys(this.inputs)) {
      const input = this.inputs[name];
      input.addEventListener("input", () => {
        this.showProblem(name, null);
        this.noticeChange();
      });
      input.addEventListener("focus", () => {
        if (this.place) this.place.classList.add("StripeElement--focus");
        this.emit("focus");
      });
      input.addEventListener("blur", () => {
        if (this.place) this.place.classList.remove("StripeElement--focus");
        if (name !== "country" && input.value) this.showProblem(name, this.problemOf(name));
        this.emit("blur");
      });
      input.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || name === "country" || event.isComposing) return;
        const form = this.host && this.host.closest("form");
        if (form) form.requestSubmit();
      });
    }
  }

  // Only while typing at the end: correcting an earlier digit must not throw people out of the field.
  moveOn(input, problemOf, next) {
    const isAtEnd = input.selectionStart === input.value.length;
    const isFocused = this.root.activeElement === input;
    if (isFocused && isAtEnd && !problemOf(digitsOf(input.value)) && !next.value) next.focus();
  }

  values() {
    return {
      number: digitsOf(this.inputs.number.value),
      expiry: digitsOf(this.inputs.expiry.value),
      cvc: digitsOf(this.inputs.cvc.value),
    };
  }

  problemOf(name) {
    const values = this.values();
    if (name === "number") return numberProblem(values.number);
    if (name === "expiry") return expiryProblem(values.expiry);
    return cvcProblem(values.cvc, values.number);
  }

  showProblem(name, code) {
    if (!this.problems[name]) return;
    this.problems[name].textContent = code ? this.elements.stripe.texts.errors[code] : "";
    this.inputs[name].setAttribute("aria-invalid", code ? "true" : "false");
    this.inputs[name].classList.toggle("Input--invalid", Boolean(code));
  }

  // Shows what is wrong, leads the person there, and gives Stripe's validation error.
  validate() {
    if (!this.inputs) {
      throw new IntegrationError("Please ensure the Payment Element is mounted before confirming.");
    }
    let first = null;
    for (const name of ["number", "expiry", "cvc"]) {
      const code = this.problemOf(name);
      this.showProblem(name, code);
      if (code && !first) first = { name, code };
    }
    if (this.place) this.place.classList.toggle("StripeElement--invalid", Boolean(first));
    if (!first) return null;
    this.inputs[first.name].focus();
    return {
      type: "validation_error",
      code: first.code,
      message: this.elements.stripe.texts.errors[first.code],
    };
  }

  paymentMethodData() {
    const { number, expiry, cvc } = this.values();
    const defaults = (this.options.defaultValues || {}).billingDetails || {};
    const details = { email: defaults.email, name: defaults.name, phone: defaults.phone };
    if (this.inputs.country) {
      details.address = { ...(defaults.address || {}), country: this.inputs.country.value };
    }
    return {
      type: "card",
      card: { number, cvc, exp_month: Number(expiry.slice(0, 2)), exp_year: 2000 + Number(expiry.slice(2, 4)) },
      billing_details: details,
    };
  }

  noticeChange() {
    const values = this.values();
    const isEmpty = !values.number && !values.expiry && !values.cvc;
    const isComplete = !["number", "expiry", "cvc"].some((name) => this.problemOf(name));
    const state = `${isEmpty} ${isComplete}`;
    if (state === this.lastState) return;
    this.lastState = state;
    if (this.place) {
      this.place.classList.toggle("StripeElement--empty", isEmpty);
      this.place.classList.toggle("StripeElement--complete", isComplete);
    }
    this.emit("change", {
      empty: isEmpty, complete: isComplete, collapsed: false, value: { type: "card" },
    });
  }

  setBusy(isBusy) {
    if (!this.inputs) return;
    for (const input of Object.values(this.inputs)) {
      if (input.tagName === "SELECT") input.disabled = isBusy;
      else input.readOnly = isBusy;
    }
    this.frame.setAttribute("aria-busy", String(isBusy));
  }

  restyle() {
    if (!this.root) return;
    const appearance = this.elements.options.appearance || {};
    const theme = THEMES[appearance.theme] || THEMES.stripe;
    const variables = { ...LIGHT, ...theme, ...(appearance.variables || {}) };
    for (const [name, value] of Object.entries(variables)) {
      if (/^[A-Za-z]+$/.test(name)) this.frame.style.setProperty(`--${name}`, String(value));
    }
    const rules = new CSSStyleSheet();
    for (const [selector, declarations] of Object.entries(appearance.rules || {})) {
      if (!/^\.[A-Za-z][\w.:,\- ]*$/.test(selector)) continue;
      const at = rules.insertRule(`${selector} {}`, rules.cssRules.length);
      for (const [name, value] of Object.entries(declarations)) {
        const property = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
        rules.cssRules[at].style.setProperty(property, String(value));
      }
    }
    this.root.adoptedStyleSheets = [sheetOf(ELEMENT_CSS), rules];
  }
}
