// The page on which a bulletin is written: its words while one types, and what was typed kept until the server has it.

const form = document.querySelector("#soan");
const KEPT = ["title", "valid_from", "valid_to", "legal_basis", "own", "script"];
const key = `soan:${form.dataset.who}:${form.getAttribute("action")}`;
const proposed = new Set();

/** What the form says, without the file beside it. */
function fields() {
  const found = new FormData(form);
  found.delete("file");
  return new URLSearchParams(found);
}

/** Read the script while it is typed; the text itself is never touched. */
function preview() {
  const place = document.querySelector("#loi-doc");
  let waiting = 0;
  let number = 0;
  form.script.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const mine = ++number;
      const answer = await fetch("/ban-tin/loi-doc", { method: "POST", body: fields() });
      if (answer.ok && mine === number) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        place.replaceChildren(...page.body.childNodes);
        propose();
      }
    }, 400);
  });
}

/** What the script shows of the last day and the theme, where nobody said anything yet. */
function propose() {
  const { until, theme } = document.querySelector("#thay").dataset;
  const note = document.querySelector("#lay-tu-van-ban");
  if (until && (!form.valid_to.value || proposed.has(form.valid_to.value))) {
    form.valid_to.value = until;
    proposed.add(until);
    note.hidden = false;
  }
  if (theme && (form.theme.value === "other" || proposed.has(form.theme.value))) {
    form.theme.value = theme;
    proposed.add(theme);
  }
}

/** Keep what is typed in this browser, half a second behind; a storage that is full or forbidden keeps nothing. */
function keep() {
  let waiting = 0;
  const said = document.querySelector("#giu");
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      try {
        localStorage.setItem(key, JSON.stringify({ at: Date.now(), values: KEPT.map((name) => [name, form[name].value]) }));
        said.textContent = "Chữ đang gõ được giữ trong máy này";
      } catch {
        said.textContent = "Máy này không giữ được chữ đang gõ: nhớ lưu bản nháp";
      }
    }, 500);
  });
}

/** Say which text is on its way: the page that tells it was saved forgets it (`loalang.js`). */
form.addEventListener("submit", () => {
  try {
    sessionStorage.setItem("soan:sent", key);
  } catch {
    // it is offered once more, and that is all
  }
});

/** Offer what was typed and never reached the server; it comes back by the form itself, as typed. */
function offer() {
  const stored = localStorage.getItem(key);
  if (!stored) return;
  const kept = new Map(JSON.parse(stored).values);
  if (KEPT.every((name) => kept.get(name).replaceAll("\r\n", "\n") === form[name].value)) return;
  const note = document.querySelector("#con-chu");
  note.hidden = false;
  note.querySelector("textarea").value = kept.get("script");
  note.querySelector("form").addEventListener("submit", (event) => {
    for (const [name, value] of new FormData(form)) {
      if (name === "file" || name === "act" || name === "script") continue;
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name, value: kept.has(name) ? kept.get(name) : value });
      event.target.append(input);
    }
  });
  note.querySelector("button[type=button]").addEventListener("click", () => {
    localStorage.removeItem(key);
    note.hidden = true;
  });
}

try {
  if (!document.querySelector("#loi")) offer();
} catch {
  // a browser that keeps nothing: the page works as it is
}
keep();
preview();
if (!document.querySelector("#loi")) document.querySelector("#alt_spoken")?.focus();
