/// One page that shows every part, in light and dark, in Chinese and English.
public enum ComponentsPage {
    /// The body of the page, to be put into a `PageShell` of the desk.
    public static var body: HTML {
        let samples = [
            ComponentSample(isEnglish: false, theme: .light, prefix: "zl"),
            ComponentSample(isEnglish: false, theme: .dark, prefix: "zd"),
            ComponentSample(isEnglish: true, theme: .light, prefix: "el"),
            ComponentSample(isEnglish: true, theme: .dark, prefix: "ed"),
        ]
        let sections: [HTML] = ComponentSample.sections.enumerated().map { index, section in
            """
            <section class="stack" aria-labelledby="c\(index)"><h2 class="head" id="c\(index)">\(section.name)</h2>\
            <div class="show-pair">\(samples.map { side($0, section.show) })</div></section>
            """
        }
        return """
            <header class="stack-8"><h1 class="title title-large">部件 <span lang="en">Parts</span></h1>\
            <p class="muted">一样东西一个样子。按 Tab 走一遍，看每一处焦点。 \
            <span lang="en">One look for one thing. Walk through with Tab and watch the focus.</span></p></header>\
            <div class="stack-40">\(sections)</div>
            """
    }

    private static func side(_ sample: ComponentSample, _ show: (ComponentSample) -> HTML) -> HTML {
        """
        <div class="show-side" data-theme="\(sample.theme.rawValue)" lang="\(sample.isEnglish ? "en" : "zh-Hans")">\
        <p class="show-name">\(sample.themeName)</p>\(show(sample))</div>
        """
    }
}

/// The parts with made-up contents, in one language and one theme.
struct ComponentSample: Sendable {
    var isEnglish: Bool
    var theme: Theme
    var prefix: String

    static let sections: [(name: String, show: @Sendable (ComponentSample) -> HTML)] = [
        ("颜色 · Colours", { $0.colours }), ("字号 · Sizes", { $0.sizes }), ("按钮 · Buttons", { $0.buttons }),
        ("填空 · Fields", { $0.fields }), ("选择 · Choices", { $0.choices }), ("时限 · Clocks", { $0.clocks }),
        ("状态、人、密封 · States, people, seals", { $0.chips }), ("横幅 · Banners", { $0.banners }),
        ("清单 · Lists", { $0.lists }), ("表格 · Tables", { $0.tables }), ("经过 · Story", { $0.story }),
        ("操作 · Actions", { $0.actions }), ("数 · Figures", { $0.figures }), ("回执 · Slip", { $0.slip }),
    ]

    var themeName: String {
        theme == .dark ? text("深色", "Dark") : text("浅色", "Light")
    }

    func text(_ zh: String, _ en: String) -> String { isEnglish ? en : zh }

    func id(_ name: String) -> String { prefix + "-" + name }

    private static let here: Path = "/parts"

    var colours: HTML {
        let names: [(String, String, String)] = [
            ("ink", "墨", "Ink"), ("paper", "纸", "Paper"), ("sheet", "笺", "Sheet"), ("shade", "影", "Shade"),
            ("line", "线", "Line"), ("edge", "边", "Edge"), ("muted", "淡墨", "Muted"), ("pine", "松", "Pine"),
            ("amber", "赭", "Amber"), ("vermilion", "朱", "Vermilion"), ("blue", "靛", "Blue"),
        ]
        return """
            <div class="swatches">\(names.map { name in
                HTML("<div><div class=\"swatch sw-\(name.0)\"></div>\(text(name.1, name.2))</div>")
            })</div>
            """
    }

    var sizes: HTML {
        """
        <p class="serif type-34">\(text("有事，说一声", "Something wrong? Tell us"))</p>\
        <p class="serif type-26">\(text("工地夜里一点还在打桩", "Pile driving at one in the morning"))</p>\
        <p class="type-20">\(text("接着上次没写完的", "Go on where you stopped"))</p>\
        <p class="type-17">\(text("还剩 3 个工作日，11月29日 星期五到期。", "3 working days left, due Friday 29 November."))</p>\
        <p>\(text("该哪个单位管，我们来找；哪天给您答复，您随时查得到。", "We find the office in charge; you can always see when we will answer."))</p>\
        <p class="type-13 muted">\(text("昨天 20:14 收到", "Received yesterday, 20:14"))</p>\
        \(HTML.quote(text("孩子要中考，连着四个晚上没法睡。", "My child has exams, and we have not slept for four nights.")))
        """
    }

