// An extra: the filters work without it. Says how many changes they leave.
const changes = [...document.querySelectorAll("tbody.change")];
const tell = () => {
  const left = changes.filter((item) => getComputedStyle(item).display !== "none").length;
  const text = left === changes.length ? `${left} changes` : `${left} of ${changes.length} changes`;
  document.getElementById("left").textContent = text;
  document.querySelector("main").classList.toggle("none-left", left === 0);
};
if (changes.length > 0) {
  document.querySelector(".filters").addEventListener("change", tell);
  tell();
}
