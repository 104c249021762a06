// What scripts add: pages without them do everything too.

/** What the server's clock said last, with the page or in the live stream, and when that was here. */
let told = document.querySelector(".clock b")?.dataset.clock;
let since = Date.now();

/** Let the clock at the head go on from there; a page without a script tells the hour of its making, and no seconds. */
function clock() {
  const place = document.querySelector(".clock b");
  if (!place) return;
  const [hours, minutes, seconds] = told.split(":").map(Number);
  const at = hours * 3600 + minutes * 60 + seconds + Math.max(0, Math.floor((Date.now() - since) / 1000));
  const said = [Math.floor(at / 3600) % 24, Math.floor(at / 60) % 60, at % 60].map((each) => String(each).padStart(2, "0")).join(":");
  if (place.textContent !== said) place.firstChild.data = said;
  place.nextElementSibling.hidden = at >= 86400; // which is the day of then
}

/** Keep what is live on this page as it is at the server: the same page is asked for again, and its live parts are put in place. */
function live() {
  if (!document.querySelector("[data-live]")) return;
  const events = new EventSource("/song");
  let silent = 0;
  const lost = document.querySelector("#mat-lien-lac");
  const stale = (is) => {
    document.body.classList.toggle("is-stale", is);
    if (is && lost.hidden) lost.querySelector("span").textContent = told.replace(/:(\d+):(\d+)/, "h$1 phút $2 giây");
    lost.hidden = !is;
  };
  const heard = () => {
    clearTimeout(silent);
    silent = setTimeout(() => stale(true), 10000);
    stale(false);
  };
  heard();
  // somebody is in a form, or has opened what was folded: that part stays as it is, the strip above tells all the same
  const inUse = (part) => part.matches("[data-live]") && part.querySelector("form :focus, details[open]");
  let asking = false;
  let again = false; // something changed after the answer that is on its way was made
  const renew = async () => {
    again = asking;
    if (asking) return;
    asking = true;
    try {
      // none where the server is away, which the line of events tells, or the page is being left
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
      if (!answer?.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      document.body.className = page.body.className;
      for (const place of ["#dai", "[data-live]"]) {
        const part = document.querySelector(place);
        if (!inUse(part)) part.replaceWith(page.querySelector(place));
      }
      clock();
    } finally {
      asking = false;
      if (again) renew();
    }
  };
  events.addEventListener("doi", () => {
    heard();
    renew();
  });
  events.addEventListener("gio", (event) => {
    heard();
    [told, since] = [event.data, Date.now()];
    clock();
    goOn();
  });
}

/** Let what sounds go on between two answers of the server: how far it is, and the sentence that is said. */
function goOn() {
  const words = (seconds) => `${seconds >= 60 ? `${Math.floor(seconds / 60)} phút ` : ""}${Math.floor(seconds % 60)} giây`;
  for (const place of document.querySelectorAll("[data-at]")) {
    place.since ??= performance.now();
    const length = Number(place.dataset.length);
    const at = Math.min(Number(place.dataset.at) + (performance.now() - place.since) / 1000, length);
    const said = [...place.querySelectorAll("[data-from]")];
    const now = said.filter((line) => Number(line.dataset.from) <= at).pop() ?? said[0];
    for (const line of said) line.hidden = line !== now;
    place.querySelector("progress").value = at;
    place.querySelector("[data-done]").textContent = words(at);
    place.querySelector("[data-left]").textContent = words(length - at);
  }
}

/** Hear sentence after sentence where they stand; the one that is heard is marked. */
function listening() {
  let at = null;
  let speaker = null;
  let source = null;
  const mark = (next) => {
    at?.closest("li").classList.remove("now");
    at = next;
    at?.closest("li").classList.add("now");
    for (const words of document.querySelectorAll(".listen span")) words.textContent = at ? "Dừng nghe" : "Nghe thử";
  };
  // a sentence that is kept has an address; of one that is still being typed, the form around it goes along
  const asked = (place) => {
    if (place.href) return fetch(place.href);
    const typed = new FormData(place.form);
    typed.delete("file");
    return fetch(place.formAction, { method: "POST", body: new URLSearchParams(typed) });
  };
  const hear = async (place) => {
    source?.stop();
    source = null;
    mark(place);
    if (!place) return;
    try {
      speaker ??= new AudioContext();
      const answer = await asked(place);
      const heard = await speaker.decodeAudioData(await answer.arrayBuffer());
      if (at !== place) return;
      const now = new AudioBufferSourceNode(speaker, { buffer: heard });
      now.connect(speaker.destination);
      now.addEventListener("ended", () => {
        if (source === now) hear((place.isConnected && place.closest("li").nextElementSibling?.querySelector(".hear")) || null);
      });
      source = now;
      now.start();
    } catch {
      if (at === place) mark(null);
    }
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".hear");
    if (link) {
      event.preventDefault();
      hear(link === at ? null : link);
    } else if (event.target.closest(".listen button")) {
      hear(at ? null : document.querySelector(".hear"));
    }
  });
  const show = () => {
    for (const each of document.querySelectorAll(".listen")) each.hidden = false;
  };
  show();
  new MutationObserver(show).observe(document.body, { childList: true, subtree: true });
}

