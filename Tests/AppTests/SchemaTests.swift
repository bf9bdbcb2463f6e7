import Base
import Testing
import Web

/// One declaration says what is taken, and checks it.
@Suite struct SchemaTests {
    private static let schema = Schema.body(
        "Sample",
        [
            SchemaField("text", .text(.said(5), 5...20)), .optional("kind", .nullable(.choice(["help", "report"]))),
            .optional("days", .integer(1...90)), .optional("unit", .nullable(.code)),
            .optional("parts", .list(.object([SchemaField("id", .id)], isClosed: true), 1...2)),
        ])

    private func faults(_ text: String) throws -> [String] {
        Self.schema.faults(in: try JSONReader.read(Array(text.utf8))).map(\.pointer)
    }

    @Test(arguments: [
        #"{"text":"楼道灯坏了"}"#, #"{"text":"  灯 坏 了 三 天  ","kind":null,"days":90}"#, #"{"text":"a b\nc d e","days":1e1}"#,
        #"{"text":"楼道灯坏了","parts":[{"id":"0196b5a0-0000-7000-8000-000000000000"}],"unit":"town:330110004"}"#,
    ])
    func `what fits has no fault`(text: String) throws {
        #expect(try faults(text) == [])
    }

    @Test(arguments: [
        (#"{}"#, "/text"), (#"{"text":null}"#, "/text"), (#"{"text":"      "}"#, "/text"),
        (#"{"text":"灯坏了"}"#, "/text"),
        (#"{"text":"灯坏了坏了坏了坏了坏了坏了坏了坏了坏了坏了坏了"}"#, "/text"), (#"{"text":"楼道灯坏\u0000了"}"#, "/text"),
        (#"{"text":"楼道灯坏了","kind":"Help"}"#, "/kind"), (#"{"text":"楼道灯坏了","days":0}"#, "/days"),
        (#"{"text":"楼道灯坏了","days":91}"#, "/days"), (#"{"text":"楼道灯坏了","days":1.5}"#, "/days"),
        (#"{"text":"楼道灯坏了","days":"3"}"#, "/days"), (#"{"text":"楼道灯坏了","days":1e400}"#, "/days"),
        (#"{"text":"楼道灯坏了","parts":[]}"#, "/parts"), (#"{"text":"楼道灯坏了","parts":[{}]}"#, "/parts/0/id"),
        (#"{"text":"楼道灯坏了","parts":[{"id":"0196B5A0-0000-7000-8000-000000000000"}]}"#, "/parts/0/id"),
        (#"{"text":"楼道灯坏了","a/b~c":1}"#, "/a~1b~0c"), (#"{"text":"楼道灯坏了","unit":"Town 1"}"#, "/unit"), ("[]", ""),
    ])
    func `what does not fit is told with its place`(text: String, pointer: String) throws {
        #expect(try faults(text) == [pointer])
    }

    @Test(arguments: [
        ("2019-11-26T09:30:00+08:00", "2019-11-26T09:30:00+08:00"),
        ("2019-11-26T01:30:00Z", "2019-11-26T09:30:00+08:00"),
        ("2019-11-26t01:30:00.5z", "2019-11-26T09:30:00+08:00"),
        ("2019-11-25T20:00:00-05:30", "2019-11-26T09:30:00+08:00"),
        ("2016-12-31T23:59:60Z", "2017-01-01T08:00:00+08:00"),
    ])
    func `a time is read with its offset`(text: String, same: String) {
        #expect(Instant(iso: text)?.iso == same)
    }

    @Test(arguments: [
        "", "2019-11-26", "2019-11-26T09:30:00", "2019-11-26 09:30:00Z", "2019-02-30T09:30:00Z", "2019-11-26T24:00:00Z",
        "2019-11-26T09:60:00Z", "2019-11-26T09:30:61Z", "2019-11-26T09:30:00+24:00", "２０１９-11-26T09:30:00Z", "x",
    ])
    func `what is no time with an offset is none`(text: String) {
        #expect(Instant(iso: text) == nil)
        #expect(!TextShape.instant.fits(text))
    }
}
