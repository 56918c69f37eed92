// The same renditions by sharp, for comparison: one request per line on stdin, one answer per line.
// {"file", "way", "outputs": [{"format", "quality", "effort", "width", "height"}]} -> {"ms" of CPU, "sizes"}
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import sharp from "sharp";

sharp.concurrency(1);
sharp.cache(false);

function encode(pipeline, output) {
  const sized = pipeline.resize(output.width, output.height, { fit: "cover" });
  const { quality, effort } = output;
  if (output.format === "jpeg") return sized.jpeg({ quality });
  return output.format === "webp" ? sized.webp({ quality, effort }) : sized.avif({ quality, effort });
}

function all(source, outputs) {
  return Promise.all(
    outputs.map((output) => encode(source(), output).toBuffer({ resolveWithObject: true })),
  );
}

function raw({ data, info }) {
  const { width, height, channels } = info;
  return () => sharp(data, { raw: { width, height, channels } });
}

// Three ways in which a person who knows sharp may arrange it.
const ways = {
  // As its documentation shows: a pipeline per output, each with its own shrink-on-load.
  documented: (content, outputs) =>
    all(() => sharp(content).autoOrient().flatten({ background: "#fff" }), outputs),
  // Decode once, keep the pixels, make every output from them.
  shared: async (content, outputs) => {
    const upright = sharp(content).autoOrient().flatten({ background: "#fff" });
    return all(raw(await upright.raw().toBuffer({ resolveWithObject: true })), outputs);
  },
  // Decode once to the largest size that an output needs, and go on from there.
  master: async (content, outputs) => {
    const { autoOrient } = await sharp(content).metadata();
    const scale = Math.max(
      ...outputs.map((o) => Math.max(o.width / autoOrient.width, o.height / autoOrient.height)),
    );
    const upright = sharp(content).autoOrient().flatten({ background: "#fff" });
    const sized = upright.resize(Math.round(autoOrient.width * Math.min(1, scale)));
    return all(raw(await sized.raw().toBuffer({ resolveWithObject: true })), outputs);
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { file, way, outputs } = JSON.parse(line);
  const content = readFileSync(file);
  const started = process.cpuUsage();
  const made = await ways[way](content, outputs);
  const { user, system } = process.cpuUsage(started);
  const ms = (user + system) / 1000;
  const sizes = made.map(({ info }) => [info.width, info.height, info.size]);
  console.log(JSON.stringify({ ms, sizes }));
}
