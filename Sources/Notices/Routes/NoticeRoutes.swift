import Base
import Foundation
import Markup
import Storage
import Web

/// The page of notices, the sandbox, and the door for delivery receipts.
struct NoticeRoutes {
    let store: NoticeStore
    let database: any Database
    let gateways: NoticeGateways
    let sender: NoticeSender
    let faces: Faces
    /// How far the district's clock is from the machine's, in milliseconds.
    let clockOffset: Int64

    func add(to table: inout RouteTable) {
        table.get("/notices", .roles([.administrator, .auditor]), "How far notices have come, without their words") {
            try await list($0)
        }
        table.post("/notices/{id}/retry", .roles([.administrator]), "Has a notice that was given up tried again") {
            try await retry($0)
        }
        table.get("/notices/sandbox", .roles([.administrator]), "What the sandbox of a demonstration holds") {
            try await sandbox($0)
        }
        table.post("/notices/receipts", .everyone, "Takes a signed delivery receipt of the SMS gateway as JSON") {
            try await receive($0)
        }
    }

    private func list(_ visit: Visit, notice: HTML = .empty, status: Int = 200) async throws -> Reply {
        let filter = NoticeState(rawValue: visit.query.text("state"))
        let store = store
        let (counts, recent) = try await database.read { reader in
            (try store.counts(in: reader), try store.listRecent(filter, limit: 50, in: reader))
        }
        let page = NoticesPage(
            counts: counts, recent: recent, filter: filter, channels: gateways.channels,
            hasSandbox: gateways.hasSandbox, mayRetry: try visit.staff().role == .administrator, csrf: visit.csrf,
            language: visit.language, notice: visit.query.text("done") == "retry" ? done(visit) : notice)
        return faces.desk(
            visit, title: visit.say(NoticePageWords.title), page.html,
            keeping: visit.method == "GET" ? .address : .page(NoticePaths.list), status: status)
    }

    private func done(_ visit: Visit) -> HTML { .toast(visit.say(NoticePageWords.retried)) }

    private func retry(_ visit: Visit) async throws -> Reply {
        let (id, principal, now, store) = (try visit.id("id"), try visit.staff().principal, visit.now, store)
        let isBack = try await database.write { try store.retry(id, by: principal, in: $0, at: now) }
        if isBack { return .redirect(NoticePaths.list.query("done", "retry")) }
        let why = "<p>\(visit.say(NoticePageWords.notRetriedText))</p>" as HTML
        return try await list(
            visit, notice: .banner(visit.say(NoticePageWords.notRetried), why, .alarm), status: 409)
    }

    private func sandbox(_ visit: Visit) async throws -> Reply {
        guard gateways.hasSandbox else { throw Problem.notFound }
        let store = store
        let messages = try await database.read { try store.listSandbox(limit: 50, in: $0) }
        let page = SandboxPage(messages: messages, sender: sender, language: visit.language)
        return faces.desk(visit, title: visit.say(NoticePageWords.sandboxTitle), page.html)
    }

    private struct Receipt: Decodable {
        let id: String?
        let reference: String?
        let state: String
    }

    private func receive(_ visit: Visit) async throws -> Reply {
        guard let secret = gateways.receiptSecret else { throw Problem.notFound }
        let seconds = (visit.now.milliseconds - clockOffset) / 1_000
        guard let body = visit.json,
            GatewaySignature.isGood(
                visit.header(GatewaySignature.header) ?? "", secret: secret,
                time: visit.header(GatewaySignature.timeHeader) ?? "", body: body, seconds: seconds)
        else { throw Problem.notAllowed }
        guard let receipt = try? JSONDecoder().decode(Receipt.self, from: Data(body)),
            ["delivered", "undelivered"].contains(receipt.state), receipt.id != nil || receipt.reference != nil
        else { throw Problem.unreadable }
        let (store, now) = (store, visit.now), gateway = gateways.carriers[.sms]?.name ?? ""
        let id = receipt.id.map { RecordID($0) ?? RecordID(trusted: "") }
        let isOurs = try await database.write { transaction in
            try store.receive(
                id: id, reference: receipt.reference, gateway: gateway, isDelivered: receipt.state == "delivered",
                in: transaction, at: now)
        }
        guard isOurs else { throw Problem.notFound }
        return .json("{\"taken\":true}")
    }
}
