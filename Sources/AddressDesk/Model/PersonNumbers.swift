/// Finds telephone and identity numbers in an address, written in one run or in groups.
enum PersonNumbers {
    /// A run of digits: where it stands among the characters, and its digits.
    private struct Run {
        var start: Int, digits: String
        var end: Int { start + digits.count }
        var count: Int { digits.count }
    }

    /// A longer run than any number of a door or a room has.
    private static let long = 7

    /// The places of their digits among the characters of a text.
    static func find(in text: String) -> Set<Int> {
        var found = Set<Int>()
        for chain in chains(Array(text)) {
            for (at, run) in chain.enumerated() where run.count >= long {
                found.formUnion(run.start..<run.end)
                // What belongs to it: 0571-88881234, 138 12345678, 330106 19900307 123X.
                if at > 0, isHead(chain[at - 1], of: run) { found.formUnion(chain[at - 1].start..<chain[at - 1].end) }
                if run.count == 8, at > 0, chain[at - 1].count == 6, at + 1 < chain.count, chain[at + 1].count == 4 {
                    found.formUnion(chain[at - 1].start..<chain[at + 1].end)
                }
            }
            // 138 1234 5678, 0571 8888 1234, 400-820-8820.
            for at in chain.indices.dropLast(2) where isGrouped(chain[at], chain[at + 1], chain[at + 2]) {
                for run in chain[at...at + 2] { found.formUnion(run.start..<run.end) }
            }
        }
        return found
    }

    private static func isHead(_ head: Run, of run: Run) -> Bool {
        head.digits.hasPrefix("0") && (3...4).contains(head.count)
            || head.count == 3 && head.digits.hasPrefix("1") && run.count == 8
    }

    private static func isGrouped(_ one: Run, _ two: Run, _ three: Run) -> Bool {
        let counts = [one.count, two.count, three.count]
        let isMobile = one.digits.hasPrefix("1") && counts == [3, 4, 4]
        let isLine = one.digits.hasPrefix("0") && (counts == [4, 4, 4] || counts == [3, 4, 4])
        return isMobile || isLine || one.digits == "400" && (counts == [3, 3, 4] || counts == [3, 4, 3])
    }

    /// Runs of digits that one blank or dash parts, as numbers are grouped; an X at the end of an identity number is a digit of it.
    private static func chains(_ text: [Character]) -> [[Run]] {
        var chains: [[Run]] = [], at = 0
        while at < text.count {
            guard digit(text[at]) != nil else {
                at += 1
                continue
            }
            var run = Run(start: at, digits: "")
            while at < text.count, let digit = digit(text[at]) {
                run.digits.append(digit)
                at += 1
            }
            if run.count == 17 || run.count == 3, at < text.count, "xXｘＸ".contains(text[at]) {
                run.digits.append("X")
                at += 1
            }
            if let last = chains.last?.last, last.end + 1 == run.start, " -－—　".contains(text[run.start - 1]) {
                chains[chains.count - 1].append(run)
            } else {
                chains.append([run])
            }
        }
        return chains
    }

    private static func digit(_ character: Character) -> Character? {
        guard let value = character.wholeNumberValue, (0...9).contains(value),
            character.isASCII || ("０"..."９").contains(character)
        else { return nil }
        return Character(String(value))
    }
}
