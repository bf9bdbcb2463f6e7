import Base
import Testing

/// Permanent ids.
@Suite struct RecordIDTests {
    @Test func `what one process makes in one millisecond comes in the order in which it was made`() {
        let instant = Instant(milliseconds: 1_574_730_000_000)
        let made = (0..<20_000).map { _ in RecordID.make(at: instant) }
        #expect(zip(made, made.dropFirst()).allSatisfy { $0 < $1 })
        #expect(made.allSatisfy { RecordID($0.text) == $0 && $0.instant == instant })
        #expect(made.allSatisfy { Array($0.text)[14] == "7" && "89ab".contains(Array($0.text)[19]) }, "RFC 9562")
    }

    @Test func `a later millisecond comes later`() {
        let ids = (0..<100).map { RecordID.make(at: Instant(milliseconds: 1_574_730_000_000 + Int64($0))) }
        #expect(ids == ids.sorted())
    }

    @Test(arguments: ["", "x", "00000000-0000-0000-0000-00000000000g", "000000000000-0000-0000-000000000000"])
    func `other text is no id`(text: String) { #expect(RecordID(text) == nil) }
}