    var buttons: HTML {
        let accept = text("签收", "Accept")
        return """
            \(HTML.buttons([
                .button(accept, .primary, key: nil), .button(text("转办", "Transfer")),
                .button(text("撤回", "Withdraw"), .alarm), .button(text("以后再写", "Write later"), .plain),
                .button(text("不能按", "Not now"), isDisabled: true),
            ]))\(HTML.linkButton(text("继续", "Continue"), to: Self.here, .primary, isBig: true))\
            <p>\(HTML.back(text("上一步", "Back"), to: Self.here)) \(HTML.link(text("文字链接", "A link"), to: Self.here))</p>
            """
    }

    var fields: HTML {
        let name = Field(id("name"), text("姓名", "Name"), hint: text("和身份证上一样。", "As on your identity card."))
        let phone = Field(
            id("phone"),
            text("电话", "Telephone"),
            error: text("少了 1 位。手机号是 11 位数字。", "One digit is missing. A mobile number has 11.")
        )
        return """
            \(HTML.errorSummary(text("还有 1 处要改", "One thing to correct"), [name, phone]))\
            \(HTML.input(name, value: text("吴立夏", "Wu Lixia")))\(HTML.input(phone, value: "000 0000 041", kind: .tel))\
            \(HTML.textarea(
                Field(id("said"), text("发生了什么？", "What happened?"), hint: text("照您的话写。", "In your own words.")),
                value: text("楼下油烟对着窗户。", "Fumes below our window."), rows: 3, maximum: 2_000,
                count: text("最多 2,000 字", "Up to 2,000 characters")
            ))\(HTML.date(Field(id("day"), text("哪一天？", "On which day?")), value: "2019-11-26"))\
            \(HTML.file(
                Field(id("file"), text("照片、录音", "Photos, recordings"), hint: text("每个不超过 20 MB", "Up to 20 MB each")),
                accept: ["image/jpeg", "audio/mpeg"]
            ))
            """
    }

    var choices: HTML {
        """
        \(HTML.radios(
            Field(id("seal"), text("您留不留名字？", "Will you give your name?")),
            [
                Choice(
                    "sealed", text("留名，但请保密", "Yes, but keep it sealed"),
                    note: text("被反映的人和单位看不到您是谁", "Those you complain about cannot see who you are")
                ), Choice("none", text("不留名", "No")),
            ], chosen: "sealed"
        ))\(HTML.check(Field(id("sms"), text("有消息发短信给我", "Send me a text message")), isOn: true))\
        \(HTML.segments(
            Field(id("for"), text("替谁说", "For whom")),
            [Choice("self", text("本人", "Myself")), Choice("other", text("替别人", "Somebody else"))], chosen: "self"
        ))\(HTML.select(
            Field(id("unit"), text("单位", "Office")),
            [Choice("a", said: "星桥街道综合执法平台"), Choice("b", said: "汤家社区矛调中心")], chosen: "b",
            none: text("请选", "Choose")
        ))
        """
    }

    var clocks: HTML {
        let tip: HTML = "\(text("11月22日收到，11月29日到期。", "Received 22 November, due 29 November."))"
        return HTML.buttons([
            .clock(text("还剩 27 天", "27 days left"), .normal),
            .clock(text("还剩 1 个工作日", "1 working day left"), .soon, tip: tip),
            .clock(text("超期 2 个工作日", "2 working days late"), .over),
            .clock(text("已暂停：等鉴定", "Paused: expert opinion"), .paused),
            .clock(text("已按时答复", "Answered in time"), .met), .clock(text("不设时限", "No time limit"), .none),
        ])
    }

    var chips: HTML {
        """
        \(HTML.buttons([
            .status(text("待签收", "To be accepted"), .waiting), .status(text("办理中", "In progress"), .working),
            .status(text("已答复", "Answered"), .done), .status(text("没有结果", "No result"), .closed),
            .tag(text("餐饮油烟", "Kitchen fumes")), .key("j"),
        ]))<p>\(HTML.person("钱秋分", office: "汤家社区矛调中心"))</p><p>\(HTML.sealedName(
            text("姓名已密封", "Name sealed"),
            why: text("本人要求保密。打开须两个不同岗位的人同意，并告诉本人。", "At the person's wish. Two posts must agree to open it, and the person is told.")
        ))</p>
        """
    }

