// Signing in with a passkey, and adding one. The page says where to ask and what to say: this file knows no
// address and no words. Without it everything else works, and the page says what to do instead.

const part = document.querySelector("[data-passkey]");

const fromBase64Url = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const toBase64Url = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

/** Credentials as the server lists them, with ids that a browser understands. */
const withIds = (list) => (list ?? []).map((one) => ({ ...one, id: fromBase64Url(one.id) }));

/** What a new passkey is to look like. By hand for browsers that cannot read the JSON themselves. */
function toCreate(options) {
  if (PublicKeyCredential.parseCreationOptionsFromJSON) {
    return PublicKeyCredential.parseCreationOptionsFromJSON(options);
  }
  return {
    ...options,
    challenge: fromBase64Url(options.challenge),
    user: { ...options.user, id: fromBase64Url(options.user.id) },
    excludeCredentials: withIds(options.excludeCredentials),
  };
}

/** What a known passkey is to sign. */
function toGet(options) {
  if (PublicKeyCredential.parseRequestOptionsFromJSON) {
    return PublicKeyCredential.parseRequestOptionsFromJSON(options);
  }
  return {
    ...options,
    challenge: fromBase64Url(options.challenge),
    allowCredentials: withIds(options.allowCredentials),
  };
}

/** The browser's answer as JSON. */
function answered(credential) {
  const { response } = credential;
  const fields = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const present = fields.filter((field) => response[field]);
  return {
    id: credential.id,
    rawId: toBase64Url(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    extensions: credential.getClientExtensionResults(),
    response: {
      ...Object.fromEntries(present.map((field) => [field, toBase64Url(response[field])])),
      ...(response.getTransports ? { transports: response.getTransports() } : {}),
    },
  };
}

async function send(address, body) {
  return fetch(address, {
    method: "POST",
    headers: {
      accept: "application/json",
      "content-type": "application/json",
      "form-token": part.dataset.formToken,
    },
    body: JSON.stringify(body),
  });
}

/** Does it all; gives what to say where it did not come to an end. */
async function use(kind) {
  const asked = await send(part.dataset.challenge, {});
  if (!asked.ok) return part.dataset.failed;
  const challenge = await asked.json();
  let credential;
  try {
    credential = kind === "create"
      ? await navigator.credentials.create({ publicKey: toCreate(challenge.publicKey) })
      : await navigator.credentials.get({ publicKey: toGet(challenge.publicKey) });
  } catch {
    // Closed, timed out, or there is none for this place: a browser does not tell which.
    return part.dataset.cancelled;
  }
  const taken = await send(part.dataset.answer, answered(credential));
  if (!taken.ok) return part.dataset.refused;
  const { location: next } = await taken.json();
  location.assign(next);
  return "";
}

function begin() {
  const button = part.querySelector("button");
  const says = part.querySelector("[role=alert]");
  part.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    says.textContent = "";
    try {
      says.textContent = await use(part.dataset.passkey);
    } catch {
      says.textContent = part.dataset.failed;
    }
    button.disabled = false;
  });
}

if (part) {
  const has = Boolean(globalThis.PublicKeyCredential && navigator.credentials);
  if (has) begin();
  for (const without of document.querySelectorAll("[data-passkey-without]")) {
    without.hidden = has || without.dataset.passkeyWithout === "scripts";
  }
}
