// The command face: figures, map, charts and the live feed.
extension ComponentSample {
    var figures: HTML {
        HTML.figures(
            text("四个数", "Four figures"),
            [
                .figure(
                    text("在办", "Open"),
                    "3,218",
                    unit: text("件", "matters"),
                    note: text("比昨天多 42 件", "42 more than yesterday"),
                    to: Self.here
                ),
                .figure(
                    text("已超期", "Overdue"),
                    "63",
                    unit: text("件　▲ 需要人管", "▲ need a person"),
                    to: Self.here,
                    isOver: true
                ),
            ]
        )
    }

    var map: HTML {
        let areas: [(String, String, String, Int, Int, Int)] = [
            ("星桥", "Xingqiao", "M10 10L180 20L170 120L20 130Z", 95, 70, 0),
            ("南苑", "Nanyuan", "M180 20L330 10L340 110L170 120Z", 255, 68, 3),
            ("东湖", "Donghu", "M20 130L170 120L180 230L30 220Z", 98, 176, 12),
            ("临平", "Linping", "M170 120L340 110L330 225L180 230Z", 256, 172, 41),
        ]
        let steps = [0: 0, 3: 1, 12: 2, 41: 4]
        let shapes = areas.map { zh, en, outline, x, y, figure in
            MapShape(
                to: Self.here, label: text("\(zh)街道：超期 \(figure) 件", "\(en) Subdistrict: \(figure) overdue"),
                name: text(zh, en), outline: outline, labelX: x, labelY: y, room: 70, figure: figure,
                step: steps[figure] ?? 0
            )
        }
        let label = text("4 个镇街，按超期件数", "4 towns by overdue matters")
        let drawing = MapDrawing(
            label, width: 350, height: 240, shapes: shapes,
            legend: [text("没有", "None"), "1–9", "10–19", "20–29", text("30 件以上", "30 or more")]
        )
        return """
            \(MapDrawing.movable(label, from: id("map"), nearer: text("放大", "Zoom in"), farther: text("缩小", "Zoom out")))\
            <div class="stack" id="\(id("map"))">\(drawing.html)\
            \(HTML.demoNote(text("示意图，不是行政界线。", "A sketch; these are not administrative borders.")))</div>
            """
    }

    var charts: HTML {
        let filed = [12, 18, 9, 22, 31, 14, 6, 19, 24, 27], ended = [8, 11, 15, 12, 20, 22, 9, 14, 21, 30]
        func total(_ values: [Int]) -> Int { values.reduce(0, +) }
        let label = text("来了多少，办了多少", "Coming in and ending")
        let trend = TrendDrawing(
            label, filed: .init(text("收到 \(total(filed)) 件", "Received \(total(filed))"), filed),
            ended: .init(text("办结 \(total(ended)) 件", "Ended \(total(ended))"), ended),
            marks: [text("11月17日", "17 November"), text("11月22日", "22 November"), text("11月26日", "26 November")],
            tips: filed.indices.map { index in
                text(
                    "11月\(17 + index)日：收到 \(filed[index]) 件，办结 \(ended[index]) 件",
                    "\(17 + index) November: \(filed[index]) in, \(ended[index]) ended")
            }
        )
        return """
            \(TrendDrawing.movable(label, from: id("trend")))<div class="stack-8" id="\(id("trend"))">\(trend.html)</div>\
            \(HTML.spark([0, 1, 3, 2, 7, 12], label: text("每段件数：0、1、3、2、7、12", "In each part: 0, 1, 3, 2, 7, 12")))\
            \(HTML.bars([
                Bar(text("解决", "Solved"), 1_204), Bar(text("转到别的途径", "Referred"), 86, .other),
                Bar(text("没有结果", "Without result"), 31, .none),
            ]))
            """
    }

    var feed: HTML {
        let items = [
            FeedItem(
                time: "10:31", iso: "2019-11-26T10:31:00+08:00", what: text("收到", "Received"),
                kind: text("求助", "Request for help"), number: "YH2019-041826-K", to: Self.here,
                place: text("星桥街道", "Xingqiao Subdistrict")
            ),
            FeedItem(
                time: "10:26", iso: "2019-11-26T10:26:00+08:00", what: text("解决", "Solved"),
                kind: text("举报", "Report"), number: "YH2019-041790-3", to: Self.here, place: ""
            ),
        ]
        return """
            <p class="open-line">\(HTML.pulse(text("实时", "Live")))\
            \(HTML.feedStop(text("停住不动", "Hold still"), goOn: text("接着滚动", "Go on")))</p>\
            \(HTML.feed(items, id: id("feed"), empty: ""))\
            \(HTML.feed([], id: id("feed-empty"), empty: text("这七天没有新的动静。", "Nothing new in the last seven days.")))
            """
    }
}
