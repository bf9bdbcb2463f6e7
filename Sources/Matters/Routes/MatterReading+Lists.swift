import Accounts
import Base
import Storage
import Web

extension MatterReading {
    /// What a post can narrow a list by; where a town or a village is chosen, the villages of that town too.
    func choices(
        in list: WorkList, for actor: Actor, chosen place: String?, on today: Day, in reader: any Reader
    ) throws -> ListChoices {
        ListChoices(
            topics: try store.book.rules(on: today, in: reader).topics.topics,
            places: try places(for: actor, chosen: place, in: reader), statuses: list.statuses
        )
    }

    /// Towns for whoever sees more than one; their own villages for a town's posts; nothing for a village's.
    private func places(
        for actor: Actor, chosen place: String?, in reader: any Reader
    ) throws -> [(heading: Words, units: [Unit])] {
        guard let own = try actor.unit.flatMap({ try store.units.find($0, in: reader) }) else { return [] }
        let towns = try store.units.list(levels: [.town], in: reader)
        switch own.level {
        case .village, .grid: return []
        case .town, .platform:
            let above = Set(try store.units.ancestors(of: own.id, in: reader))
            let home = towns.first { above.contains($0.id) }
            return try home.map { [(MatterWords.villages, try villages(of: $0, in: reader))] } ?? []
        case .centre, .department:
            let chosen = try place.flatMap { try store.units.find(code: $0, in: reader) }
            let near = towns.first { $0.id == chosen?.id || chosen?.level == .village && $0.id == chosen?.parent }
            let below = try near.map { [(MatterWords.villages(of: $0.name), try villages(of: $0, in: reader))] } ?? []
            return [(MatterWords.towns, towns)] + below
        }
    }

    private func villages(of town: Unit, in reader: any Reader) throws -> [Unit] {
        try store.units.children(of: town.id, in: reader).filter { $0.level == .village }
    }
}

extension MatterReading {
    /// How a matter came in, who files it, who runs it for the resident.
    func channel(
        _ file: MatterFile, _ actor: Actor, at now: Instant, in reader: any Reader
    ) throws -> ChannelView {
        let id = file.matter.id
        let arrival = try store.arrival(of: id, in: reader)
        let known = try store.proxy(of: file, for: actor, at: now, in: reader)
        let pack = try store.handoverPack(on: now.day, in: reader)
        let target = try pack.flatMap { try store.handoverTarget(of: actor.unit, in: $0, reader: reader) }
        let mayPass = file.matter.isOpen && MatterPolicy.stands(actor, in: .answerable, to: file)
        let handover = try store.handovers(of: file, in: reader).last
        return ChannelView(
            arrival: arrival, group: try store.groupSize(of: file, in: reader),
            proxy: try known.map { known in
                (
                    known.proxy, known.reports.count { $0.told == nil },
                    try store.units.find(known.proxy.unit, in: reader)?.name ?? Words("", "")
                )
            },
            handover: try handover.map { handover in
                let isToPolice = try pack.map { try store.units.find(code: $0.unit, in: reader)?.id == handover.to }
                return (handover, isToPolice == false ? .hotline : .police)
            },
            className: pack?.classes.first { $0.code == arrival?.way }?.name,
            calls: try store.listCallBacks(of: id, for: actor, in: reader).count { $0.isWaiting },
            mayHandOver: target.flatMap {
                mayPass && $0.unit != actor.unit && !file.excluded.contains($0.unit) ? $0.line : nil
            }
        )
    }
}

extension ListFilter {
    /// What a query or a form asks for.
    init(_ form: Form) {
        self.init(kind: MatterKind(rawValue: form.text("kind")))
        topic = form.filled("topic")
        place = form.filled("place")
        channel = Channel(rawValue: form.text("channel"))
        status = MatterStatus(rawValue: form.text("status"))
    }
}
