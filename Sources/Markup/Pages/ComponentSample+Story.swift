// What happened, and what people take away.
extension ComponentSample {
    var story: HTML {
        """
        \(HTML.steps(text("第 2 步，共 5 步", "Step 2 of 5"), now: 2, of: 5))\(HTML.timeline([
            TimelineStep(.next, when: text("最晚 12月23日", "By 23 December"), title: "\(text("书面答复", "Written answer"))"),
            TimelineStep(.now, when: text("今天 10:26", "Today, 10:26"), title: "\(text("现场检查", "Inspection"))"),
            TimelineStep(.late, when: text("11月22日", "22 November"), title: "\(text("超期 1 天", "1 day late"))"),
            TimelineStep(when: text("11月19日", "19 November"), title: "\(text("登记", "Registered"))"),
        ]))\(HTML.timeline([
            TimelineStep(
                when: text("11月18日", "18 November"), title: "\(text("说了一句", "Added"))",
                detail: .told("<p>夜里还在响。</p>", language: "zh")
            )
        ], isDense: true))\(HTML.facts([
            (text("地点", "Place"), .said("汤家家园 12 幢")), (text("说的人", "Filed by"), "\(text("1 人", "1 person"))"),
        ]))\(HTML.nextBox(text("接下来", "What comes next"), "<p>\(text("5 个工作日内告诉您谁来办。", "Within 5 working days we tell you who handles it."))</p>"))\
        \(HTML.more(text("为什么是这一天？", "Why this day?"), "<p>\(text("收到那天不算。", "The day of receipt does not count."))</p>"))
        """
    }

    var slip: HTML {
        var slip = Slip(
            heading: text("收件回执", "Receipt"),
            subject: "汤家家园 12 幢楼下餐馆油烟直排",
            when: text("2019年11月19日 星期二 20:14", "Tuesday 19 November 2019, 20:14"),
            number: (text("号码（可以给别人看）", "Number (may be shown)"), "YH2019-041826-K"),
            postmark: ("余杭", "2019.11.19", text("收件", "Received"))
        )
        slip.code = (text("查询码（只有您知道）", "Code (for you only)"), ["7K4M", "Q9XD", "2HTW", "8RBN"])
        slip.scan = (
            QRCode.svg("https://shanzhi.example/track", label: text("二维码：查进度", "QR code: follow your matter")),
            text("手机扫一扫，直接到查询页。", "Scan it to go to the tracking page.")
        )
        slip.digest = (
            text("留痕摘要", "Record digest"), "3f9a 07c2 e81b 5d64", text("日后可以拿它核对。", "Use it to check the record later.")
        )
        return slip.html
    }

    var cards: HTML {
        let clock: HTML =
            "<p class=\"small muted\">\(text("11月21日接手，当天不算。", "Taken up on 21 November; that day does not count."))</p>"
        let office: HTML = "<p class=\"strong\">\(text("汤家社区", "Tangjia Community"))</p>"
        let party: HTML = "\(HTML.said("谷雨"))"
        return """
            \(HTML.clockCard(
                text("办结", "Completion"), id: id("clock"), words: text("还剩 27 天", "27 days left"), state: .normal,
                day: text("12月23日 星期一", "Monday 23 December"), clock
            ))\(HTML.clockCard(
                text("受理", "Acceptance"), id: id("late"), words: text("超期 1 天", "1 day late"), state: .over,
                day: text("11月22日 星期五", "Friday 22 November"), .empty
            ))\(HTML.answerCard(
                text("现在", "Now"), now: HTML.answerNow(text("已经有单位在办", "An office is dealing with it")),
                parts: [(text("谁在办", "Who deals with it"), office)]
            ))\(HTML.guesses([(.said("楼下餐馆油烟直排"), "YH2019-041826-K", text("同一地点", "Same place"), Self.here)]))\
            \(HTML.parties([(text("来访人", "Filer"), party), (text("主办", "Lead"), office)]))
            """
    }

    var ways: HTML {
        """
        \(HTML.crumbs(text("您在这里", "You are here"), [(text("清单", "Lists"), Self.here)], here: "\(text("求助", "Request for help"))"))\
        \(HTML.listHead(text("我在办的", "Mine"), beside: "<span class=\"small muted\">\(text("先到期的在前", "Soonest first"))</span>"))\
        \(HTML.search(text("搜事项", "Search matters"), placeholder: text("号码、地点、说过的话", "Number, place, words"), to: Self.here, id: id("find")))\
        \(HTML.ruled(text("我们会问您", "What we ask"), id: id("ask"), HTML.numbered([
            text("出了什么事？", "What happened?"), text("在哪儿？", "Where?"),
        ])))\(HTML.ways([
            (text("打电话", "By telephone"), "12345"), (text("到窗口", "At the window"), text("矛调中心", "The mediation centre")),
        ]))\(HTML.section(text("情况", "Facts"), id: id("facts"), "<p>\(HTML.phrases(text("您的信息怎么用，事情怎么办", "Your information, and how it works")))</p>"))\
        \(HTML.more(text("下一页", "Next page"), to: Self.here))\
        <p>\(ExternalLink(telephone: "12345").map { HTML.link(text("打 12345", "Call 12345"), to: $0) })</p>
        """
    }

    var keys: HTML {
        """
        \(HTML.keyHelp(
            text("键盘", "Keys"), keys: [("j", text("下一件", "Next")), ("k", text("上一件", "Previous"))],
            switchLabel: text("用单键", "Use single keys"), close: text("关上", "Close"), sampleID: id("key-help")
        ))
        """
    }
}
