/// The families a letter is set in; each is a list by commas, of which the first that is installed counts.
///
/// GB/T 9704-2012 asks for 仿宋 in the text, 小标宋 in titles, 黑体 and 楷体 in headings. Where those are not installed
/// the free Noto families take their place.
public struct LetterFonts: Hashable, Sendable {
    /// The text: 仿宋.
    public var body: String
    /// Masthead and title: 小标宋.
    public var title: String
    /// Headings of the first level and heads of tables: 黑体.
    public var heading: String
    /// Headings of the second level: 楷体.
    public var script: String
    /// Page numbers: 宋体.
    public var number: String

    /// What offices have, then what is free.
    public init(
        body: String = "FangSong_GB2312, FangSong, STFangsong, Noto Serif CJK SC",
        title: String = "FZXiaoBiaoSong-B05S, FZXiaoBiaoSong-B05, STZhongsong, Noto Serif CJK SC",
        heading: String = "SimHei, STHeiti, Noto Sans CJK SC",
        script: String = "KaiTi_GB2312, KaiTi, STKaiti, Noto Serif CJK SC",
        number: String = "SimSun, STSong, Noto Serif CJK SC"
    ) {
        self.body = body
        self.title = title
        self.heading = heading
        self.script = script
        self.number = number
    }
}
