import Base
import Storage
import Testing

@Suite struct RowTests {
    private let row = Row(
        columns: RowColumns(["name", "age", "photo", "none", "day"]),
        values: [.text("谷雨"), .integer(7), .blob([1]), .null, .text("2019-02-30")]
    )

    @Test func `a column that does not exist is an error`() {
        #expect(throws: StorageError.column("unit")) { try row.text("unit") }
        #expect(throws: StorageError.column("unit")) { try row.textOrNil("unit") }
    }

    @Test func `a column of another type is an error and is not converted`() {
        #expect(throws: StorageError.column("age")) { try row.text("age") }
        #expect(throws: StorageError.column("name")) { try row.integer("name") }
        #expect(throws: StorageError.column("name")) { try row.bytes("name") }
        #expect(throws: StorageError.column("day")) { try row.day("day") }
    }

    @Test func `null is nil where it may be and an error where it may not`() throws {
        #expect(try row.textOrNil("none") == nil)
        #expect(try row.integerOrNil("none") == nil)
        #expect(try row.dayOrNil("none") == nil)
        #expect(throws: StorageError.column("none")) { try row.text("none") }
        #expect(throws: StorageError.column("none")) { try row.integer("none") }
    }
}
