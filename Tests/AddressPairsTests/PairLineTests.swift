import AddressPairs
import Testing

@Suite struct PairLineTests {
    private static func line(_ text: String, labelled: Bool = false) throws -> PairLine {
        try PairLine(text.utf8, labelled: labelled)
    }

    private static func fault(_ text: String, labelled: Bool = false) -> PairFault? {
        do throws(PairFault) {
            _ = try PairLine(text.utf8, labelled: labelled)
            return nil
        } catch {
            return error
        }
    }

    @Test func `a line is written back whole, with a label for each candidate`() throws {
        let line = try Self.line(
            #"{"text_id":"a/1","line":7,"query":"谷雨路1号","candidate":[{"text":"谷雨路","x":[1.5,null,true]},{"text":"白露街","label":"部分匹配"}]}"#
        )
        #expect(line.group.query == "谷雨路1号")
        #expect(line.group.candidates.map(\.text) == ["谷雨路", "白露街"])
        #expect(
            try line.text([.partial, .none])
                == #"{"candidate":[{"label":"部分匹配","text":"谷雨路","x":[1.5,null,true]},{"label":"不匹配","text":"白露街"}],"line":7,"query":"谷雨路1号","text_id":"a/1"}"#
        )
    }

    @Test func `labels are read where they are wanted and else passed over`() throws {
        let text = #"{"query":"谷雨路","candidate":[{"text":"谷雨路","label":"完全匹配"},{"text":"霜降路","label":"不匹配"}]}"#
        #expect(try Self.line(text, labelled: true).group.candidates.map(\.label) == [.exact, PairLabel.none])
        #expect(try Self.line(text).group.candidates.map(\.label) == [nil, nil])
        #expect(Self.fault(#"{"query":"谷雨路","candidate":[{"text":"谷雨路","label":"差不多"}]}"#) == nil)
    }

    @Test(arguments: [
        (#"谷雨路1号"#, PairFault.noJSON),
        (#"["谷雨路"]"#, .noJSON),
        (#"{"query":"谷雨路","candidate":[{"text":"谷雨路"}]"#, .noJSON),
        (#"{"candidate":[{"text":"谷雨路"}]}"#, .noQuery),
        (#"{"query":5,"candidate":[{"text":"谷雨路"}]}"#, .noQuery),
        (#"{"query":"谷雨路"}"#, .noCandidates),
        (#"{"query":"谷雨路","candidate":[]}"#, .noCandidates),
        (#"{"query":"谷雨路","candidate":["谷雨路"]}"#, .noCandidates),
        (#"{"query":"谷雨路","candidate":[{"label":"不匹配"}]}"#, .noCandidates),
        (#"{"query":"","candidate":[{"text":"谷雨路"}]}"#, .emptyText),
        (#"{"query":"谷雨路","candidate":[{"text":" 　"}]}"#, .emptyText),
    ])
    func `a line that is no pairs is refused with the reason`(_ text: String, _ fault: PairFault) {
        #expect(Self.fault(text) == fault)
    }

    @Test func `a label that is missing or unknown is refused in training`() {
        #expect(
            Self.fault(#"{"query":"谷雨路","candidate":[{"text":"谷雨路","label":"差不多"}]}"#, labelled: true)
                == .unknownLabel)
        #expect(Self.fault(#"{"query":"谷雨路","candidate":[{"text":"谷雨路"}]}"#, labelled: true) == .unknownLabel)
    }

    @Test func `ten thousand characters are too long, a thousand are not`() {
        func line(_ count: Int) -> String {
            #"{"query":"谷雨路","candidate":[{"text":"\#(String(repeating: "路", count: count))"}]}"#
        }
        #expect(Self.fault(line(10_000)) == .tooLong)
        #expect(Self.fault(line(1_001)) == .tooLong)
        #expect(Self.fault(line(1_000)) == nil)
    }

    @Test func `more than a hundred candidates are refused`() {
        func line(_ count: Int) -> String {
            let list = Array(repeating: #"{"text":"谷雨路"}"#, count: count).joined(separator: ",")
            return #"{"query":"谷雨路","candidate":[\#(list)]}"#
        }
        #expect(Self.fault(line(101)) == .tooMany)
        #expect(Self.fault(line(100)) == nil)
    }

    @Test func `a file names the line that is wrong, blank lines counted`() throws {
        let good = #"{"query":"谷雨路","candidate":[{"text":"谷雨路","label":"完全匹配"}]}"#
        #expect(try PairLine.groups(Array("\(good)\r\n\n\(good)\n".utf8)).count == 2)
        #expect(throws: PairError.line(3, .noJSON)) { try PairLine.groups(Array("\(good)\n\n{\n\(good)".utf8)) }
        #expect(try PairLine.groups(Array("".utf8)).isEmpty)
        #expect(PairError.line(3, .noJSON).explanation.hasPrefix("Line 3: "))
    }

    @Test func `bytes that are no text are no JSON`() {
        #expect(throws: PairFault.noJSON) {
            try PairLine([0x7B, 0xFF, 0xFE, 0x00, 0x7D] as [UInt8], labelled: false)
        }
    }

    @Test func `the answer to a line that cannot be read names it and says why`() throws {
        #expect(
            try PairLine.refusal(.noQuery, line: 12)
                == #"{"error":"no_query","line":12,"reason":"There is no text query."}"#)
    }
}
