// Brings the line that is asked for into the middle of the window.

document.querySelector(".wanted")?.scrollIntoView({ block: "center" });
