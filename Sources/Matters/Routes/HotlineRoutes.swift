public import Base
import Markup
import Storage
public import Web

/// The desk of the hotline: whom to call and when, what became of each call.
struct HotlineRoutes: Sendable {
    let store: MatterStore
    let faces: Faces

    func add(to table: inout RouteTable) {
        table.get("/hotline", .staff, "The calls that an office is to make, due first on top") { try await list($0) }
        table.post(
            "/hotline/{id}", .staff, "Records a call that was tried", redraw: { try await list($0, wrong: $0.id("id")) }
        ) { try await record($0) }
        table.post(
            "/hotline/{id}/number", .staff, "Shows a sealed number to whoever is to call it, and writes that down",
            redraw: { try await list($0) }
        ) { try await open($0) }
        table.get("/desk/matters/{id}/calls", .staff, "The calls of a matter") { try await calls($0) }
        table.post(
            "/desk/matters/{id}/calls", .staff, "Puts somebody on the list of calls", redraw: { try await calls($0) }
        ) { try await add($0) }
    }

    private func list(
        _ visit: Visit, opened: [RecordID: String] = [:], wrong: RecordID? = nil, faults: [String: Words] = [:],
        notice: HTML = .empty, status: Int = 200
    ) async throws -> Reply {
        let actor = try visit.actor()
        let year = Day(year: visit.now.day.parts.year, month: 1, day: 1) ?? visit.now.day
        let (calls, satisfaction) = try await store.database.read {
            try (store.listCallBacks(for: actor, in: $0), store.satisfaction(for: actor, from: Instant(year), in: $0))
        }
        let page = HotlinePage(
            calls: calls, satisfaction: satisfaction, language: visit.language, now: visit.now, csrf: visit.csrf,
            opened: opened, wrong: wrong,
            typed: TypedFields(visit.form, faults: faults), notice: notice
        )
        let keeping: Keeping =
            wrong.map { .form(HotlinePage.formID($0), to: MatterPaths.call($0)) } ?? .page(MatterPaths.hotline)
        return faces.desk(
            visit, title: visit.say(ChannelWords.hotlineHead), page.html, keeping: keeping, status: status
        ).keptForGoingBack
    }

    private func record(_ visit: Visit) async throws -> Reply {
        let (id, actor) = (try visit.id("id"), try visit.actor())
        do {
            guard let result = CallResult(rawValue: visit.form.text("result")) else {
                throw MatterError.invalid(field: "result", ChannelWords.choose)
            }
            let content = visit.form.filled("content").map { $0 == "yes" }
            try await store.recordCall(
                id, result: result, isContent: content, note: visit.form.text("note"), next: try visit.callTime(),
                by: actor, at: visit.now)
            return .redirect(MatterPaths.hotline)
        } catch MatterError.invalid(let field, let words) {
            return try await list(visit, wrong: id, faults: [field: words], status: 422)
        } catch let error as MatterError where error != .notFound {
            let notice = visit.banner(error.notice.head, "<p>\(visit.say(error.notice.text))</p>")
            return try await list(visit, wrong: id, notice: notice, status: error.notice.status)
        }
    }

    private func open(_ visit: Visit) async throws -> Reply {
        let (id, actor) = (try visit.id("id"), try visit.actor())
        do {
            let number = try await store.openNumber(id, by: actor, at: visit.now)
            return try await list(visit, opened: [id: number])
        } catch let error as MatterError where error != .notFound {
            let notice = visit.banner(error.notice.head, "<p>\(visit.say(error.notice.text))</p>")
            return try await list(visit, notice: notice, status: error.notice.status)
        }
    }

    private func calls(
        _ visit: Visit, faults: [String: Words] = [:], notice: HTML = .empty, status: Int = 200
    ) async throws -> Reply {
        let (id, actor) = (try visit.id("id"), try visit.actor())
        let page = try await store.database.read { reader in
            let view = try MatterReading(store: store).view(id, for: actor, at: visit.now, in: reader)
            return CallsPage(
                view: view, calls: try store.listCallBacks(of: id, for: actor, in: reader), mayAdd: view.maySortOut,
                language: visit.language, csrf: visit.csrf, typed: TypedFields(visit.form, faults: faults),
                notice: notice
            )
        }
        let keeping: Keeping =
            page.mayAdd ? .form(CallsPage.formID, to: MatterPaths.calls(of: id)) : .page(MatterPaths.calls(of: id))
        return faces.desk(
            visit, title: visit.say(ChannelWords.hotlineHead), page.html, keeping: keeping, status: status
        ).keptForGoingBack
    }

    private func add(_ visit: Visit) async throws -> Reply {
        let (id, actor) = (try visit.id("id"), try visit.actor())
        do {
            guard let due = try visit.callTime() else {
                throw MatterError.invalid(field: "call-day", ChannelWords.timeWrong)
            }
            let wish = CallBackWish(
                number: visit.form.text("call-number"), due: due, reason: visit.form.text("call-reason"))
            try await store.addCallBack(wish, to: id, revision: try visit.revision(), by: actor, at: visit.now)
            return .redirect(MatterPaths.calls(of: id))
        } catch MatterError.invalid(let field, let words) {
            return try await calls(visit, faults: [field: words], status: 422)
        } catch let error as MatterError where error != .notFound {
            let notice = visit.banner(error.notice.head, "<p>\(visit.say(error.notice.text))</p>")
            return try await calls(visit, notice: notice, status: error.notice.status)
        }
    }
}

extension Form {
    /// A time given as a day and a time of day; a day alone means its end, nothing gives nil. Throws
    /// `MatterError.invalid`.
    public func callTime() throws -> Instant? {
        let (day, time) = (text("call-day"), text("call-time"))
        guard !day.isEmpty || !time.isEmpty else { return nil }
        guard let day = Day(day) else { throw MatterError.invalid(field: "call-day", ChannelWords.timeWrong) }
        guard !time.isEmpty else { return CallBack.end(of: day) }
        let parts = time.split(separator: ":").map { Int($0) }
        guard parts.count >= 2, let hour = parts[0], let minute = parts[1], (0...23).contains(hour),
            (0...59).contains(minute)
        else { throw MatterError.invalid(field: "call-time", ChannelWords.timeWrong) }
        return Instant(day, hour: hour, minute: minute)
    }
}

extension Visit {
    fileprivate func callTime() throws -> Instant? { try form.callTime() }
}
