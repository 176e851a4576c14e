// Lays the map out beside the page: forces that pull who knows one another together.
// Shape:  in: how many people, their starting places, ties; out: places, again and again until they rest.
// Cost:   a round is n log n (Barnes-Hut); it ends after a number of rounds that falls with n, or 8 s.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { UndirectedGraph } from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';

export interface Layout {
  x: Float32Array;
  y: Float32Array;
  ties: [number, number, number][];
}

onmessage = (event: MessageEvent<Layout>) => {
  const { x, y, ties } = event.data;
  const graph = new UndirectedGraph();
  for (let i = 0; i < x.length; ++i) graph.addNode(i, { x: x[i], y: y[i] });
  for (const [a, b, weight] of ties) if (a !== b && !graph.hasEdge(a, b)) graph.addEdge(a, b, { weight });
  const settings = {
    ...forceAtlas2.inferSettings(graph),
    barnesHutOptimize: x.length > 400,
    gravity: 1,
    edgeWeightInfluence: 0.6,
    linLogMode: true,
    outboundAttractionDistribution: true,
  };
  const rounds = Math.max(60, Math.min(500, Math.round(400_000 / Math.max(1, x.length))));
  const began = Date.now();
  for (let done = 0; done < rounds && Date.now() - began < 8000; done += 20) {
    forceAtlas2.assign(graph, { iterations: 20, settings });
    graph.forEachNode((n, at) => {
      x[Number(n)] = at.x;
      y[Number(n)] = at.y;
    });
    postMessage({ x, y, done: done + 20 >= rounds });
  }
  postMessage({ x, y, done: true });
};
