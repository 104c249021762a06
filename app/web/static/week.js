// The timetable by arrow keys and by mouse: each move ends in the same form that its page has.

const DAY = 24 * 60;
const MOST = 240;
const two = (number) => String(number).padStart(2, "0");
const hour = (minute) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
const said = (minute) => `${Math.floor(minute / 60)}h${two(minute % 60)}`;
const say = (text) => {
  document.querySelector("#nghe").textContent = text;
};

/** An airing that is being moved: where it is now, and where it would go. */
function pending(box) {
  const [day, at] = box.dataset.at.split("T");
  const minute = Number(at.slice(0, 2)) * 60 + Number(at.slice(3));
  return { box, day, minute, length: Number(box.dataset.min), from: { day, minute, length: Number(box.dataset.min) } };
}

function later(day, days) {
  const found = new Date(`${day}T12:00:00Z`);
  found.setUTCDate(found.getUTCDate() + days);
  return found.toISOString().slice(0, 10);
}

function words(move) {
  const [year, month, day] = move.day.split("-");
  const fromMonday = (new Date(`${move.day}T12:00:00Z`).getUTCDay() + 6) % 7;
  const name = grid.dataset.weekdays.split("|")[fromMonday];
  if (move.length !== move.from.length) return `Thời lượng ${move.length} phút, từ lượt này về sau. Enter: giữ, Esc: thôi.`;
  return `Dời sang ${said(move.minute)} ${name} ${day}/${month}/${year}. Enter: giữ, Esc: thôi.`;
}

function send(move) {
  const form = document.querySelector("#keo");
  const isLength = move.length !== move.from.length;
  form.action = `${move.box.getAttribute("href")}/${isLength ? "dai" : "doi"}`;
  form.tag.value = move.box.dataset.tag;
  form.moved_to.value = `${move.day}T${hour(move.minute)}`;
  form.minutes.value = move.length;
  form.submit();
}

/** One stop for Tab; arrows move between days and bands, Home and End to the ends of a row, PageUp and PageDown between weeks. */
function walk(grid) {
  const rows = [...grid.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("[data-go]")]).filter((row) => row.length);
  const all = rows.flat();
  for (const one of all) one.tabIndex = one === all[0] ? 0 : -1;
  const go = (next) => {
    if (!next) return;
    for (const one of all) one.tabIndex = one === next ? 0 : -1;
    next.focus();
  };
  const column = (one) => one.closest("td").cellIndex;
  const near = (row, index) => row && (row.find((one) => column(one) >= index) || row[row.length - 1]);
  grid.addEventListener("keydown", (event) => {
    const here = event.target.closest("[data-go]");
    if (!here || event.shiftKey || event.altKey || event.ctrlKey || moving) return;
    const at = rows.findIndex((row) => row.includes(here));
    const row = rows[at];
    const index = row.indexOf(here);
    const keys = {
      ArrowRight: () => go(row[index + 1]),
      ArrowLeft: () => go(row[index - 1]),
      Home: () => go(row[0]),
      End: () => go(row[row.length - 1]),
      ArrowDown: () => go(near(rows[at + 1], column(here))),
      ArrowUp: () => go(near(rows[at - 1], column(here))),
      PageDown: () => document.querySelector("[rel=next]").click(),
      PageUp: () => document.querySelector("[rel=prev]").click(),
    };
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
}

let moving = null;

function stop() {
  moving?.box.classList.remove("ev-moving");
  moving = null;
}

/** Shift and arrows: five minutes, or a day; + and -: five minutes longer or shorter; nothing is sent before Enter. */
function byKeys(grid) {
  grid.addEventListener("keydown", (event) => {
    const box = event.target.closest("[data-at]");
    if (!box) return;
    const plus = event.key === "+" || event.key === "=";
    const minus = event.key === "-" || event.key === "_";
    const isMove = (event.shiftKey && event.key.startsWith("Arrow")) || plus || minus;
    if (!isMove && !moving) return;
    if (!isMove && event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    if (event.key === "Enter") return send(moving);
    if (event.key === "Escape") {
      stop();
      return say("Giữ nguyên.");
    }
    moving = moving && moving.box === box ? moving : pending(box);
    box.classList.add("ev-moving");
    const inDay = (minute) => Math.min(Math.max(minute, 0), DAY - 5);
    if (event.key === "ArrowDown") moving.minute = inDay(moving.minute + 5);
    if (event.key === "ArrowUp") moving.minute = inDay(moving.minute - 5);
    if (event.key === "ArrowRight") moving.day = later(moving.day, 1);
    if (event.key === "ArrowLeft") moving.day = later(moving.day, -1);
    if (plus) moving.length = Math.min(moving.length + 5, MOST);
    if (minus) moving.length = Math.max(moving.length - 5, 1);
    box.title = words(moving);
    say(words(moving));
  });
  grid.addEventListener("focusout", stop);
}

/** Drag to another hour or day; drag the lower edge for another length. */
function byMouse(grid) {
  let drag = null;
  grid.addEventListener("dragstart", (event) => event.preventDefault());
  grid.addEventListener("pointerdown", (event) => {
    const box = event.target.closest("[data-at]");
    if (!box || event.button || event.pointerType === "touch") return;
    const edge = box.getBoundingClientRect();
    drag = { move: pending(box), x: event.clientX, y: event.clientY, isLength: edge.bottom - event.clientY < 8, grip: event.clientY - edge.top };
  });
  addEventListener("pointermove", (event) => {
    if (!drag) return;
    if (!moving && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < 6) return;
    moving = drag.move;
    const box = moving.box;
    box.classList.add("ev-moving");
    const own = box.closest("td").dataset;
    if (drag.isLength) {
      const steps = Math.round((event.clientY - drag.y) / Number(own.px));
      moving.length = Math.min(Math.max(moving.from.length + steps * Number(own.step), 1), MOST);
    } else {
      box.style.pointerEvents = "none";
      const under = document.elementFromPoint(event.clientX, event.clientY)?.closest("td[data-day]");
      box.style.pointerEvents = "";
      if (under) {
        const top = event.clientY - drag.grip - under.getBoundingClientRect().top;
        const steps = Math.max(Math.round(top / Number(under.dataset.px)), 0);
        moving.day = under.dataset.day;
        moving.minute = Math.min(Number(under.dataset.begin) + steps * Number(under.dataset.step), DAY - 5);
      }
    }
    box.title = words(moving);
    say(words(moving));
  });
  addEventListener("pointerup", () => {
    const done = drag && moving;
    drag = null;
    if (!done) return;
    const isSame = done.day === done.from.day && done.minute === done.from.minute && done.length === done.from.length;
    addEventListener("click", (event) => event.preventDefault(), { once: true, capture: true });
    if (isSame) stop();
    else send(done);
  });
  addEventListener("pointercancel", () => {
    drag = null;
    stop();
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drag) {
      drag = null;
      stop();
      say("Giữ nguyên.");
    }
  });
}

const grid = document.querySelector(".week:not(.month)");
if (grid) {
  grid.setAttribute("role", "grid");
  walk(grid);
  byKeys(grid);
  byMouse(grid);
}
