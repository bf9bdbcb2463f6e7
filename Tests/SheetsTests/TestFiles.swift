import CZip
import Foundation
import Sheets
import TestSupport
import Testing

/// A table and what was wrong on the way.
struct ReadTable: Equatable {
    var header: [String] = []
    var format = ""
    var rows: [SheetRow] = []

    init(_ reader: SheetReader) throws {
        (header, format) = (reader.header, reader.format)
        while let row = try reader.next() { rows.append(row) }
    }

    init(_ bytes: [UInt8], _ options: SheetOptions = SheetOptions()) throws {
        try self.init(SheetReader(bytes: bytes, options: options))
    }

    init(_ text: String, _ options: SheetOptions = SheetOptions()) throws {
        try self.init(Array(text.utf8), options)
    }

    var cells: [[String]] { rows.map(\.cells) }
    var faults: [[SheetFault]] { rows.map(\.faults) }
    var lines: [Int] { rows.map(\.line) }
}

/// Archives as a hostile or careless program would make them.
enum TestArchive {
    /// Packs parts into an archive and gives its bytes.
    static func make(_ parts: [(name: String, bytes: [UInt8])], password: String? = nil) throws -> [UInt8] {
        let place = try TestFolders.place("archive")
        let zip = try #require(zip_open(place.path, ZIP_CREATE, nil))
        for part in parts {
            let copy = try #require(malloc(max(1, part.bytes.count)))
            part.bytes.withUnsafeBytes { if let start = $0.baseAddress { memcpy(copy, start, $0.count) } }
            let source = try #require(zip_source_buffer(zip, copy, UInt64(part.bytes.count), 1))
            let index = zip_file_add(zip, part.name, source, 0)
            try #require(index >= 0)
            if let password {
                try #require(zip_file_set_encryption(zip, UInt64(index), UInt16(ZIP_EM_AES_256), password) == 0)
            }
        }
        try #require(zip_close(zip) == 0)
        return try Array(Data(contentsOf: place))
    }

    /// A workbook with one sheet, made of the inside of its `sheetData`.
    static func workbook(
        _ rows: String, behind: String = "", strings: String = "", styles: String = "", properties: String = "",
        sheets: String = #"<sheet name="表" sheetId="1" r:id="rId1"/>"#, more: [(name: String, bytes: [UInt8])] = []
    ) throws -> [UInt8] {
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        func part(_ name: String, _ text: String) -> (name: String, bytes: [UInt8]) { (name, Array(text.utf8)) }
        return try make(
            [
                part("_rels/.rels", relations([("rId1", "\(kind)/officeDocument", "xl/workbook.xml")])),
                part(
                    "xl/workbook.xml",
                    "<workbook xmlns:r=\"\(kind)\">\(properties)<sheets>\(sheets)</sheets></workbook>"),
                part(
                    "xl/_rels/workbook.xml.rels",
                    relations([
                        ("rId1", "\(kind)/worksheet", "worksheets/sheet1.xml"),
                        ("rId2", "\(kind)/sharedStrings", "sharedStrings.xml"),
                        ("rId3", "\(kind)/styles", "/xl/styles.xml"),
                        ("rId4", "\(kind)/worksheet", "worksheets/sheet2.xml"),
                    ])),
                part("xl/styles.xml", "<styleSheet>\(styles)</styleSheet>"),
                part("xl/sharedStrings.xml", "<sst>\(strings)</sst>"),
                part("xl/worksheets/sheet1.xml", "<worksheet><sheetData>\(rows)</sheetData>\(behind)</worksheet>"),
            ] + more)
    }

    /// One part of an archive as text.
    static func text(_ name: String, in place: URL) throws -> String {
        let zip = try #require(zip_open(place.path, ZIP_RDONLY, nil))
        defer { zip_discard(zip) }
        let file = try #require(zip_fopen(zip, name, 0))
        defer { zip_fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = zip_fread(file, &bytes, UInt64(bytes.count))
        return String(decoding: bytes.prefix(Int(max(0, count))), as: UTF8.self)
    }

    /// A row of inline texts.
    static func row(_ number: Int, _ texts: [String]) -> String {
        let cells = texts.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined()
        return "<row r=\"\(number)\">\(cells)</row>"
    }

    static func relations(_ list: [(id: String, type: String, target: String)]) -> String {
        let lines = list.map { "<Relationship Id=\"\($0.id)\" Type=\"\($0.type)\" Target=\"\($0.target)\"/>" }
        return "<Relationships>\(lines.joined())</Relationships>"
    }
}
