// What a script adds to the public page; everything else is there without.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
document.querySelector("#loi")?.focus();
