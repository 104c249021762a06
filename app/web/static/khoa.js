// Passkeys: the browser is asked for one, and what it gives goes along with a plain form.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

/** What the server says, as `navigator.credentials` takes it; browsers older than `parseCreationOptionsFromJSON` are among ours. */
function asked(options) {
  const found = { ...options, challenge: bytes(options.challenge) };
  if (found.user) found.user = { ...found.user, id: bytes(found.user.id) };
  for (const name of ["excludeCredentials", "allowCredentials"]) {
    if (found[name]) found[name] = found[name].map((each) => ({ ...each, id: bytes(each.id) }));
  }
  return found;
}

/** What the device gave, as its `toJSON()` has it. */
function told(found) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (found.response[name]) response[name] = text(found.response[name]);
  }
  if (found.response.getTransports) response.transports = found.response.getTransports();
  return { id: found.id, rawId: text(found.rawId), type: found.type, response, clientExtensionResults: {} };
}

for (const form of document.querySelectorAll("form[data-khoa]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await fetch(form.dataset.hoi, { method: "POST", headers: { Accept: "application/json" } });
    if (answer.ok) {
      const publicKey = asked((await answer.json()).public_key);
      try {
        const found = await navigator.credentials[form.dataset.khoa]({ publicKey });
        form.elements.credential.value = JSON.stringify(told(found));
      } catch {
        form.querySelector(".err").hidden = false;
        return;
      }
    }
    form.submit(); // the server says what is wrong, or asks anew who is there
  });
}
