import Accounts
import Base
import Clocks
import Journal
import Storage

// What each effect does to the rows; the stage, terms and entry are the caller's.
extension MatterStore {
    func apply(_ step: inout Step, in transaction: any Transaction) throws {
        switch step.action.effect {
        case .accept: try accept(&step, in: transaction)
        case .object: try setOffer(&step, to: .objected, in: transaction)
        case .decideObjection: try decideObjection(&step, in: transaction)
        case .transfer: try pass(&step, part: .lead, in: transaction)
        case .invite: try pass(&step, part: .cohandler, in: transaction)
        case .finishShare: try finishShare(&step, in: transaction)
        case .pause: try pause(&step, in: transaction)
        case .resume: try resume(step, in: transaction)
        case .extend: try extend(&step, in: transaction)
        case .refuse: try end(&step, as: step.refusalGround?.isReferral == false ? .closed : .referred, in: transaction)
        case .withdraw: try end(&step, as: .withdrawn, in: transaction)
        case .end: try end(&step, as: step.input.end.flatMap(MatterEnd.init(rawValue:)) ?? .closed, in: transaction)
        case .rate: try rate(&step, in: transaction)
        case .reopen: try reopen(&step, in: transaction)
        case .add, .note, .message, .step: try tellAddition(step, in: transaction)
        }
    }

    private func accept(_ step: inout Step, in transaction: any Transaction) throws {
        guard let unit = step.actor.unit, let offer = step.file.offer(to: unit) else { return }
        // What another system says was accepted has a unit and no post.
        var post: RecordID?
        if case .staff(_, let own, _) = step.actor.principal { post = own }
        if offer.part == .lead {
            for former in step.file.assignments where former.part == .lead && former.isOpen && former.id != offer.id {
                try close(former, of: step, in: transaction)
                step.touched.append(former.id)
            }
            step.changes.set("lead_unit", unit)
        }
        try transaction.execute(
            """
            UPDATE assignments SET state = 'accepted', accepted_post = \(post), accepted_at = \(step.now)
            WHERE id = \(offer.id)
            """
        )
        step.touched.append(offer.id)
        step.parameters = ["unit": unit.text, "part": offer.part.rawValue]
    }

    private func setOffer(_ step: inout Step, to state: AssignmentState, in transaction: any Transaction) throws {
        guard let unit = step.actor.unit, let offer = step.file.offer(to: unit) else { return }
        try transaction.execute("UPDATE assignments SET state = \(state.rawValue) WHERE id = \(offer.id)")
        try terms.finish(
            .assignment(offer.id, proceeding: step.file.proceeding.id, duties: ["objection"]), on: step.day,
            at: step.now, in: transaction
        )
        step.touched.append(offer.id)
        step.parameters["unit"] = unit.text
    }

    /// Upheld: the share ends and the sender answers again. Rejected: it is offered again and must be kept.
    private func decideObjection(_ step: inout Step, in transaction: any Transaction) throws {
        guard let objected = step.file.assignments.last(where: { $0.state == .objected }) else { return }
        let isUpheld = step.input.upheld == true
        if isUpheld {
            try close(objected, of: step, in: transaction)
            if objected.part == .lead {
                try renewAcceptance(of: step.file, since: step.day, at: step.now, in: transaction)
            }
            try attend(step.file.matter.id, unit: objected.offeredBy, kind: "returned", at: step.now, in: transaction)
        } else {
            try transaction.execute("UPDATE assignments SET state = 'offered', kept = 1 WHERE id = \(objected.id)")
        }
        step.touched.append(objected.id)
        step.parameters = ["unit": objected.unit.text, "decision": isUpheld ? "upheld" : "rejected"]
    }

    private func pass(_ step: inout Step, part: Assignment.Part, in transaction: any Transaction) throws {
        guard let target = step.input.unit, let from = step.actor.unit,
            let unit = try units.find(target, in: transaction)
        else { throw MatterError.invalid(field: "unit", Words("请选择单位", "Please choose a unit")) }
        guard unit.isOpen(on: step.now.day) else {
            throw MatterError.invalid(
                field: "unit", Words("\(unit.name.zh)还没有启用", "\(unit.name.en) is not open yet")
            )
        }
        guard try unit.level != .grid || units.isStaffed(target, on: step.now.day, in: transaction) else {
            throw MatterError.invalid(
                field: "unit",
                Words("\(unit.name.zh)还没有网格员，请交给村社", "\(unit.name.en) has no officer yet; send it to the village")
            )
        }
        let own = step.file.assignments.filter { $0.unit == target && $0.isOpen }
        let isBusy = part == .lead ? own.contains { $0.part == .lead } : !own.isEmpty
        guard target != step.file.lead?.unit, !isBusy else {
            throw MatterError.invalid(field: "unit", Words("已经交给这个单位", "This unit already has it"))
        }
        if part == .lead {
            // Whoever helped and is to lead helps no more.
            for helping in own {
                try close(helping, of: step, in: transaction)
                step.touched.append(helping.id)
            }
            for waiting in step.file.assignments where waiting.part == .lead && waiting.state == .offered {
                try close(waiting, of: step, in: transaction)
                step.touched.append(waiting.id)
            }
        }
        let id = try offer(
            step.file.matter.id, step.file.proceeding.id, to: target, from: from, part: part,
            procedure: step.procedure.code, at: step.now, in: transaction
        )
        step.touched.append(id)
        step.parameters = ["from": from.text, "to": target.text, "part": part.rawValue]
        if part == .lead { try dispatch(&step, to: target, from: from, in: transaction) }
        try reindexUnits(of: step.file.matter.id, in: transaction)
    }

