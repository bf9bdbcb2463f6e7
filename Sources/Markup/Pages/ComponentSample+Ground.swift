// Colours, sizes, buttons and what is filled in.
extension ComponentSample {
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
            <p>\(HTML.printButton(text("打印", "Print")))\
            \(HTML.copyButton(text("抄下来", "Copy"), done: text("已抄", "Copied"), copies: "7K4M"))</p>\
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
            ))\(HTML.input(Field(id("code"), text("查询码", "Code")), value: "7K4M Q9XD", kind: .code, isShort: true))\
            \(HTML.date(Field(id("day"), text("哪一天？", "On which day?")), value: "2019-11-26"))\
            \(HTML.file(
                Field(id("file"), text("照片、录音", "Photos, recordings"), hint: text("每个不超过 20 MB", "Up to 20 MB each")),
                accept: ["image/jpeg", "audio/mpeg"]
            ))
            """
    }

    var choices: HTML {
        let whom = HTML.segments(
            Field(id("for"), text("替谁说", "For whom")),
            [Choice("self", text("本人", "Myself")), Choice("other", text("替别人", "Somebody else"))], chosen: "self"
        )
        let seal = HTML.radios(
            Field(id("seal"), text("您留不留名字？", "Will you give your name?")),
            [
                Choice(
                    "sealed", text("留名，但请保密", "Yes, but keep it sealed"),
                    note: text("被反映的人和单位看不到您是谁", "Those you complain about cannot see who you are")
                ), Choice("none", text("不留名", "No")),
            ], chosen: "sealed"
        )
        let how = HTML.checks(
            Field(id("how"), text("怎么联系您？", "How may we reach you?")),
            [Choice("sms", text("短信", "Text message")), Choice("call", text("电话", "Telephone"))], chosen: ["call"]
        )
        let unit = HTML.select(
            Field(id("unit"), text("单位", "Office")),
            [Choice("a", said: "星桥街道综合执法平台"), Choice("b", said: "汤家社区矛调中心")], chosen: "b",
            none: text("请选", "Choose")
        )
        let sms = HTML.check(Field(id("sms"), text("有消息发短信给我", "Send me a text message")), isOn: true)
        return seal + sms + how + HTML.form(to: Self.here, whom) + unit
    }
}
