// The trend answers to a pointer: the same figures as in the table of days, drawn by ECharts over the server's picture,
// which stays for print and without scripts. Words and figures are the page's own.
(() => {
  "use strict";
  const box = document.querySelector("[data-trend]");
  const source = box && document.getElementById(box.dataset.trend);
  if (!source || !window.echarts) return;

  const read = () => {
    const table = source.querySelector("table");
    if (!table) return null;
    const heads = [...table.querySelectorAll("th")].map((cell) => cell.textContent.trim());
    const texts = (row) => [...row.cells].map((cell) => cell.textContent.trim());
    const rows = [...table.tBodies[0].rows].reverse().map(texts);
    const column = (index) => rows.map((row) => Number(row[index].replace(/\D/g, "")));
    const sums = [...source.querySelectorAll(".trend-legend > span")].map((part) => part.textContent.trim());
    const marks = [...source.querySelectorAll("svg.trend text")].slice(-3).map((part) => part.textContent);
    return { names: heads.slice(1, 3), days: rows.map((row) => row[0]), values: [column(1), column(2)], sums, marks };
  };

  // A tip made of elements: text with styles in it is what the policy forbids.
  const tip = (found) => {
    const whole = document.createElement("div");
    whole.append(Object.assign(document.createElement("strong"), { textContent: found[0].axisValue }));
    for (const one of found) {
      whole.append(Object.assign(document.createElement("div"), { textContent: `${one.seriesName} ${one.value}` }));
    }
    return whole;
  };

  const look = () => {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue("--" + name).trim();
    return {
      ink: colour("ink"), muted: colour("muted"), line: colour("line"), sheet: colour("sheet"),
      lines: [colour("edge"), colour("pine")], font: getComputedStyle(box).fontFamily,
    };
  };

  const option = ({ names, days, values, sums, marks }) => {
    const marked = [0, Math.floor(days.length / 2), days.length - 1];
    const { ink, muted, line, sheet, lines, font } = look();
    const text = { color: muted, fontFamily: font, fontSize: 12 };
    return {
      animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
      animationDuration: 300,
      color: lines,
      textStyle: { fontFamily: font },
      grid: { left: 4, right: 12, top: 34, bottom: 4, containLabel: true },
      legend: {
        left: 0, top: 0, itemWidth: 22, itemGap: 16, itemStyle: { opacity: 0 }, inactiveColor: line,
        textStyle: { ...text, fontSize: 13 },
        formatter: (name) => sums[names.indexOf(name)] ?? name,
      },
      tooltip: {
        trigger: "axis", confine: true, formatter: tip, transitionDuration: 0,
        backgroundColor: sheet, borderColor: line,
        textStyle: { color: ink, fontFamily: font, fontSize: 13 }, axisPointer: { lineStyle: { color: muted } },
      },
      xAxis: {
        type: "category", data: days, boundaryGap: false, axisLine: { lineStyle: { color: line } },
        axisTick: { show: false }, axisLabel: {
          ...text, alignMinLabel: "left", alignMaxLabel: "right", interval: (index) => marked.includes(index),
          formatter: (day, index) => marks[marked.indexOf(index)] ?? day,
        },
      },
      yAxis: { type: "value", minInterval: 1, splitLine: { lineStyle: { color: line } }, axisLabel: text },
      series: values.map((data, index) => ({
        name: names[index], type: "line", data, symbol: "circle", symbolSize: 7, showSymbol: false,
        lineStyle: { width: 2, type: index ? "solid" : "dashed" },
      })),
    };
  };

  let chart = null;
  const draw = () => {
    const figures = read();
    if (!figures) return;
    box.hidden = false;
    source.classList.add("is-drawn");
    chart ??= echarts.init(box, null, { renderer: "svg" });
    chart.setOption(option(figures));
  };
  draw();
  // Figures come anew while somebody looks, and light turns to dark.
  new MutationObserver(draw).observe(source, { childList: true });
  new MutationObserver(draw).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  new ResizeObserver(() => chart?.resize()).observe(box);
})();