    private func finishShare(_ step: inout Step, in transaction: any Transaction) throws {
        guard let unit = step.actor.unit, let share = step.file.share(of: unit) else { return }
        try set(share.id, .ended, step.now, in: transaction)
        step.touched.append(share.id)
        step.parameters["unit"] = unit.text
    }

    private func pause(_ step: inout Step, in transaction: any Transaction) throws {
        let ground = step.input.ground ?? ""
        if case .barred(let why) = MatterPolicy.judgePause(step.file, on: [ground], from: step.now.day) {
            throw MatterError.barred(why)
        }
        try terms.pauseAll(
            .proceeding(step.file.proceeding.id), from: step.now.day, ground: ground, at: step.now, in: transaction
        )
        step.parameters["ground"] = ground
    }

    private func resume(_ step: Step, in transaction: any Transaction) throws {
        try terms.resumeAll(
            .proceeding(step.file.proceeding.id), lastPaused: step.now.day.adding(days: -1), at: step.now,
            in: transaction
        )
    }

    private func extend(_ step: inout Step, in transaction: any Transaction) throws {
        guard let amount = step.input.days, let role = step.actor.role else { return }
        let most = MatterPolicy.longestExtension(step.file, by: role, on: step.now.day)
        let clocks = MatterPolicy.extendable(step.file, by: role, on: step.now.day).filter {
            $0.left?.unit == most?.unit
        }
        if let most, amount > most.amount {
            throw MatterError.invalid(field: "days", MatterPolicy.atMost(most))
        }
        // Every level's term runs under its own text: each is extended as far as its own ceiling goes.
        for clock in clocks {
            try terms.extend(
                clock.term.id, by: min(amount, clock.left?.amount ?? amount),
                approver: TermApprover(role: role.rawValue, principal: step.actor.principal),
                reason: "see remark", at: step.now, in: transaction
            )
        }
        step.parameters[TermLimit.entryKey(most?.unit ?? .calendar)] = String(amount)
    }

    private func end(_ step: inout Step, as end: MatterEnd, in transaction: any Transaction) throws {
        for open in step.file.assignments where open.isOpen {
            try set(open.id, step.action.effect == .refuse ? .refused : .ended, step.now, in: transaction)
            // What a co-handler had not taken on yet falls away; the lead's own duties are the step's.
            if open.part == .cohandler, open.state != .accepted { try stopTerms(of: open, step, in: transaction) }
            step.touched.append(open.id)
        }
        let ground = step.refusalGround
        // A ground of a pack that does not say whether it refers names no route: there the ground stood for it.
        let route = ground != nil && ground?.refers == nil ? ground?.code : step.input.route
        let named = end == .referred ? route : nil
        step.changes.set("end_code", end.rawValue)
        step.changes.set("end_route", named)
        // On the spot nobody accepted before: the unit that answers has led.
        if step.file.matter.leadUnit == nil { step.changes.set("lead_unit", step.actor.unit) }
        step.parameters["end"] = end.rawValue
        step.parameters["route"] = named
        step.parameters["ground"] = ground?.code
    }

    private func rate(_ step: inout Step, in transaction: any Transaction) throws {
        let stars = step.input.stars ?? 0
        step.changes.set("rating", stars)
        if stars <= 2 { try tellUpwards("low-rating", step, in: transaction) }
        step.parameters["stars"] = String(stars)
    }

    private func reopen(_ step: inout Step, in transaction: any Transaction) throws {
        let matter = step.file.matter
        // Whoever led has it again, unless it was found meanwhile that the matter complains about them.
        let lead = step.file.answerable
        step.changes.set("reopened", matter.reopened + 1)
        for column in ["end_code", "end_route", "rating"] { step.changes.set(column, Value.null) }
        step.changes.set("lead_unit", lead)
        let id = RecordID.make(at: step.now)
        // The post that handled it finds it among its own again.
        let post = step.file.assignments.last { $0.part == .lead && $0.unit == lead }?.acceptedPost
        try transaction.execute(
            """
            INSERT INTO assignments (id, district, matter_id, proceeding_id, unit_id, part, state, offered_by, kept,
              accepted_post, offered_at, accepted_at)
            VALUES (\(id), \(district), \(matter.id), \(step.file.proceeding.id), \(lead), 'lead', 'accepted',
              \(matter.firstReceiver), 1, \(post), \(step.now), \(step.now))
            """
        )
        step.touched.append(id)
        try tellUpwards("reopened", step, in: transaction)
    }

    private func tellAddition(_ step: Step, in transaction: any Transaction) throws {
        guard step.action.effect == .add else { return }
        try attend(step.file.matter.id, unit: step.file.answerable, kind: "addition", at: step.now, in: transaction)
    }

    /// Tells the unit that handled the matter and the unit above it.
    private func tellUpwards(_ kind: String, _ step: Step, in transaction: any Transaction) throws {
        let unit = step.file.matter.leadUnit ?? step.file.matter.firstReceiver
        for receiver in try units.ancestors(of: unit, in: transaction).prefix(2) {
            try attend(step.file.matter.id, unit: receiver, kind: kind, at: step.now, in: transaction)
        }
    }

    func set(
        _ assignment: RecordID, _ state: AssignmentState, _ now: Instant, in transaction: any Transaction
    ) throws {
        try transaction.execute(
            "UPDATE assignments SET state = \(state.rawValue), ended_at = \(now) WHERE id = \(assignment)"
        )
    }
}
