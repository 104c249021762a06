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

const place = document.querySelector("#loi-doc");
const marks = () => [...place.querySelectorAll(".say .hear, .say button.vh")];

/** Put the words in place as the server reads them now. What is typed into the open panel, and where the keys are, stays. */
let asked = 0;
async function words(act) {
  const mine = ++asked;
  const body = fields();
  if (act) body.set("act", act);
  const answer = await fetch("/ban-tin/loi-doc", { method: "POST", body });
  if (!answer.ok || answer.redirected || mine !== asked) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  page.querySelector("[autofocus]")?.removeAttribute("autofocus"); // for a page that is opened with it
  const [before, typed] = [document.activeElement, !act && place.querySelector("#alt_spoken")?.value];
  place.replaceChildren(...page.body.childNodes);
  const panel = place.querySelector("#alt_spoken");
  if (typed && panel) panel.value = typed;
  if (before.id && !before.isConnected) document.getElementById(before.id)?.focus();
  tabs();
  propose();
  return true;
}

/** Read the script while it is typed; the text itself is never touched. */
function preview() {
  let waiting = 0;
  form.script.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(words, 400);
  });
}

/** Tab stops where a sentence is heard and at marks to look at; arrows lead to every mark. */
function tabs() {
  for (const mark of place.querySelectorAll(".say button.vh")) {
    if (!mark.nextElementSibling.matches(".tk-look") && !mark.hasAttribute("aria-expanded")) mark.tabIndex = -1;
  }
}

/** A mark opens its panel without another page, and the open one closes it. */
function panels() {
  place.addEventListener("click", async (event) => {
    const mark = event.target.closest(".say button.vh");
    if (!mark) return;
    event.preventDefault();
    if (await words(mark.value)) place.querySelector("#alt_spoken")?.focus();
  });
  place.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const all = marks();
    const at = all.indexOf(event.target);
    if (!way || at < 0) return;
    const next = way < 0 ? all.slice(0, at).reverse() : all.slice(at + 1);
    const mark = next.find((each) => each.matches(".vh"));
    if (!mark) return;
    event.preventDefault();
    mark.focus();
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
    document.querySelector("#chu-de").textContent = form.theme.selectedOptions[0].text;
  }
}

/** Keep what is typed in this browser. there: the server has the same. A storage that is full or forbidden keeps nothing. */
function keepHere(there) {
  try {
    localStorage.setItem(key, JSON.stringify({ there, values: KEPT.map((name) => [name, form[name].value]) }));
    return true;
  } catch {
    return false;
  }
}

/** Keep what is typed, half a second behind: first here, then at the server, until somebody else was quicker. */
function keep() {
  let waiting = 0;
  let sending = null;
  let late = "";
  const said = document.querySelector("#giu");
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const here = keepHere(false);
      const only = here ? "Chữ đang gõ được giữ trong máy này" : "Máy này không giữ được chữ đang gõ: nhớ lưu bản nháp";
      sending?.abort();
      const mine = (sending = new AbortController());
      try {
        if (!late) {
          const answer = await fetch(form.dataset.keep, { method: "POST", body: fields(), signal: mine.signal });
          if (answer.redirected || !answer.ok) throw new Error(answer.statusText);
          ({ late } = await answer.json());
        }
        if (!late) keepHere(true);
        said.textContent = late ? `${late}. ${only}` : "Chữ đang gõ được giữ trên máy chủ";
      } catch {
        if (!mine.signal.aborted) said.textContent = only;
      }
    }, 500);
  });
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    sending?.abort();
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

/** Offer what was typed and never reached the server, before what that kept; it comes back by the form itself, as typed. */
function offer() {
  const note = document.querySelector("#con-chu");
  const drop = note.querySelector("[value=bo-giu]");
  const isThere = !note.hidden;
  drop.addEventListener("click", (event) => {
    localStorage.removeItem(key);
    if (isThere) return;
    event.preventDefault();
    note.hidden = true;
  });
  const stored = JSON.parse(localStorage.getItem(key));
  if (!stored || stored.there) return;
  const kept = new Map(stored.values);
  // what nobody typed is not missed where the page has filled it in meanwhile
  const typed = (name) => kept.get(name).replaceAll("\r\n", "\n").trim();
  if (KEPT.every((name) => !typed(name) || typed(name) === form[name].value.trim())) return;
  note.hidden = false;
  note.querySelector("textarea").value = kept.get("script");
  for (const input of note.querySelectorAll("input")) input.remove();
  note.querySelector("form").addEventListener("submit", (event) => {
    for (const [name, value] of new FormData(form)) {
      if (name === "file" || name === "act" || name === "script") continue;
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name, value: kept.has(name) ? kept.get(name) : value });
      event.target.append(input);
    }
  });
}

try {
  if (!document.querySelector("#loi")) offer();
} catch {
  // a browser that keeps nothing: the page works as it is
}
if (form.dataset.keep) keep();
preview();
panels();
tabs();
