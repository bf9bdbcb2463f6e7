import Base
import Storage

extension Matter {
    init(_ row: Row) throws {
        id = try row.id("id")
        number = try row.text("number")
        kind = MatterKind(rawValue: try row.text("kind")) ?? .enquiry
        channel = Channel(rawValue: try row.text("channel")) ?? .web
        topic = try row.textOrNil("topic")
        topicConfirmed = try row.flag("topic_confirmed")
        narrative = try row.id("narrative_id")
        place = try row.idOrNil("place_id")
        placeHow = try row.text("place_how")
        village = try row.idOrNil("village_id")
        town = try row.idOrNil("town_id")
        grid = try row.idOrNil("grid_id")
        firstReceiver = try row.id("first_receiver")
        leadUnit = try row.idOrNil("lead_unit")
        status = MatterStatus(rawValue: try row.text("status")) ?? .received
        stage = try row.text("stage")
        end = try row.textOrNil("end_code").flatMap(MatterEnd.init(rawValue:))
        endRoute = try row.textOrNil("end_route")
        due = try row.dayOrNil("due_day")
        happenedAt = try row.instant("happened_at")
        filedAt = try row.instant("filed_at")
        endedAt = try row.instantOrNil("ended_at")
        rating = try row.integerOrNil("rating").map(Int.init)
        reopened = try row.int("reopened")
        confidentiality = Confidentiality(rawValue: try row.text("confidentiality")) ?? .confidential
        routeRule = try row.textOrNil("route_rule")
        revision = try row.int("revision")
    }

    static let columns: SQL = """
        m.id, m.number, m.kind, m.channel, m.topic, m.topic_confirmed, m.narrative_id, m.place_id, m.place_how,
        m.village_id, m.town_id, m.grid_id, m.first_receiver, m.lead_unit, m.status, m.stage, m.end_code, m.end_route,
        m.due_day, m.happened_at, m.filed_at, m.ended_at, m.rating, m.reopened, m.confidentiality, m.route_rule, m.revision
        """
}

extension Assignment {
    init(_ row: Row) throws {
        id = try row.id("id")
        proceeding = try row.id("proceeding_id")
        unit = try row.id("unit_id")
        part = Part(rawValue: try row.text("part")) ?? .cohandler
        state = AssignmentState(rawValue: try row.text("state")) ?? .ended
        offeredBy = try row.id("offered_by")
        keptByDecision = try row.flag("kept")
        acceptedPost = try row.idOrNil("accepted_post")
        offeredAt = try row.instant("offered_at")
        acceptedAt = try row.instantOrNil("accepted_at")
        endedAt = try row.instantOrNil("ended_at")
    }
}

extension Proceeding {
    init(_ row: Row) throws {
        id = try row.id("id")
        procedure = try row.text("procedure")
        version = try row.text("version")
        stage = try row.text("stage")
        openedAt = try row.instant("opened_at")
        endedAt = try row.instantOrNil("ended_at")
        road = try row.textOrNil("road").flatMap(Procedure.Road.init(rawValue:))
        unit = try row.idOrNil("unit_id")
        end = try row.textOrNil("end_code")
        reference = try row.textOrNil("reference")
    }
}

extension Party {
    init(_ row: Row) throws {
        id = try row.id("id")
        part = Part(rawValue: try row.text("part")) ?? .filer
        identity = try row.idOrNil("identity_id")
        unit = try row.idOrNil("unit_id")
        sealed = try row.flag("sealed")
    }
}
