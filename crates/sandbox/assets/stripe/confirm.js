// Confirming an intent: the attempt, 3-D Secure in a dialog, the way back to the shop.

function showChallenge(stripe, address) {
  return new Promise((resolve) => {
    const url = new URL(address, location.href);
    url.searchParams.set("frame", "1");
    url.searchParams.set("locale", stripe.language);
    const host = make("div", { "data-stripe-sandbox": "3ds" });
    const root = host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheetOf(DIALOG_CSS)];
    const frame = make("iframe", { title: stripe.texts.dialog, name: "stripe-challenge-frame" });
    const close = make("button", { type: "button" }, stripe.texts.cancel);
    const dialog = make(
      "dialog",
      { "aria-label": stripe.texts.dialog, dir: stripe.language === "ar" ? "rtl" : "ltr" },
      make("div", { class: "top" }, close),
      frame,
    );
    root.append(dialog);

    let isOver = false;
    const finish = (answered) => {
      if (isOver) return;
      isOver = true;
      window.removeEventListener("message", onMessage);
      dialog.close();
      host.remove();
      resolve(answered);
    };
    const onMessage = (event) => {
      const isOurs = event.source === frame.contentWindow && event.origin === url.origin;
      if (isOurs && event.data && event.data.type === "sandbox:3ds") finish(true);
    };
    window.addEventListener("message", onMessage);
    // The page says so itself; where a policy stops its script, its address says the same.
    frame.addEventListener("load", () => {
      try {
        if (frame.contentWindow.location.pathname.endsWith("/done")) finish(true);
      } catch (problem) {
        // Another origin: the customer went elsewhere inside the frame.
      }
    });
    close.addEventListener("click", () => finish(false));
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      finish(false);
    });
    // Chrome closes at the second Escape without asking again.
    dialog.addEventListener("close", () => finish(false));

    document.body.append(host);
    frame.src = url.href;
    dialog.showModal();
  });
}

function failureOf(stripe, kind, intent) {
  const error = intent[kind.error] || {
    type: "invalid_request_error",
    code: `${kind.field}_authentication_failure`,
  };
  return { error: { ...translated(stripe, error), [kind.field]: intent } };
}

// Takes an intent as far as the browser can.
async function proceed(stripe, kind, clientSecret, intent) {
  if (intent.status === "requires_action" && intent.next_action) {
    const action = intent.next_action;
    if (action.type === "redirect_to_url") {
      location.assign(action.redirect_to_url.url);
      return new Promise(() => {});
    }
    const hasAnswered = await showChallenge(stripe, action.use_stripe_sdk.url);
    const after = hasAnswered
      ? await retrieve(stripe, clientSecret)
      : await ask(stripe, "POST", `${kind.path}/source_cancel`, { client_secret: clientSecret });
    // The customer may have answered in the moment of closing: what the server says counts.
    const seen = after.error ? await retrieve(stripe, clientSecret) : after;
    if (seen.error) return { error: seen.error };
    if (seen.object.status === "requires_action") {
      return failureOf(stripe, kind, seen.object);
    }
    return proceed(stripe, kind, clientSecret, seen.object);
  }
  if (["succeeded", "processing", "requires_capture"].includes(intent.status)) {
    return { [kind.result]: intent };
  }
  return failureOf(stripe, kind, intent);
}

function goBack(returnUrl, kind, clientSecret, intent) {
  const url = new URL(returnUrl, location.href);
  url.searchParams.append(kind.field, kind.id);
  url.searchParams.append(`${kind.field}_client_secret`, clientSecret);
  url.searchParams.append("redirect_status", intent.status === "processing" ? "pending" : "succeeded");
  location.assign(url.href);
  return new Promise(() => {});
}

async function confirm(stripe, options, wanted) {
  const elements = options.elements;
  const clientSecret = options.clientSecret || (elements && elements.options.clientSecret);
  const kind = kindOf(clientSecret);
  if (kind.result !== wanted) {
    throw new IntegrationError(`The clientSecret is not one of a ${wanted}.`);
  }
  const params = { ...(options.confirmParams || {}) };
  const redirects = options.redirect || "always";
  if (redirects === "always" && !params.return_url) {
    throw new IntegrationError(
      `stripe.confirm${wanted === "paymentIntent" ? "Payment" : "Setup"}(): expected confirmParams.return_url to be a string.`,
    );
  }
  const element = elements && elements.getElement("payment");
  if (elements && elements.options.mode && !elements.isSubmitted) {
    throw new IntegrationError(
      "elements.submit() must be called before confirming when elements were made without a client secret.",
    );
  }
  if (element) {
    const problem = element.validate();
    if (problem) return { error: problem };
    const extra = params.payment_method_data || {};
    params.payment_method_data = { ...element.paymentMethodData(), ...extra };
  } else if (!params.payment_method) {
    throw new IntegrationError("confirm needs elements with a Payment Element or a payment_method.");
  }
  if (element) element.setBusy(true);
  try {
    const done = await ask(stripe, "POST", `${kind.path}/confirm`, {
      ...params,
      use_stripe_sdk: true,
      client_secret: clientSecret,
    });
    if (done.error) return { error: done.error };
    const result = await proceed(stripe, kind, clientSecret, done.object);
    if (result.error || redirects === "if_required") return result;
    return await goBack(params.return_url, kind, clientSecret, result[kind.result]);
  } finally {
    if (element) element.setBusy(false);
  }
}
