/// The page of GB/T 9704-2012 in points of 1/72 inch: A4, 天头 37 mm, 订口 28 mm, 版心 156 mm x 225 mm (5.2.1),
/// 22 lines of 28 characters (5.2.3).
enum PageMeasures {
    static let millimetre = 72 / 25.4
    static let width = 210 * millimetre
    static let height = 297 * millimetre
    static let left = 28 * millimetre
    static let top = 37 * millimetre
    static let bodyWidth = 156 * millimetre
    static let bodyHeight = 225 * millimetre
    static let lines = 22
    static let line = bodyHeight / Double(lines)
    /// The pitch of 28 characters; a character of 三号 (16 pt) is a fifth of a point wider and is set that much closer.
    static let pitch = bodyWidth / 28
}