    var banners: HTML {
        """
        \(HTML.banner(text("请知道", "Please note"), "<p>\(text("放假七天，工作日的时限往后顺延。", "Seven days of holiday: limits in working days move on."))</p>"))\
        \(HTML.banner(text("已经存好", "Saved"), "<p>\(text("凭查询码随时接着写。", "Go on any time with your code."))</p>", .good))\
        \(HTML.banner(text("快到期", "Due soon"), "<p>\(text("3 件今天 17:30 前要签收。", "Accept 3 matters before 17:30 today."))</p>", .soon))\
        \(HTML.banner(text("别人刚改过", "Changed meanwhile"), "<p>\(text("您写的还在下面。", "What you wrote is still below."))</p>", .alarm))\
        \(HTML.toast(text("已转给汤家社区", "Transferred"), undo: .link(text("撤销", "Undo"), to: Self.here)))\
        \(HTML.emptyState(
            text("没有等您签收的事项", "Nothing waits for you"), note: text("最近一件是今天 9:40 签收的。", "The last one was accepted at 9:40."),
            next: .link(text("看看本单位在办的", "See what your office is working on"), to: Self.here)
        ))
        """
    }

    var lists: HTML {
        let links = [
            ListLink(text("全部", "All"), to: Self.here, isCurrent: true),
            ListLink(text("投诉请求", "Complaints"), to: Self.here, count: 3),
        ]
        let row = ListRow(
            to: Self.here,
            title: .said("工地夜里一点还在打桩，一直到天亮，天天这样没有人来管"),
            clock: .clock(text("今天到期", "Due today"), .soon),
            meta: [.status(text("待签收", "To be accepted"), .waiting), "\(text("枉山社区", "Wangshan"))"],
            said: "“孩子要中考，连着四个晚上没法睡。”",
            isNew: true,
            isCurrent: true
        )
        return """
            \(HTML.tabs(text("部分", "Parts"), links))\(HTML.filters(text("筛选", "Filters"), links))\
            \(HTML.rows([row]))\(HTML.rail(text("工作清单", "Work lists"), [(text("我们单位", "Our office"), [
                ListLink(text("全部在办", "All open"), to: Self.here, count: 87, isCurrent: true),
                ListLink(text("快到期", "Due soon"), to: Self.here, count: 8, state: .soon),
                ListLink(text("已超期", "Overdue"), to: Self.here, count: 2, state: .over),
            ])]))
            """
    }

    var tables: HTML {
        let columns = [
            Column(text("到期日", "Due"), order: .ascending, sort: Self.here), Column(text("单位", "Office")),
            Column(text("人数", "People"), isNumber: true),
        ]
        let rows: [[HTML]] = [
            ["\(text("11月22日", "22 Nov"))", .said("隆昌社区"), "12"], ["\(text("11月26日", "26 Nov"))", .said("枉山社区"), "4"],
        ]
        return """
            \(HTML.table(text("事项", "Matters"), columns, rows: rows))\
            \(HTML.table(text("事项，密排", "Matters, dense"), columns, rows: rows, isDense: true))
            """
    }

    var story: HTML {
        """
        \(HTML.steps(text("第 2 步，共 5 步", "Step 2 of 5"), now: 2, of: 5))\(HTML.timeline([
            TimelineStep(.next, when: text("最晚 12月23日", "By 23 December"), title: "\(text("书面答复", "Written answer"))"),
            TimelineStep(.now, when: text("今天 10:26", "Today, 10:26"), title: "\(text("现场检查", "Inspection"))"),
            TimelineStep(.late, when: text("11月22日", "22 November"), title: "\(text("超期 1 天", "1 day late"))"),
            TimelineStep(when: text("11月19日", "19 November"), title: "\(text("登记", "Registered"))"),
        ]))\(HTML.facts([
            (text("地点", "Place"), .said("汤家家园 12 幢")), (text("说的人", "Filed by"), "\(text("1 人", "1 person"))"),
        ]))\(HTML.nextBox(text("接下来", "What comes next"), "<p>\(text("5 个工作日内告诉您谁来办。", "Within 5 working days we tell you who handles it."))</p>"))\
        \(HTML.more(text("为什么是这一天？", "Why this day?"), "<p>\(text("收到那天不算。", "The day of receipt does not count."))</p>"))
        """
    }

    var actions: HTML {
        HTML.actions([
            ActionCard(
                text("写书面答复", "Write the answer"),
                to: Self.here,
                note: text("按格式生成", "In the set form"),
                key: nil,
                isFirst: true
            ),
            ActionCard(text("转办", "Transfer"), to: Self.here),
            ActionCard(
                barred: text("办结", "Close"),
                word: text("不能", "Not yet"),
                reason: text("书面答复还没有发出", "The written answer has not been sent")
            ),
        ])
    }

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
}
