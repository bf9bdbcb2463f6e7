import Base
import Foundation
import Markup
import Sheets
import Storage
import Web

/// The queue as a spreadsheet to a town and back.
struct ReviewSheetRoutes: Sendable {
    let desk: AddressDesk
    let faces: Faces

    /// What may be confirmed at once: a form without files takes no more.
    private static let planLimit = 440 << 10

    func add(to table: inout RouteTable) {
        table.get("/addresses/review/sheet", .roles(ReviewRoutes.eyes), "The open cases of a town as a spreadsheet") {
            try await export($0)
        }
        table.post(
            "/addresses/review/sheet", .roles(ReviewRoutes.hands),
            "Checks a spreadsheet that came back and shows what it would do"
        ) { try await check($0) }
        table.post(
            "/addresses/review/sheet/decisions", .roles(ReviewRoutes.hands),
            "Follows the decisions of a spreadsheet that was shown"
        ) { try await apply($0) }
    }

    private var sheet: ReviewSheet { ReviewSheet(review: desk.review, database: desk.database) }

    private func export(_ visit: Visit) async throws -> Reply {
        let format = SheetWriter.Format(rawValue: visit.query.text("format")) ?? .xlsx
        let file = FileManager.default.temporaryDirectory.appending(path: "review-\(RecordID.make(at: visit.now))")
        defer { try? FileManager.default.removeItem(at: file) }
        _ = try await sheet.write(
            to: file.path, format, ReviewAsk(visit.query).filter, visit.language == .english ? .english : .simplified,
            on: visit.now.day)
        let type =
            format == .xlsx
            ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8"
        return Reply(
            headers: [
                ("content-type", type), ("cache-control", "no-store"),
                ("content-disposition", "attachment; filename=\"review-\(visit.now.day).\(format.rawValue)\""),
            ], body: .bytes([UInt8](try Data(contentsOf: file))))
    }

    private func check(_ visit: Visit) async throws -> Reply {
        let say = ReviewVoice(language: visit.language)
        guard let upload = visit.form.files.first(where: { $0.field == "file" }) else {
            return refused(visit, ReviewSheetWords.noFile)
        }
        do {
            let check = try await sheet.check(try SheetReader(bytes: upload.bytes), on: visit.now.day)
            let plan = check.planned.map { "\($0.one.id) \($0.decision.line)" }.joined(separator: "\t")
            guard plan.utf8.count <= Self.planLimit else { return refused(visit, ReviewSheetWords.tooMuch) }
            let page = ReviewSheetPage(check: check, plan: plan, csrf: visit.csrf, say: say)
            return faces.desk(
                visit, title: say(ReviewSheetWords.title), page.html, keeping: .page(ReviewPaths.list))
        } catch let error as SheetError {
            return refused(visit, error.words)
        } catch let fault as ReviewSheetFault {
            return refused(visit, fault.words)
        }
    }

    private func apply(_ visit: Visit) async throws -> Reply {
        let lines = visit.form.text("plan").split(separator: "\t")
        let decisions = lines.compactMap { line -> (id: RecordID, decision: CaseDecision)? in
            let halves = line.split(separator: " ", maxSplits: 1).map(String.init)
            guard halves.count == 2, let id = RecordID(halves[0]) else { return nil }
            return CaseDecision(line: halves[1]).map { (id, $0) }
        }
        guard !decisions.isEmpty, decisions.count == lines.count, decisions.count <= ReviewSheet.limit else {
            return refused(visit, ReviewSheetWords.badPlan)
        }
        let outcomes = try await ReviewActs(review: desk.review, database: desk.database)
            .decide(decisions, by: try visit.staff().principal, at: visit.now)
        return try await ReviewRoutes(desk: desk, faces: faces).done(visit, outcomes)
    }

    /// What keeps the spreadsheet from being read.
    private func refused(_ visit: Visit, _ words: Words) -> Reply {
        let say = ReviewVoice(language: visit.language)
        let body: HTML = """
            \(HTML.crumbs(say(ReviewWords.way), [(say(ReviewWords.title), ReviewPaths.list)], here: "\(say(ReviewSheetWords.title))"))\
            <h1 class="title">\(say(ReviewSheetWords.title))</h1>\
            \(HTML.banner(say(ReviewSheetWords.unreadable), "<p>\(say(words))</p>", .alarm))\
            \(ReviewSheetPart(ask: ReviewAsk(), mayDecide: true, csrf: visit.csrf, say: say).html)
            """
        return faces.desk(
            visit, title: say(ReviewSheetWords.title), body, keeping: .page(ReviewPaths.list), status: 422)
    }
}
