// The objects that pages hold: Stripe() and elements().

class Elements {
  constructor(stripe, options) {
    this.stripe = stripe;
    this.options = { ...options };
    this.payment = null;
    this.isSubmitted = false;
  }

  create(type, options) {
    if (type !== "payment") {
      throw new IntegrationError(`The sandbox draws the Payment Element only, not "${type}".`);
    }
    if (this.payment) throw new IntegrationError("Can only create one Payment Element.");
    this.payment = new PaymentElement(this, options);
    return this.payment;
  }

  getElement(type) {
    return type === "payment" || type === PaymentElement ? this.payment : null;
  }

  update(options) {
    Object.assign(this.options, options);
    if (options.locale) this.stripe.setLanguage(options.locale);
    if (!this.payment || !this.payment.host) return;
    if (options.locale) this.payment.draw();
    else this.payment.restyle();
  }

  async submit() {
    const problem = this.payment ? this.payment.validate() : null;
    this.isSubmitted = !problem;
    return problem ? { error: problem } : { selectedPaymentMethod: "card" };
  }

  async fetchUpdates() {
    if (!this.options.clientSecret) return {};
    const found = await retrieve(this.stripe, this.options.clientSecret);
    return found.error ? { error: found.error } : {};
  }
}

class SandboxStripe {
  constructor(key, options) {
    this.key = key;
    this.setLanguage(options.locale);
  }

  setLanguage(...wishes) {
    this.language = languageOf(...wishes);
    this.texts = TEXTS[this.language];
  }

  elements(options = {}) {
    if (options.clientSecret) kindOf(options.clientSecret);
    if (options.locale) this.setLanguage(options.locale);
    return new Elements(this, options);
  }

  async confirmPayment(options) {
    return confirm(this, options, "paymentIntent");
  }

  async confirmSetup(options) {
    return confirm(this, options, "setupIntent");
  }

  async retrievePaymentIntent(clientSecret) {
    const found = await retrieve(this, clientSecret);
    return found.error ? { error: found.error } : { paymentIntent: found.object };
  }

  async retrieveSetupIntent(clientSecret) {
    const found = await retrieve(this, clientSecret);
    return found.error ? { error: found.error } : { setupIntent: found.object };
  }

  async handleNextAction({ clientSecret }) {
    const kind = kindOf(clientSecret);
    const found = await retrieve(this, clientSecret);
    if (found.error) return { error: found.error };
    if (found.object.status !== "requires_action") return { [kind.result]: found.object };
    return proceed(this, kind, clientSecret, found.object);
  }

  async createPaymentMethod({ elements, params = {} }) {
    const element = elements && elements.getElement("payment");
    if (!element) throw new IntegrationError("createPaymentMethod needs elements with a Payment Element.");
    const problem = element.validate();
    if (problem) return { error: problem };
    const made = await ask(this, "POST", "payment_methods", { ...element.paymentMethodData(), ...params });
    return made.error ? { error: made.error } : { paymentMethod: made.object };
  }

  registerAppInfo() {}

  _registerWrapper() {}
}

function Stripe(key, options = {}) {
  if (typeof key !== "string" || !key.startsWith("pk_")) {
    throw new IntegrationError("Please call Stripe() with your publishable key. You used an empty string or another kind of key.");
  }
  return new SandboxStripe(key, options || {});
}
Stripe.version = "sandbox";
window.Stripe = Stripe;
