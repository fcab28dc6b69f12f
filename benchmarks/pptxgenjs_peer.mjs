// PptxGenJS: the same slides, timed from the plain values to the file on the disk.
//
//   node pptxgenjs_peer.mjs deflated|stored SLIDES.json OUT.pptx
//
// Prints {"seconds": ..., "cpu_seconds": ..., "peak_bytes": ...}. Deflated means JSZip's default,
// level 6, as in Python's zipfile. `stream` it must be: in Node `writeFile` takes the option
// `compression` and stores all the same (4.0.1), so that `stored` is what a plain call gives.

import { readFileSync, writeFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { argv, cpuUsage, resourceUsage } from "node:process";
import pptxgen from "pptxgenjs";

const NUMBER_FORMAT = "#,##0.0";

function addTexts(slide, content) {
  slide.addText(content.title, { x: 0.5, y: 0.3, w: 12.3, h: 0.9, fontSize: 24, bold: true });
  slide.addText(content.standfirst, { x: 0.5, y: 1.3, w: 12.3, h: 0.4, fontSize: 14 });
  slide.addText(content.source, { x: 0.5, y: 6.9, w: 12.3, h: 0.4, fontSize: 9 });
  const runs = content.messages.flatMap(({ heading, text }) => [
    { text: heading, options: { bold: true, bullet: true, breakLine: false } },
    { text, options: { softBreakBefore: true, breakLine: true } },
  ]);
  slide.addText(runs, { x: 8.8, y: 1.8, w: 4, h: 4.8, fontSize: 14, valign: "top" });
}

function addChart(deck, slide, content) {
  const labels = content.categories;
  const series = content.series.map(({ name, values }) => ({ name, labels, values }));
  slide.addChart(deck.ChartType.bar, series, {
    x: 0.5, y: 1.8, w: 8, h: 4.8,
    barDir: "col", barGrouping: "stacked",
    showLegend: true, legendPos: "r",
    showValue: true, dataLabelFormatCode: NUMBER_FORMAT, dataLabelFontSize: 10,
  });
}

async function build(slides, path, compression) {
  const deck = new pptxgen();
  deck.layout = "LAYOUT_WIDE";
  for (const content of slides) {
    const slide = deck.addSlide();
    addTexts(slide, content);
    addChart(deck, slide, content);
  }
  writeFileSync(path, await deck.stream({ compression }));
}

const [, , packing, input, output] = argv;
const slides = JSON.parse(readFileSync(input, "utf-8"));
const started = performance.now();
const before = cpuUsage();
await build(slides, output, packing === "deflated");
const { user, system } = cpuUsage(before);
console.log(
  JSON.stringify({
    seconds: (performance.now() - started) / 1e3,
    cpu_seconds: (user + system) / 1e6,
    peak_bytes: resourceUsage().maxRSS * 1024,
  }),
);
