// Talks to the sandbox's API with the publishable key.

function flatten(pairs, prefix, value) {
  if (value === undefined || value === null) return;
  if (Array.isArray(value)) {
    value.forEach((item, index) => flatten(pairs, `${prefix}[${index}]`, item));
  } else if (typeof value === "object") {
    for (const [name, inner] of Object.entries(value)) {
      flatten(pairs, prefix ? `${prefix}[${name}]` : name, inner);
    }
  } else {
    pairs.append(prefix, String(value));
  }
}

function encode(params) {
  const pairs = new URLSearchParams();
  flatten(pairs, "", params);
  return pairs.toString();
}

async function ask(stripe, method, path, params) {
  const encoded = encode(params);
  const isRead = method === "GET";
  try {
    const response = await fetch(`${BASE}/v1/${path}${isRead ? `?${encoded}` : ""}`, {
      method,
      credentials: "omit",
      headers: {
        Authorization: `Bearer ${stripe.key}`,
        ...(isRead ? {} : { "Content-Type": "application/x-www-form-urlencoded" }),
      },
      body: isRead ? undefined : encoded,
    });
    const body = await response.json();
    if (body && body.error) return { error: translated(stripe, body.error) };
    if (!response.ok) throw new Error(`status ${response.status}`);
    return { object: body };
  } catch (problem) {
    return { error: { type: "api_connection_error", message: stripe.texts.network } };
  }
}

function translated(stripe, error) {
  const known = stripe.texts.errors;
  const isAuthentication = /_intent_authentication_failure$/.test(error.code || "");
  const message = isAuthentication
    ? known.authentication
    : known[error.decline_code] || known[error.code];
  return message ? { ...error, message } : error;
}

function kindOf(clientSecret) {
  if (typeof clientSecret !== "string" || !clientSecret.includes("_secret_")) {
    throw new IntegrationError(
      `Invalid value for clientSecret: expected a client secret, got ${typeof clientSecret}.`,
    );
  }
  const id = clientSecret.split("_secret_")[0];
  return id.startsWith("seti_")
    ? { id, path: `setup_intents/${id}`, field: "setup_intent", result: "setupIntent", error: "last_setup_error" }
    : { id, path: `payment_intents/${id}`, field: "payment_intent", result: "paymentIntent", error: "last_payment_error" };
}

function retrieve(stripe, clientSecret) {
  const kind = kindOf(clientSecret);
  return ask(stripe, "GET", kind.path, { client_secret: clientSecret });
}