/** What was typed and is saved now need not be kept in this browser any longer (`soan.js`). */
function forget() {
  if (!/[?&]xong=da-(luu|trinh)(&|$)/.test(location.search)) return;
  try {
    localStorage.removeItem(sessionStorage.getItem("soan:sent"));
  } catch {
    // nothing is kept here
  }
}

/** Say some minutes before that the sign-in is about to end. Unused, it goes on by one button; however much it is used it ends some day,
 * and one signs in anew on another page: this one stays as it is. Another open page counts too, and tells how long its sign-in lasts. */
function session() {
  const note = document.querySelector("#het-phien");
  if (!note) return;
  const [idleWords, lastWords] = note.querySelectorAll("span");
  const [title, goOnButton] = [note.querySelector("strong"), note.querySelector("button")];
  const idle = Number(note.dataset.idleMin) * 60000;
  const warn = Math.min(300000, idle / 2);
  let last = note.dataset.leftS ? Date.now() + Number(note.dataset.leftS) * 1000 : Infinity;
  let used = Date.now();
  let before = null;
  const told = new BroadcastChannel("phien");
  const tell = () => told.postMessage(last);
  const isLate = () => last - Date.now() <= 900000;
  const show = (words, isIdle) => {
    title.textContent = words;
    [idleWords.hidden, lastWords.hidden, goOnButton.hidden] = [!isIdle, isIdle, !isIdle];
    if (!note.hidden) return;
    before = document.activeElement;
    note.hidden = false;
  };
  const rest = () => {
    used = Date.now();
    if (isLate()) return;
    if (!note.hidden && note.contains(document.activeElement)) before?.focus();
    note.hidden = true;
  };
  told.addEventListener("message", (event) => {
    last = Math.max(last, Number(event.data));
    rest();
  });
  tell();
  goOnButton.addEventListener("click", async () => {
    const answer = await fetch("/api/v1/me");
    if (!answer.ok) return end();
    rest();
    tell();
  });
  const end = () => {
    show("Đã hết phiên làm việc", last - Date.now() > 0);
    goOnButton.hidden = true;
  };
  setInterval(() => {
    const left = Math.min(used + idle, last) - Date.now();
    if (left <= 0) end();
    else if (isLate()) show("Sắp phải đăng nhập lại", false);
    else if (left <= warn) show("Sắp hết phiên làm việc", true);
  }, 5000);
  // what this page asks for while one works on it counts as use
  new PerformanceObserver((list) => {
    if (!list.getEntries().some((each) => each.initiatorType === "fetch" && each.responseStatus < 400)) return;
    rest();
    tell();
  }).observe({ type: "resource" });
}

const all = document.querySelector("#chon-het");
if (all) {
  all.hidden = false;
  all.addEventListener("click", () => {
    for (const box of document.querySelectorAll(".choose")) box.checked = true;
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

/** What was wrong with a field is wrong no more once something else is typed there; whether it is right, the server says. */
document.addEventListener("input", (event) => {
  const box = event.target.closest(".has-error");
  if (!box) return;
  box.classList.remove("has-error");
  box.querySelector(".err")?.remove();
  event.target.removeAttribute("aria-invalid");
});

if (told) {
  clock();
  setInterval(clock, 250);
}
forget();
session();
live();
listening();
document.querySelector("#loi")?.focus();
