// What scripts add: pages without them do everything too.

/** Keep what is live on this page as it is at the server: the same page is asked for again, and its live parts are put in place. */
function live() {
  if (!document.querySelector("[data-live]")) return;
  const events = new EventSource("/song");
  let silent = 0;
  const lost = document.querySelector("#mat-lien-lac");
  const stale = (is) => {
    document.body.classList.toggle("is-stale", is);
    if (is && lost.hidden) lost.querySelector("span").textContent = document.querySelector(".clock b").textContent;
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
  const renew = async () => {
    heard();
    if (asking) return;
    asking = true;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      document.body.className = page.body.className;
      for (const place of ["#dai", "[data-live]"]) {
        const part = document.querySelector(place);
        if (!inUse(part)) part.replaceWith(page.querySelector(place));
      }
    } finally {
      asking = false;
    }
  };
  events.addEventListener("doi", renew);
  events.addEventListener("gio", (event) => {
    heard();
    const clock = document.querySelector(".clock b");
    if (clock) clock.textContent = event.data;
  });
}

/** Hear sentence after sentence where they stand; the one that is heard is marked. */
function listening() {
  const sound = new Audio();
  let at = null;
  const mark = (next) => {
    at?.closest("li").classList.remove("now");
    at = next;
    at?.closest("li").classList.add("now");
    for (const words of document.querySelectorAll(".listen span")) words.textContent = at ? "Dừng nghe" : "Nghe thử";
  };
  const hear = (link) => {
    mark(link);
    if (!link) return sound.pause();
    sound.src = link.href;
    sound.play();
  };
  sound.addEventListener("ended", () => hear(at?.closest("li").nextElementSibling?.querySelector(".hear") ?? null));
  sound.addEventListener("error", () => mark(null));
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

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
forget();
live();
listening();
document.querySelector("#loi")?.focus();
