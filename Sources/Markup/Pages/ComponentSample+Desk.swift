// States and lists, and what can be done.
extension ComponentSample {
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
        ]))<p><span class="mark">\(Icon.mark)\(text("善治", "Shanzhi"))</span></p><p>\(HTML.person("钱秋分", office: "汤家社区矛调中心"))</p><p>\(HTML.sealedName(
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

    var actions: HTML {
        let bar = HTML.actionBar([
            .button(text("签收", "Accept"), .primary), .linkButton(text("转办", "Transfer"), to: Self.here),
        ])
        return bar
            + HTML.actions([
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
}
