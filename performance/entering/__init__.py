"""Results typed by hand, many on one page: what a figure is as people type it (`amounts`), which figures are awaited
(`awaited`), what a page shows of each (`lines`), what was posted (`posted`) and against what (`standing`), and the one
verb (`saving`). The rules for a row, and the writing, are those of `performance.importing`."""
