public import Base
import Clocks
import Journal
public import Storage

// How a matter came in beyond its channel, and what each way in brings along when it is filed.
extension MatterStore {
    /// Writes everything that a filing says beyond its words: the group, the way in, the mandate, the call-back.
    func insertChannel(
        _ filing: Filing, matter: RecordID, by principal: Principal, at now: Instant,
        in transaction: any Transaction
    ) throws -> [String: PersonalValueRef] {
        var sealed = try insertMembers(filing, matter: matter, at: now, in: transaction)
        func seal(_ text: String, _ name: String) throws -> RecordID? {
            guard !text.isEmpty else { return nil }
            let value = try personal.seal(text, owner: Subject("matter", matter), field: name, at: now, in: transaction)
            sealed[name] = value
            return value.id
        }
        if let arrival = filing.arrival {
            let row = ChannelShapes.arrivals.row([
                RecordID.make(at: now).value, district.value, matter.value, filing.channel.rawValue.value,
                arrival.way.value, arrival.day.value, try seal(arrival.number, "arrival-number").value,
                try seal(arrival.sender, "arrival-sender").value,
            ])
            try transaction.insert(row, of: matter)
        }
        if let mandate = filing.mandate {
            let proxy = try insert(mandate, matter: matter, by: principal, at: now, in: transaction, seal: seal)
            // The number of the matter is the first thing to tell.
            try owe("matter.filed", of: matter, proxy: proxy, unit: filing.receiver, at: now, in: transaction)
        }
        if let wish = filing.callBack {
            try insert(wish, matter: matter, unit: filing.receiver, at: now, in: transaction, seal: seal)
        }
        return sealed
    }

    /// What a repeated filing must say again, beyond the words; empty where there is nothing beyond them.
    static func channelFingerprint(_ filing: Filing) -> String {
        var parts = filing.members.flatMap { [$0.identity.name, $0.identity.phone, $0.isRepresentative ? "1" : "0"] }
        if let arrival = filing.arrival {
            parts += [arrival.way, arrival.day?.description ?? "", arrival.number, arrival.sender]
        }
        if let mandate = filing.mandate {
            parts += [mandate.asker, mandate.way.rawValue, mandate.day.description, mandate.scope]
        }
        if let wish = filing.callBack { parts += [wish.number, String(wish.due.milliseconds), wish.reason] }
        return parts.isEmpty ? "" : "\u{1E}" + parts.joined(separator: "\u{1F}")
    }

    /// What is known of a matter's way in; nil when nothing beyond its channel is.
    public func arrival(of matter: RecordID, in reader: any Reader) throws -> Arrival? {
        guard let row = try reader.row("SELECT * FROM arrivals WHERE matter_id = \(matter) AND district = \(district)")
        else { return nil }
        let number = try row.idOrNil("number_id"), sender = try row.idOrNil("sender_id")
        let texts = try personal.open(ids: [number, sender].compactMap(\.self), in: reader)
        return Arrival(
            way: try row.text("way"), day: try row.dayOrNil("day"), number: number.flatMap { texts[$0] } ?? "",
            sender: sender.flatMap { texts[$0] } ?? ""
        )
    }

    /// Starts what the law gives a mediator for a quarrel that a court passed on, once somebody takes it: the time counts
    /// from then, beside the district's own.
    func startCourtTerm(_ duty: String, of step: Step, in transaction: any Transaction) throws {
        let matter = step.file.matter
        guard matter.channel == .court,
            let way = try transaction.row("SELECT way FROM arrivals WHERE matter_id = \(matter.id)")?.text("way")
        else { return }
        try startTerm(
            duty, LawTrigger(rawValue: way), matter.id, step.file.proceeding.id, nil, step.file.proceeding.procedure,
            step.day, step.now, transaction
        )
    }
}
