/// The parts of a workbook that say where the others are (ECMA-376 part 1, 18.2; part 2, 9.3).
struct WorkbookParts {
    /// A sheet and where it stands.
    struct Sheet {
        let name: String
        let part: String
        let isHidden: Bool
    }

    let sheets: [Sheet]
    let styles: String?
    let sharedStrings: String?
    /// Whether days count from 1904, as on old Macintoshes.
    let isFrom1904: Bool

    /// Finds the parts. Throws `SheetError.foreign` for archives of other kinds, and `.damaged`.
    init(_ archive: Archive) throws(SheetError) {
        let root = try RelationsListener.read(archive, of: "")
        guard let path = root.first(where: { $0.kind == "officeDocument" })?.target else {
            throw SheetError.foreign(archive.has("content.xml") ? .openDocument : .archive)
        }
        if let kind = Self.foreign(path) { throw SheetError.foreign(kind) }
        guard let part = try archive.part(path) else { throw SheetError.damaged(part: path) }
        let book = WorkbookListener()
        try XMLStream.read(part, book)
        guard book.isWorkbook else { throw SheetError.foreign(.archive) }
        let relations = try RelationsListener.read(archive, of: path)
        sheets = book.sheets.compactMap { sheet in
            relations.first { $0.id == sheet.relation && $0.kind == "worksheet" }.map {
                Sheet(name: sheet.name, part: $0.target, isHidden: sheet.isHidden)
            }
        }
        styles = relations.first { $0.kind == "styles" }?.target
        sharedStrings = relations.first { $0.kind == "sharedStrings" }?.target
        isFrom1904 = book.isFrom1904
    }

    private static func foreign(_ path: String) -> SheetError.Foreign? {
        if path.hasSuffix("word/document.xml") { return .document }
        if path.hasSuffix("ppt/presentation.xml") { return .presentation }
        return path.hasSuffix(".bin") ? .binaryWorkbook : nil
    }
}

/// One line of a part's list of relations.
struct Relation {
    let id: String
    /// The last word of its type, which is the same in both editions of the standard.
    let kind: String
    /// The path of the other part in the archive.
    let target: String
}

private final class RelationsListener: XMLListener {
    private let folder: String
    private var found: [Relation] = []

    private init(folder: String) { self.folder = folder }

    /// The relations of a part; of the whole package where the path is empty.
    static func read(_ archive: Archive, of path: String) throws(SheetError) -> [Relation] {
        let names = path.split(separator: "/")
        let folder = names.dropLast().joined(separator: "/")
        let list = (folder.isEmpty ? "" : folder + "/") + "_rels/\(names.last ?? "").rels"
        let listener = RelationsListener(folder: folder)
        if let part = try archive.part(list) { try XMLStream.read(part, listener) }
        return listener.found
    }

    func begin(_ name: String, _ attributes: XMLAttributes) throws(SheetError) {
        guard name == "Relationship", attributes["TargetMode"] != "External", let id = attributes["Id"],
            let type = attributes["Type"], let target = attributes["Target"]
        else { return }
        guard found.count < 10_000 else { throw SheetError.tooLarge }
        let kind = type.split(separator: "/").last.map(String.init) ?? ""
        found.append(Relation(id: id, kind: kind, target: resolved(target)))
    }

    func end(_ name: String) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    private func resolved(_ target: String) -> String {
        var names = target.hasPrefix("/") ? [] : folder.split(separator: "/")
        for name in target.split(separator: "/") where name != "." {
            if name == ".." { names = names.dropLast() } else { names.append(name) }
        }
        return names.joined(separator: "/")
    }
}

private final class WorkbookListener: XMLListener {
    private(set) var sheets: [(name: String, relation: String, isHidden: Bool)] = []
    private(set) var isFrom1904 = false
    private(set) var isWorkbook = false

    func begin(_ name: String, _ attributes: XMLAttributes) throws(SheetError) {
        switch name {
        case "workbook": isWorkbook = true
        case "workbookPr": isFrom1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
        case "sheet":
            guard let title = attributes["name"], let relation = attributes["id"] else { return }
            guard sheets.count < 10_000 else { throw SheetError.tooLarge }
            sheets.append((title, relation, ["hidden", "veryHidden"].contains(attributes["state"] ?? "")))
        default: break
        }
    }

    func end(_ name: String) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
