public import Base
import Journal
public import Storage

// An office that runs a matter for a resident: the mandate, every step they are to hear of, and that they were told.
extension MatterStore {
    typealias Sealing = (_ text: String, _ name: String) throws -> RecordID?

    /// Records a mandate on a matter that is open and has passed through the actor's unit: from now on the unit runs it for
    /// the resident. Scans come with it or nothing is kept. Throws `MatterError`.
    public func takeMandate(
        _ mandate: Mandate, for id: RecordID, files: [(name: String, bytes: [UInt8])] = [], revision: Int,
        by actor: Actor, at now: Instant
    ) async throws {
        try await keeping(files, of: id) { kept in
            try await database.write { transaction in
                try takeMandate(
                    mandate, for: id, hasScan: !kept.isEmpty, revision: revision, by: actor, at: now, in: transaction)
                try attach(kept, to: id, by: actor.principal, at: now, in: transaction)
            }
        }
    }

    /// The same inside the caller's transaction, which adds the scan if there is one.
    func takeMandate(
        _ mandate: Mandate, for id: RecordID, hasScan: Bool, revision: Int, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws {
        let file = try proxyFile(id, for: actor, in: transaction)
        guard MatterPolicy.maySortOut(file, actor) else { throw MatterError.barred(MatterPolicy.notInvolved) }
        guard file.matter.isOpen else { throw MatterError.barred(Words("已经办结", "The matter has ended")) }
        guard file.proxyUnit == nil else {
            throw MatterError.barred(Words("已经有单位在代办", "An office runs it for the resident already"))
        }
        if mandate.way == .written, !hasScan { throw MatterError.invalid(field: "files", Self.scanMissing) }
        try amend("proxy", id, revision: revision, by: actor, at: now, in: transaction) { amendment in
            let proxy = try insert(mandate, matter: id, by: actor.principal, at: now, in: transaction) {
                try sealing(into: &amendment, $0, $1, of: id, at: now, in: transaction)
            }
            amendment.parameters = [
                "proxy": proxy.text, "way": mandate.way.rawValue, "day": mandate.day.description,
            ]
        }
    }

    /// Passes a matter on a reception day to the office that is to run it for the resident: it is offered there as any transfer
    /// is, so that it stands in the office's lists and is followed up. Nothing where the office answers for it already, or where
    /// it has ended.
    ///
    /// Throws `MatterError.barred` where the actor's unit may not transfer it.
    public func passToProxy(
        _ id: RecordID, office: RecordID, by actor: Actor, at now: Instant, in transaction: any Transaction
    ) throws {
        let file = try getFile(id: id, in: transaction)
        guard file.matter.isOpen, file.answerable != office, file.offer(to: office) == nil else { return }
        var input = ActionInput()
        (input.unit, input.text) = (office, ProxyWords.reception.zh)
        _ = try act(
            "transfer", on: id, revision: file.matter.revision, input: input, by: actor, at: now, in: transaction)
    }

    static let scanMissing = Words("书面委托的，请附上扫描件", "A written mandate comes with its scan")

    /// Writes a mandate's row. Throws `MatterError` for what is missing or lies ahead, and for those who are no office.
    func insert(
        _ mandate: Mandate, matter: RecordID, by principal: Principal, at now: Instant,
        in transaction: any Transaction, seal: Sealing
    ) throws -> RecordID {
        guard case .staff(let account, let post, let unit) = principal else {
            throw MatterError.barred(Words("由工作人员代办", "Only staff run a matter for somebody"))
        }
        guard !mandate.asker.isEmpty, mandate.asker.count <= Mandate.askerLimit else {
            throw MatterError.invalid(
                field: "asker", Words("请写是谁委托的，最多 50 个字", "Say who asked, in 50 characters at most"))
        }
        guard mandate.scope.count <= Mandate.scopeLimit else {
            throw MatterError.invalid(field: "scope", Words("最多 500 个字", "At most 500 characters"))
        }
        guard mandate.day <= now.day else {
            throw MatterError.invalid(
                field: "mandate-day", Words("委托的日子不能晚于今天", "The day of the mandate cannot lie ahead"))
        }
        let id = RecordID.make(at: now)
        let row = ChannelShapes.proxies.row([
            id.value, district.value, matter.value, account.value, post.value, unit.value,
            try seal(mandate.asker, "mandate-asker").value, mandate.way.rawValue.value, mandate.day.value,
            try seal(mandate.scope, "mandate-scope").value, ProxyState.active.rawValue.value, now.value, Value.null,
        ])
        try transaction.insert(row, of: matter)
        return id
    }

    /// Puts a step on the list of what the resident is to hear.
    func owe(
        _ code: String, of matter: RecordID, proxy: RecordID, end: String? = nil, unit: RecordID?,
        text: RecordID? = nil,
        at now: Instant, in transaction: any Transaction
    ) throws {
        let row = ChannelShapes.reports.row([
            RecordID.make(at: now).value, district.value, matter.value, proxy.value, code.value, end.value, unit.value,
            text.value, now.value, "waiting".value, Value.null, Value.null, Value.null, Value.null,
        ])
        try transaction.insert(row, of: matter)
    }

    /// The same for a step just taken, where somebody runs the matter. What offices say to each other is left out, and what
    /// the resident did through the office themselves.
    func owe(_ step: Step, in transaction: any Transaction) throws {
        guard step.action.effect.isToldByProxy else { return }
        try owe(
            "matter.\(step.action.code)", of: step.file, end: step.parameters["end"],
            text: step.isPublic ? step.personal["text"]?.id : nil, by: step.actor, at: step.now, in: transaction
        )
    }

    /// The same for a change beside the procedure that moves a matter: to another kind, or back from another line. What the
    /// filer does themselves is no news to them.
    func owe(
        _ code: String, of file: MatterFile, end: String? = nil, text: RecordID? = nil, by actor: Actor,
        at now: Instant, in transaction: any Transaction
    ) throws {
        guard file.proxyUnit != nil, let unit = actor.unit,
            let proxy = try activeProxy(of: file.matter.id, in: transaction)?.id("id")
        else { return }
        try owe(code, of: file.matter.id, proxy: proxy, end: end, unit: unit, text: text, at: now, in: transaction)
    }

    func activeProxy(of matter: RecordID, in reader: any Reader) throws -> Row? {
        try reader.row("SELECT * FROM proxies WHERE matter_id = \(matter) AND state = 'active'")
    }

    /// Records that the resident was told of some steps. An earlier day needs a reason. Throws `MatterError`.
    public func tellResident(
        of reports: [RecordID], matter id: RecordID, on day: Day, by way: TellingWay, note: String, revision: Int,
        by actor: Actor, at now: Instant
    ) async throws {
        try await database.write {
            try tellResident(
                of: reports, matter: id, on: day, by: way, note: note, revision: revision, by: actor, at: now, in: $0)
        }
    }

    /// The same inside the caller's transaction.
    func tellResident(
        of reports: [RecordID], matter id: RecordID, on day: Day, by way: TellingWay, note: String, revision: Int,
        by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws {
        let file = try proxyFile(id, for: actor, in: transaction)
        guard file.proxyUnit == actor.unit, let proxy = try activeProxy(of: id, in: transaction) else {
            throw MatterError.barred(Self.notProxy)
        }
        let waiting = try transaction.rows(
            """
            SELECT id, happened_at FROM proxy_reports WHERE matter_id = \(id) AND proxy_id = \(proxy.id("id"))
              AND state = 'waiting'
            """
        ).filter { reports.contains(try $0.id("id")) }
        guard !waiting.isEmpty else {
            throw MatterError.invalid(field: "reports", Words("请勾选告诉了哪几件", "Tick what they were told of"))
        }
        let first = try waiting.map { try $0.instant("happened_at") }.max()?.day ?? day
        guard day <= now.day, day >= first else {
            throw MatterError.invalid(
                field: "told-day", Words("日子要在事情发生以后、今天以前", "The day lies between the step and today"))
        }
        guard note.count <= 500 else {
            throw MatterError.invalid(field: "note", Words("最多 500 个字", "At most 500 characters"))
        }
        let isLate = day < now.day
        guard !isLate || !note.isEmpty else {
            throw MatterError.invalid(
                field: "note", Words("早于今天的，请写为什么今天才记", "For an earlier day, say why it is recorded today"))
        }
        try amend("proxy-told", id, revision: revision, by: actor, at: now, in: transaction) { amendment in
            for row in waiting {
                let report = try row.id("id")
                try transaction.execute(
                    """
                    UPDATE proxy_reports SET state = 'told', told_day = \(day), told_way = \(way.rawValue),
                      told_by = \(actor.principal.key), told_at = \(now) WHERE id = \(report)
                    """
                )
                transaction.noteChange("proxy_reports", of: id, id: report)
            }
            amendment.parameters = [
                "told": day.description, "way": way.rawValue, "count": String(waiting.count),
            ]
            amendment.remark = note
            amendment.happenedAt = isLate ? Instant(day, hour: 12) : nil
        }
    }

    /// Records that the resident took the mandate back: what was not told yet falls away, they follow it themselves.
    /// Throws `MatterError`.
    public func withdrawMandate(
        of id: RecordID, note: String, revision: Int, by actor: Actor, at now: Instant
    ) async throws {
        try await database.write {
            try withdrawMandate(of: id, note: note, revision: revision, by: actor, at: now, in: $0)
        }
    }

    /// The same inside the caller's transaction.
    public func withdrawMandate(
        of id: RecordID, note: String, revision: Int, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws {
        let file =
            actor.unit == nil
            ? try getFile(getAny(id, in: transaction), in: transaction)
            : try proxyFile(id, for: actor, in: transaction)
        if case .filer(let own) = actor.principal, own != id { throw MatterError.notFound }
        guard let unit = file.proxyUnit else { throw MatterError.barred(Self.notProxy) }
        guard actor.unit == nil || actor.unit == unit || file.answerable == actor.unit else {
            throw MatterError.barred(Self.notProxy)
        }
        guard actor.unit == nil || note.count >= 2, note.count <= 500 else {
            throw MatterError.invalid(
                field: "reason",
                Words("请写本人怎么说的，最多 500 个字", "Say what the resident said, in 500 characters at most"))
        }
        try amend("proxy-withdrawn", id, revision: revision, by: actor, at: now, in: transaction) { amendment in
            try endProxy(of: id, as: .withdrawn, at: now, in: transaction)
            amendment.remark = note
        }
    }

    static let notProxy = Words("本单位没有代办这件事", "Your office does not run this matter for the resident")

    /// Ends a matter's proxy, if it has one; what was not told yet falls away.
    func endProxy(
        of matter: RecordID, as state: ProxyState, at now: Instant, in transaction: any Transaction
    ) throws {
        guard let proxy = try activeProxy(of: matter, in: transaction)?.id("id") else { return }
        try transaction.execute(
            "UPDATE proxies SET state = \(state.rawValue), ended_at = \(now) WHERE id = \(proxy)")
        transaction.noteChange("proxies", of: matter, id: proxy)
        let dropped = try transaction.rows(
            """
            UPDATE proxy_reports SET state = 'dropped' WHERE proxy_id = \(proxy) AND state = 'waiting' RETURNING id
            """
        )
        for row in dropped { transaction.noteChange("proxy_reports", of: matter, id: try row.id("id")) }
    }

    /// The matter for somebody who works for an office that sees it. Throws `MatterError`.
    private func proxyFile(_ id: RecordID, for actor: Actor, in reader: any Reader) throws -> MatterFile {
        let file = try getFile(try getMatter(id, scope: scope(of: actor, in: reader), in: reader), in: reader)
        guard actor.works, !actor.isShutOut(of: file) else { throw MatterError.barred(MatterPolicy.notInvolved) }
        return file
    }
}

extension Effect {
    /// Whether whoever runs a matter for a resident tells them of the step.
    var isToldByProxy: Bool {
        switch self {
        case .accept, .refuse, .transfer, .invite, .message, .pause, .resume, .extend, .end, .withdraw, .reopen: true
        case .object, .decideObjection, .finishShare, .note, .add, .rate, .step: false
        }
    }
}

extension Actor {
    /// Whether the post deals with matters.
    public var works: Bool { role.map(MatterPolicy.works) ?? false }
}
