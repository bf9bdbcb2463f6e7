public import Base

/// The words of the frame around every page.
public struct ShellWords: Sendable {
    /// The link that jumps to the body.
    public var skip: String
    /// The name of the program.
    public var name: String
    /// The place under the mark, such as the district.
    public var place: String
    /// The name of the language switch.
    public var languages: String
    /// The name of the theme switch.
    public var themes: String
    /// The names of the themes.
    public var theme: [Theme: String]

    /// Each language as its own readers call it, and the code of that name.
    static let languageNames: [(language: Language, code: String, name: String)] = [
        (.simplified, "zh-Hans", "简体"), (.traditional, "zh-Hant", "繁體"), (.english, "en", "English"),
    ]

    /// The usual words, with a place.
    public init(place: String, language: Language) {
        func pick(_ zh: String, _ en: String) -> String { Words(zh, en).text(language) }
        self.place = place
        skip = pick("跳到正文", "Skip to the content")
        name = pick("善治", "Shanzhi")
        languages = pick("语言", "Language")
        themes = pick("颜色深浅", "Light or dark")
        theme = [
            .system: pick("跟随系统", "As the system"), .light: pick("浅色", "Light"), .dark: pick("深色", "Dark"),
        ]
    }
}
