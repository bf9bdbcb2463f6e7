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
        ("操作 · Actions", { $0.actions }), ("卡片 · Cards", { $0.cards }), ("数 · Figures", { $0.figures }),
        ("地图 · Map", { $0.map }), ("图表 · Charts", { $0.charts }), ("刚刚发生 · Live feed", { $0.feed }),
        ("回执 · Slip", { $0.slip }), ("找路 · Finding one's way", { $0.ways }), ("键盘 · Keys", { $0.keys }),
    ]

    var themeName: String {
        theme == .dark ? text("深色", "Dark") : text("浅色", "Light")
    }

    func text(_ zh: String, _ en: String) -> String { isEnglish ? en : zh }

    func id(_ name: String) -> String { prefix + "-" + name }

    static let here: Path = "/parts"
}
