/// One step of a demo matter, as the column `steps` of Rules/samples/cases.tsv writes it: `name:argument=words`.
struct DemoMove: Hashable, Sendable {
    /// What is done: the names stand in `DemoActs`; `file` takes the matter in.
    let name: String
    /// What it needs beside words: a unit's code, a ground, an end, days, stars.
    var argument: String?
    /// The words; usual ones are taken when there are none.
    var words: String?

    init(_ name: String, _ argument: String? = nil, words: String? = nil) {
        self.name = name
        self.argument = argument
        self.words = words
    }

    /// Reads one piece of the column.
    init(reading text: Substring) {
        let halves = text.split(separator: "=", maxSplits: 1)
        let parts = (halves.first ?? "").split(separator: ":", maxSplits: 1)
        self.init(
            parts.first.map(String.init) ?? "", parts.count > 1 ? String(parts[1]) : nil,
            words: halves.count > 1 ? String(halves[1]) : nil
        )
    }
}
