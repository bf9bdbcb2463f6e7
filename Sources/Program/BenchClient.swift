import Accounts
import App
import Base
import Foundation
import Matters

/// The four steps of a lifecycle.
enum BenchStep: Int, CaseIterable {
    case create, assign, resolve, search
}

/// What one client saw while it was measured.
struct BenchCount: Sendable {
    var lifecycles = 0
    var errors = 0
    /// Milliseconds by step.
    var times: [[Float]] = BenchStep.allCases.map { _ in [] }
    /// The first answers that were none, for people.
    var complaints: [String] = []

    mutating func add(_ other: BenchCount) {
        lifecycles += other.lifecycles
        errors += other.errors
        for step in times.indices { times[step] += other.times[step] }
        complaints += other.complaints
    }
}

/// A clerk who takes matters in and the handler of the office they go to, at one connection.
final class BenchClient {
    private struct Person {
        let cookie: String
        let token: String
    }

    private let port: Int
    private let texts: BenchTexts
    private let office: BenchOffice
    private let places: Zipf<String>
    private var connection: BenchConnection
    private var random: SplitMix64
    private var clerk = Person(cookie: "", token: "")
    private var handler = Person(cookie: "", token: "")
    private var turn = 0
    private var count = BenchCount()

    init(port: Int, texts: BenchTexts, clerk: BenchOffice, office: BenchOffice, places: Zipf<String>, seed: UInt64)
        throws
    {
        (self.port, self.texts, self.office, self.places) = (port, texts, office, places)
        connection = try BenchConnection(port: port)
        random = SplitMix64(seed: seed)
        self.clerk = try signIn(clerk.login)
        handler = try signIn(office.login)
    }

    /// Goes on until the end; what began before `from` is not counted.
    func work(from: ContinuousClock.Instant, until end: ContinuousClock.Instant) -> BenchCount {
        while ContinuousClock.now < end {
            let isCounted = ContinuousClock.now >= from
            if live(isCounted: isCounted, until: end), isCounted { count.lifecycles += 1 }
        }
        return count
    }

    /// Asks for the proposals that a page asks for while somebody types; the first ones warm up and do not count.
    func ask(_ questions: Int) -> BenchLookups {
        var seen = BenchLookups()
        for number in -5..<questions {
            let (narrative, kind, _) = texts.narrative(place: places.draw(&random) ?? "", &random)
            let form = [
                ("csrf", clerk.token), ("kind", kind.rawValue), ("title", narrative.title), ("text", narrative.text),
                ("place", narrative.place), ("channel", "window"),
            ]
            let start = ContinuousClock.now
            let answer = try? connection.ask(
                "POST", "/desk/intake/suggestions", cookie: clerk.cookie, form: BenchForm(form).bytes)
            guard number >= 0 else { continue }
            guard let answer, answer.status == 200 else {
                seen.errors += 1
                continue
            }
            seen.times.append(Float(BenchDisk.milliseconds(ContinuousClock.now - start)))
            if Self.matter(in: connection.bytes[answer.body]) != nil { seen.found += 1 }
        }
        return seen
    }

    private func live(isCounted: Bool, until end: ContinuousClock.Instant) -> Bool {
        do {
            guard let matter = try create(isCounted) else { return false }
            let accept = [("csrf", handler.token), ("revision", "1")]
            guard try step(.assign, "/desk/matters/\(matter.id)/actions/accept", accept, isCounted) else {
                return false
            }
            let answer = [
                ("csrf", handler.token), ("revision", "2"), ("end", BenchTexts.end(of: matter.kind).rawValue),
                ("text", (texts.clauses.draw(&random) ?? "已经看过") + "，已处理。"),
            ]
            guard try step(.resolve, "/desk/matters/\(matter.id)/actions/answer", answer, isCounted) else {
                return false
            }
            guard try search(isCounted) else { return false }
            return ContinuousClock.now < end
        } catch {
            complain("\(error)")
            if let fresh = try? BenchConnection(port: port) {
                connection = fresh
            } else {
                Thread.sleep(forTimeInterval: 0.1)
            }
            return false
        }
    }

