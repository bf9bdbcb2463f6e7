/// Tables for other programs: RFC 4180, UTF-8 with a mark so that spreadsheets read Chinese.
enum CSVText {
    static func document(_ lines: [[String]]) -> String {
        "\u{FEFF}" + lines.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    // A cell that begins like a formula would be run by a spreadsheet.
    private static func cell(_ text: String) -> String {
        let safe = text.first.map { "=+-@\t\r".contains($0) } == true ? "'" + text : text
        return safe.contains { ",\"\r\n".contains($0) } ? "\"\(safe.replacing("\"", with: "\"\""))\"" : safe
    }
}
