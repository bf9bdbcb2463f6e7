import Addresses
public import Base
import Divisions
public import Sheets
import Storage

/// What a spreadsheet that came back would do.
public struct ReviewSheetCheck: Sendable {
    /// A row that can be followed.
    struct Planned: Sendable {
        let line: Int
        let one: AddressCase
        let sentence: CaseSentence
        let decision: CaseDecision
        /// The place that it is about, by name.
        let name: String
    }

    var planned: [Planned] = []
    /// Rows that cannot be followed, by line, each with its reason.
    public internal(set) var faults: [(line: Int, words: Words)] = []
    /// Rows without a decision.
    public internal(set) var blank = 0
    /// How many cases would be decided.
    public var count: Int { planned.count }
}

/// A column that a spreadsheet lacks, in words.
public struct ReviewSheetFault: Error { public let words: Words }

extension ReviewSheet {
    /// Reads a spreadsheet and checks each row; nothing is decided. Throws `SheetError` and `ReviewSheetFault`.
    public func check(_ sheet: SheetReader, on day: Day) async throws -> ReviewSheetCheck {
        let columns = try Columns(sheet.header)
        var rows: [SheetRow] = [], check = ReviewSheetCheck()
        while let row = try sheet.next() {
            guard rows.count < Self.limit else {
                check.faults.append((row.line, ReviewSheetWords.tooMany(Self.limit)))
                break
            }
            rows.append(row)
        }
        let read = rows, late = check.faults
        return try await database.readAtLength { reader in
            var checking = Checking(self, columns, try review.divisionNames(on: day, in: reader), reader)
            for row in read { try checking.take(row) }
            checking.check.faults += late
            return checking.check
        }
    }

    /// Where the columns stand; their names may be in either language.
    struct Columns: Sendable {
        private let places: [String: Int]

        init(_ header: [String]) throws(ReviewSheetFault) {
            var places: [String: Int] = [:]
            let known = zip(ReviewSheet.columns(.simplified), ReviewSheet.columns(.english))
            for (zh, en) in known {
                if let at = header.firstIndex(where: { $0 == zh.name || $0.lowercased() == en.name }) {
                    places[zh.name] = at
                }
            }
            for needed in [ReviewSheetWords.id, ReviewSheetWords.decision] where places[needed.zh] == nil {
                throw ReviewSheetFault(words: ReviewSheetWords.noColumn(needed))
            }
            self.places = places
        }

        func cell(_ name: Words, of row: SheetRow) -> String {
            guard let at = places[name.zh], row.cells.indices.contains(at) else { return "" }
            let cell = row.cells[at].drop(while: \.isWhitespace)
            return cell.lastIndex { !$0.isWhitespace }.map { String(cell[...$0]) } ?? ""
        }
    }

    /// Goes through the rows.
    private struct Checking {
        let sheet: ReviewSheet
        let columns: Columns
        let names: [RecordID: Words], villages: [String: Division]
        let reader: any Reader
        var check = ReviewSheetCheck()
        var seen = Set<RecordID>()

        init(
            _ sheet: ReviewSheet, _ columns: Columns,
            _ around: (names: [RecordID: Words], towns: [Division], villages: [Division]), _ reader: any Reader
        ) {
            (self.sheet, self.columns, self.reader) = (sheet, columns, reader)
            names = around.names
            villages = Dictionary(around.villages.map { ($0.code, $0) }) { first, _ in first }
        }

        /// What keeps a row from being followed.
        private struct Fault: Error { let words: Words }

        mutating func take(_ row: SheetRow) throws {
            do {
                if let fault = row.faults.first { throw Fault(words: fault.words) }
                let cell = columns.cell(ReviewSheetWords.decision, of: row)
                guard let id = RecordID(columns.cell(ReviewSheetWords.id, of: row)) else {
                    throw Fault(words: ReviewSheetWords.noID)
                }
                guard seen.insert(id).inserted else { throw Fault(words: ReviewSheetWords.twice) }
                guard !cell.isEmpty else {
                    check.blank += 1
                    return
                }
                guard let word = ReviewSheetWord(cell) else { throw Fault(words: ReviewSheetWords.noWord) }
                check.planned.append(try plan(id, word, row))
            } catch let fault as Fault {
                check.faults.append((row.line, fault.words))
            } catch let error as CaseError {
                check.faults.append((row.line, ReviewWords.refusal(error) ?? ReviewSheetWords.noID))
            }
        }

        private func plan(_ id: RecordID, _ word: ReviewSheetWord, _ row: SheetRow) throws -> ReviewSheetCheck.Planned {
            let one = try sheet.review.find(id, in: reader)
            guard one.state == .open else { throw CaseError.decided }
            let (decision, name) = try decision(word, one, row)
            let places = try sheet.review.addresses.find(ids: Array(one.candidates.prefix(9)), in: reader)
            return .init(
                line: row.line, one: one, sentence: CaseSentence(one, places: places, divisions: names),
                decision: decision, name: name)
        }

        private func decision(
            _ word: ReviewSheetWord, _ one: AddressCase, _ row: SheetRow
        ) throws -> (CaseDecision, String) {
            switch word {
            case .nothing: return (.nothing, "")
            case .place(let number):
                let ids = try sheet.review.placesToChoose(of: one, limit: ReviewSheet.places, in: reader)
                guard ids.indices.contains(number - 1), let place = try standing(ids[number - 1]) else {
                    throw Fault(words: ReviewSheetWords.noPlace(number))
                }
                // What the town saw under the number, not what stands under it by now.
                guard columns.cell(ReviewSheetWords.place(number: number), of: row) == ReviewSheet.shown(place) else {
                    throw Fault(words: ReviewSheetWords.moved(number))
                }
                return (one.wantsAlias ? .alias(place.id) : .place(place.id), place.name)
            case .alias:
                let said = columns.cell(ReviewSheetWords.aliasOf, of: row)
                let id = try RecordID(said) ?? (said.isEmpty ? nil : sheet.review.place(code: said, in: reader))
                guard let place = try id.flatMap(standing) else { throw Fault(words: ReviewSheetWords.noAlias) }
                return (one.wantsAlias ? .alias(place.id) : .place(place.id), place.name)
            case .new(let kind):
                let said = columns.cell(ReviewSheetWords.name, of: row)
                let name = said.isEmpty ? one.said : said
                guard PlaceName.isSound(name) else { throw Fault(words: ReviewSheetWords.noName) }
                guard let village = villages[columns.cell(ReviewSheetWords.village, of: row)] else {
                    throw Fault(words: ReviewSheetWords.noVillage)
                }
                return (.new(kind, name: name, village: village.id), name)
            }
        }

        private func standing(_ id: RecordID) throws -> Place? {
            try sheet.review.addresses.stands(id, in: reader) ? try sheet.review.addresses.find(id, in: reader) : nil
        }
    }
}