    private func create(_ isCounted: Bool) throws -> (id: String, kind: MatterKind)? {
        let (narrative, kind, topic) = texts.narrative(place: places.draw(&random) ?? "", &random)
        let filer = BenchTexts.identity(&random)
        let form = [
            ("csrf", clerk.token), ("step", "file"),
            ("key", UUID().uuidString),
            ("kind", kind.rawValue), ("title", narrative.title), ("text", narrative.text), ("place", narrative.place),
            ("confidentiality", "named"), ("name", filer.name), ("phone", filer.phone), ("channel", "window"),
            ("topic", topic), ("target", office.unit.id.text),
        ]
        let answer = try timed(.create, isCounted) {
            try connection.ask("POST", "/desk/intake", cookie: clerk.cookie, form: BenchForm(form).bytes)
        }
        guard answer.status == 200, let id = Self.matter(in: connection.bytes[answer.body]) else {
            complain("create \(answer.status)")
            return nil
        }
        return (id, kind)
    }

    private func step(_ step: BenchStep, _ path: String, _ form: [(String, String)], _ isCounted: Bool) throws -> Bool {
        let answer = try timed(step, isCounted) {
            try connection.ask("POST", path, cookie: handler.cookie, form: BenchForm(form).bytes)
        }
        if answer.status != 303 { complain("\(step) \(answer.status)") }
        return answer.status == 303
    }

    /// Every other search is the clerk's, over the clerk's own scope.
    private func search(_ isCounted: Bool) throws -> Bool {
        turn += 1
        let path = "/desk/search?q=" + BenchForm.encoded(texts.query(&random))
        let cookie = turn % 2 == 0 ? clerk.cookie : handler.cookie
        let answer = try timed(.search, isCounted) { try connection.ask("GET", path, cookie: cookie) }
        if answer.status != 200 { complain("search \(answer.status)") }
        return answer.status == 200
    }

    private func timed(
        _ step: BenchStep, _ isCounted: Bool, _ body: () throws -> BenchConnection.Answer
    ) throws -> BenchConnection.Answer {
        let start = ContinuousClock.now
        let answer = try body()
        if isCounted { count.times[step.rawValue].append(Float(BenchDisk.milliseconds(ContinuousClock.now - start))) }
        return answer
    }

    private func complain(_ words: String) {
        count.errors += 1
        if count.complaints.count < 3 { count.complaints.append(words) }
    }

    private func signIn(_ login: String) throws -> Person {
        let page = try connection.ask("GET", "/sign-in", cookie: "")
        let visit = cookies(of: page)
        let form = [("csrf", try token(of: page)), ("login", login), ("password", DemoDistrict.password)]
        let answer = try connection.ask("POST", "/sign-in", cookie: visit, form: BenchForm(form).bytes)
        guard answer.status == 303 else { throw BenchFailure.answer }
        // The token of a form belongs to the session: it is taken from a page opened after signing in.
        let cookie = "\(visit); \(cookies(of: answer))"
        return Person(cookie: cookie, token: try token(of: try connection.ask("GET", "/desk/posts", cookie: cookie)))
    }

    private func token(of page: BenchConnection.Answer) throws -> String {
        let text = String(decoding: connection.bytes[page.body], as: UTF8.self)
        guard let mark = text.range(of: "name=\"csrf\" value=\"") else { throw BenchFailure.answer }
        return String(text[mark.upperBound...].prefix { $0 != "\"" })
            .replacing("&#43;", with: "+").replacing("&#x2B;", with: "+").replacing("&amp;", with: "&")
    }

    private func cookies(of answer: BenchConnection.Answer) -> String {
        connection.values("set-cookie", of: answer).map { String($0.prefix { $0 != ";" }) }.joined(separator: "; ")
    }

    private static let link = Array("/desk/matters/".utf8)

    /// The id in the first link to a matter.
    private static func matter(in body: ArraySlice<UInt8>) -> String? {
        guard let start = body.firstRange(of: link)?.upperBound, body.endIndex >= start + 36 else { return nil }
        return String(decoding: body[start..<(start + 36)], as: UTF8.self)
    }
}
